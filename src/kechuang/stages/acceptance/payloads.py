"""What is given with the actions on an acceptance."""

from typing import Annotated, Self

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import Field, StringConstraints, model_validator

from kechuang.door.table import Payload, Says

MOST_FEN = 10**15
"""More is a slip of the keyboard."""
Code = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class ResultPart(Payload):
    """What was reached of one indicator."""

    actual: Annotated[str, Field(min_length=1, max_length=200), Says(_("Reached"))]
    met: Annotated[bool, Says(_("Met"))]


class Request(Payload):
    """The request for acceptance, with a result for each indicator in their order."""

    summary: Annotated[
        str,
        Field(min_length=100, max_length=5000),
        Says(
            _("What was achieved"), _("At least 100 characters: against the task agreement, what was done and found.")
        ),
    ]
    spent: Annotated[int, Field(ge=0, le=MOST_FEN), Says(_("Spent in all"), widget="money")]
    results: Annotated[tuple[ResultPart, ...], Field(max_length=100), Says(_("Assessment indicators"))]


class Reason(Payload):
    """Why it goes back."""

    reason: Annotated[str, Field(min_length=2, max_length=2000), Says(_("Reason"), _("The applicant reads this."))]


class Group(Payload):
    """The acceptance group, by the public ids of its experts."""

    members: Annotated[tuple[Code, ...], Field(max_length=20), Says(_("Members"))]
    leader: Annotated[str, Field(max_length=60), Says(_("Leader"))]

    @model_validator(mode="after")
    def the_leader_is_a_member(self) -> Self:
        """Refuse members that stand twice, and a leader from outside."""
        if len(set(self.members)) != len(self.members):
            raise ValueError(_("A member stands twice."))
        if self.leader not in self.members:
            raise ValueError(_("Choose one of the members as the leader."))
        return self


class Opinion(Payload):
    """What a member says."""

    proposal: Annotated[Code, Says(_("Conclusion that you propose"))]
    text: Annotated[
        str,
        Field(min_length=20, max_length=5000),
        Says(
            pgettext_lazy("acceptance", "Opinion"),
            _("At least 20 characters: on the tasks, the results and the use of the money."),
        ),
    ]
    declares: Annotated[
        bool,
        Says(
            _("I have no tie to this project or its people, judge by the materials only, and keep them confidential.")
        ),
    ]

    @model_validator(mode="after")
    def is_declared(self) -> Self:
        """Refuse an opinion without the declaration."""
        if not self.declares:
            raise ValueError(
                _("Without this declaration your opinion is not taken. If you have a tie, tell the officer.")
            )
        return self


class GroupWords(Payload):
    """What the leader signs for the group."""

    proposal: Annotated[Code, Says(_("Conclusion that the group proposes"))]
    text: Annotated[str, Field(min_length=20, max_length=5000), Says(_("Opinion of the group"))]


class Decision(Payload):
    """What the bureau concludes; where it departs from the group it says on what ground."""

    conclusion: Annotated[Code, Says(_("Conclusion"))]
    ground: Annotated[
        str,
        Field(max_length=2000),
        Says(
            pgettext_lazy("acceptance", "Ground"),
            _("Needed where the conclusion is not the one that the group proposes."),
        ),
    ] = ""
