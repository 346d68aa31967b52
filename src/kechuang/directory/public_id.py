"""Opaque names for rows, used wherever a row shows itself outside: in addresses, papers and files."""

import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 12

_chance: random.Random = secrets.SystemRandom()


def new_public_id() -> str:
    """A random identifier of 12 characters that cannot be mistaken for one another (59 bits)."""
    return "".join(_chance.choice(ALPHABET) for _ in range(LENGTH))


@contextmanager
def steady_chance(seed: str) -> Iterator[None]:
    """Names that are the same at every building of a demonstration; never for a real installation's rows."""
    global _chance  # noqa: PLW0603  the one place where chance is replaced
    before, _chance = _chance, random.Random(seed)  # noqa: S311  nothing is kept secret by it
    try:
        yield
    finally:
        _chance = before


def public_id_field() -> "models.CharField[str, str]":
    """The column that holds the opaque name of a row."""
    return models.CharField(max_length=LENGTH, unique=True, editable=False, default=new_public_id)
