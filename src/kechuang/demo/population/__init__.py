"""The people of the demonstration: bodies, names, experts, ties, composed from lists without chance."""
