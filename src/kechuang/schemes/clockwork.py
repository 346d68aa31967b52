"""What time does to calls."""

from datetime import datetime

from kechuang.door.perform import perform
from kechuang.door.table import CLOCK
from kechuang.schemes.queries import due


def open_and_close(now: datetime) -> int:
    """Open the calls whose minute has come and close those whose window is over; how many moved."""
    moved = 0
    for call in due(now).order_by("id"):
        state = call.state
        if state == "announced":
            state = perform(call, "open", CLOCK, now=now).state
            moved += 1
        if state == "open" and call.closes_at <= now:
            perform(call, "close", CLOCK, now=now)
            moved += 1
    return moved
