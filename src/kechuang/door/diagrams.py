"""Pictures and tables that are made from the transition tables, for docs/architecture.md."""

from django.utils import translation

from kechuang.directory.roles import Role
from kechuang.door.table import NOT_YET, Table


def diagram(table: Table, language: str = "en") -> str:
    """A Mermaid state diagram."""
    with translation.override(language):
        lines = ["stateDiagram-v2"]
        lines += [f"    {state.code}: {state.label}" for state in table.states]
        for row in table.transitions:
            for source in row.sources:
                begin = "[*]" if source == NOT_YET else source
                end = source if row.target is None else row.target
                lines.append(f"    {begin} --> {end}: {row.label}")
        left = {source for row in table.transitions if row.target not in {None, *row.sources} for source in row.sources}
        lines += [f"    {state.code} --> [*]" for state in table.states if state.code not in left]
        return "\n".join(lines)


def matrix(table: Table, language: str = "en") -> str:
    """Who may do what in which state, as a Markdown table."""
    with translation.override(language):
        lines = ["| action | in state | who | condition |", "|---|---|---|---|"]
        for row in table.transitions:
            sources = ", ".join(source or "–" for source in row.sources)
            who = ", ".join(str(role.label) for role in Role if role in row.permission.roles)
            if row.permission.clock:
                who = f"{who}, the clock" if who else "the clock"
            if row.permission.engine:
                who = f"{who}, the engine" if who else "the engine"
            lines.append(f"| {row.action} | {sources} | {who} | {row.permission.sentence} |")
        return "\n".join(lines)
