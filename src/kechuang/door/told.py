"""What the trail says in plain words: the words of an event come from the table of its subject's kind."""

from django.utils.translation import gettext_lazy as _

from kechuang.door.refusal import Sentence
from kechuang.door.table import tables

UNKNOWN: Sentence = _("Something that this version has no word for")
"""An action of an earlier version, or of a room that is not installed here."""


def words_of(chain: str, action: str) -> Sentence:
    """What happened, as the public is told it."""
    table = tables().get(chain.partition("/")[0])
    row = next((row for row in table.transitions if row.action == action), None) if table else None
    return row.public if row else UNKNOWN
