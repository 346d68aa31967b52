"""What a stage left behind, in plain words: the names of an outcome's values and how each is said.

A room says the values that it alone knows (`StageRoom.words`); what several give alike is said here.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.cases.kinds import Word, rooms
from kechuang.cases.models import Outcome
from kechuang.door.refusal import Sentence
from kechuang.money.amounts import wan
from kechuang.schemes.definition import StagePart

Data = Mapping[str, Any]


def money(key: str, label: Sentence) -> Word:
    """An amount in 万元."""
    return Word(key, label, lambda data, _part: wan(data[key]))


def text(key: str, label: Sentence, *, inside: bool = False) -> Word:
    """A value as it is."""
    return Word(key, label, lambda data, _part: str(data[key]), inside=inside)


def score(data: Data, _part: StagePart) -> Sentence:
    """A score in hundredths, and how many opinions it stands on."""
    shown = f"{data['score'] / 100:.2f}"
    if "valid" not in data:
        return shown
    return _now("%(score)s, from %(valid)s valid opinions") % {"score": shown, "valid": data["valid"]}


def reached(data: Data, _part: StagePart) -> Sentence:
    """Milestones reached of those promised."""
    return f"{data['delivered']} / {data['promised']}" if "promised" in data else str(data["delivered"])


def parties(data: Data, _part: StagePart) -> Sentence:
    """How many bodies take part."""
    return str(len(data["parties"]))


WORDS = (
    text("number", _("Number")),
    money("amount_asked", _("Asked (10,000 yuan)")),
    money("own_funds", _("Self-raised funds (10,000 yuan)")),
    Word("parties", _("Parties"), parties),
    Word("score", _("Score"), score, inside=True),
    text("rank", _("Rank"), inside=True),
    money("amount", _("Approved (10,000 yuan)")),
    text("minute", _("Minute of the meeting"), inside=True),
    text("notice_passed", pgettext_lazy("number of a paper", "Public notice")),
    text("approval_number", _("Approval document")),
    text("agreement_number", _("Agreement number")),
    money("contracted", _("Contracted (10,000 yuan)")),
    Word("delivered", _("Milestones reached"), reached),
    money("paid", _("Paid (10,000 yuan)")),
    money("spent", _("Spent in all (10,000 yuan)")),
    text("certificate", _("Certificate")),
    text("files", _("Files in the package")),
    text("retained_until", _("Kept until")),
    text("reason", _("Reason")),
)
REPEATED = frozenset({"screening"})
"""Kinds whose outcome repeats what the stage before said of the application; only their own words are told."""


def facts_of(outcome: Outcome, part: StagePart, *, inside: bool) -> list[tuple[Sentence, Sentence]]:
    """What the outcome says: labels and values, for the bureau or for everybody who reads the whole case."""
    room = rooms().get(outcome.kind)
    own = room.words if room else ()
    known = {word.key: word for word in (() if outcome.kind in REPEATED else WORDS)} | {word.key: word for word in own}
    return [
        (word.label, word.say(outcome.data, part))
        for word in known.values()
        if outcome.data.get(word.key) and (inside or not word.inside)
    ]
