"""The public site: readable without an account."""
