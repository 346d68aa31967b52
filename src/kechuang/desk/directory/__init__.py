"""The directory at the desk: bodies, people and their accounts, experts, integrity."""
