"""The installation: its configuration, its settings and addresses, and the command line."""
