"""The cast: those who apply together."""

from kechuang.stages.intake.tests.alliance import alliance, open_call, short_call

__all__ = ["alliance", "open_call", "short_call"]
