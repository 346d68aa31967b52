"""The table of the door."""

from kechuang.door.subject import Performed

__all__ = ["Performed"]
