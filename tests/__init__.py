"""Tests of the whole: the architecture, the set-up, the command line and the product in a browser."""
