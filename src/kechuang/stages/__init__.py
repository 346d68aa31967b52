"""The stage kinds, one room each. They register themselves when the application starts (contract 2)."""
