"""A posted page as answers: names such as `team.0.name` become rows."""

import re
from typing import Any

from django.http import QueryDict

from kechuang.forms.answers import Answers
from kechuang.forms.definition import Form
from kechuang.forms.fields import Attachment, Choice, Computed, FromList, Table

NUMBER = re.compile(r"^[0-9]{1,3}$")
DEPTH = 3
"""Table, row, column."""


def answers_in(form: Form, given: QueryDict) -> Answers:
    """What a page without a script sends. What it does not name is empty, as an unticked box is."""
    found: Answers = {}
    for one in form.fields.values():
        if isinstance(one, Attachment):
            continue
        if isinstance(one, Table):
            found[one.id] = rows_in(one, given)
        elif isinstance(one, Choice | FromList) and one.many:
            found[one.id] = given.getlist(one.id)
        else:
            found[one.id] = given.get(one.id, "")
    return found


def rows_in(table: Table, given: QueryDict) -> list[dict[str, Any]]:
    """The rows of a table in the order of their numbers."""
    columns = {"row", *(column.id for column in table.column if not isinstance(column, Computed))}
    rows: dict[int, dict[str, Any]] = {}
    for name in given:
        parts = name.split(".")
        if len(parts) != DEPTH or parts[0] != table.id or parts[2] not in columns or not NUMBER.match(parts[1]):
            continue
        rows.setdefault(int(parts[1]), {})[parts[2]] = given[name]
    return [rows[number] for number in sorted(rows)]
