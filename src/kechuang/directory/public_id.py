"""Opaque names for rows, used wherever a row shows itself outside: in addresses, papers and files."""

import secrets

from django.db import models

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 12


def new_public_id() -> str:
    """A random identifier of 12 characters that cannot be mistaken for one another (59 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def public_id_field() -> "models.CharField[str, str]":
    """The column that holds the opaque name of a row."""
    return models.CharField(max_length=LENGTH, unique=True, editable=False, default=new_public_id)
