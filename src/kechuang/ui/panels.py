"""Places on a page that other rooms fill: a room above registers a panel, the page shows what it finds.

So the portal can show the demonstration's cast, or a desk what waits in a stage, without knowing those rooms.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Panel:
    """A template and the words and rows that it shows for a request."""

    template: str
    context: Callable[[HttpRequest], Mapping[str, Any]]


_panels: dict[str, list[Panel]] = {}


def register(place: str, panel: Panel) -> None:
    """Show `panel` at `place` from now on. Called when the application starts; twice is once."""
    shown = _panels.setdefault(place, [])
    if panel not in shown:
        shown.append(panel)


def panels_at(place: str) -> tuple[Panel, ...]:
    """The panels of a place in the order of registration."""
    return tuple(_panels.get(place, ()))
