"""Lists to choose from on the page of an action: a room offers one under a name that payloads use."""

from collections.abc import Callable

Choices = Callable[[], list[tuple[str, str]]]
"""The codes with their words in the reader's language, an empty choice first where nothing is chosen yet."""

_lists: dict[str, Choices] = {}


def register(name: str, choices: Choices) -> None:
    """Offer a list under this name from now on."""
    _lists[name] = choices


def choices_of(name: str) -> Choices:
    """The list of that name. Raises KeyError where no room offers it."""
    return _lists[name]
