"""The installation's clock. Whoever needs the time is given it; nothing below the pages reads it by itself."""

from kechuang.clock.clocks import Clock, FixedClock, SystemClock

__all__ = ["Clock", "FixedClock", "SystemClock"]
