"""Declarative forms: what is asked is data; drafts, checks, pages and prints all come from it. Contract 5."""
