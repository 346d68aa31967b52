"""What an answer can be bound to (contract 5): the typed columns and tables that the rooms above keep.

A binding of a table names the columns that the typed table cannot do without; a form's column takes such a place by
its own `bind`, or by its id where it has none.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Binding:
    """Which kinds of field may be bound, and what columns a table needs."""

    kinds: frozenset[str]
    columns: dict[str, frozenset[str]] = field(default_factory=dict)


def kinds(*names: str) -> frozenset[str]:
    """A few kinds."""
    return frozenset(names)


BINDINGS: dict[str, Binding] = {
    "title": Binding(kinds("text")),
    "field": Binding(kinds("choice", "code")),
    "keywords": Binding(kinds("text")),
    "start": Binding(kinds("date")),
    "end": Binding(kinds("date")),
    "principal": Binding(kinds("person")),
    "contact": Binding(kinds("person", "text")),
    "telephone": Binding(kinds("text")),
    "lead": Binding(kinds("organisation")),
    "recommender": Binding(kinds("organisation")),
    "amount_asked": Binding(kinds("money")),
    "parties": Binding(
        kinds("table"),
        {
            "organisation": kinds("organisation"),
            "tasks": kinds("text", "prose"),
            "fiscal": kinds("money"),
            "own": kinds("money"),
        },
    ),
    "members": Binding(kinds("table"), {"name": kinds("person", "text"), "tasks": kinds("text", "prose")}),
    "budget": Binding(kinds("table"), {"fiscal": kinds("money"), "own": kinds("money")}),
    "indicators": Binding(kinds("table"), {"name": kinds("text"), "target": kinds("text", "number")}),
    "milestones": Binding(kinds("table"), {"content": kinds("text", "prose"), "due": kinds("date")}),
}
