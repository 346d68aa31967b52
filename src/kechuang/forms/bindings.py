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
    "start": Binding(kinds("date")),
    "end": Binding(kinds("date")),
    "lead": Binding(kinds("organisation")),
    "recommender": Binding(kinds("organisation")),
    "principal": Binding(kinds("person")),
    "contact": Binding(kinds("person", "text")),
    "telephone": Binding(kinds("text")),
    "amount_asked": Binding(kinds("money")),
    "own_funds": Binding(kinds("money")),
    "parties": Binding(
        kinds("table"),
        {"organisation": kinds("organisation"), "task": kinds("text", "prose"), "public_money": kinds("money")},
    ),
    "members": Binding(
        kinds("table"),
        {
            "name": kinds("person", "text"),
            "organisation": kinds("organisation"),
            "task": kinds("text", "prose"),
            "months": kinds("number"),
        },
    ),
    "budget": Binding(kinds("table"), {"public_money": kinds("money"), "own_money": kinds("money")}),
    "indicators": Binding(kinds("table"), {"name": kinds("text"), "unit": kinds("text"), "value": kinds("text")}),
    "milestones": Binding(kinds("table"), {"month": kinds("number"), "what": kinds("text", "prose")}),
}
