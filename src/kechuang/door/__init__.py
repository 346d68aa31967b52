"""The one door through which anything with a state moves. Contract 1."""
