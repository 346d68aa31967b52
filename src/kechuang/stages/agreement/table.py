"""How a task agreement moves: the applicant writes it, both sides sign."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.cases.engine import reflect
from kechuang.cases.permissions import APPLICANT, DIVISION, ENGINE, UNIT
from kechuang.directory.roles import Role
from kechuang.door.table import NOT_YET, Guard, State, Table, Transition
from kechuang.stages.agreement import effects
from kechuang.stages.agreement.models import Agreement
from kechuang.stages.agreement.payloads import Remark, Terms


def written(agreement: Agreement, _now: datetime) -> bool:
    """There is a milestone, and the instalments are what was approved."""
    planned = sum(agreement.payments.values_list("fen", flat=True))
    return agreement.milestones.exists() and planned == (agreement.case.amount or 0)


WRITTEN = Guard(
    "not_written",
    _("Write down the milestones and payments first: the payments have to make what was approved."),
    written,
)
IN_HAND = _("Task agreement being signed")

AGREEMENTS = Table(
    kind="agreement",
    model=Agreement,
    states=(
        State("drafting", _("Agreement being written"), IN_HAND, Role.APPLICANT),
        State("unit", _("Agreement before the organisation"), IN_HAND, Role.ORGANISATION_ADMINISTRATOR),
        State("bureau", _("Agreement before the bureau"), IN_HAND, Role.DIVISION_OFFICER),
        State("signed", _("Agreement signed"), _("Task agreement signed")),
    ),
    transitions=(
        Transition(
            "enter", (NOT_YET,), "drafting", ENGINE, _("Come to the task agreement"), IN_HAND, effect=effects.enter
        ),
        Transition(
            "write",
            ("drafting",),
            None,
            APPLICANT,
            _("Write milestones and payments"),
            _("Milestones and payments written"),
            Terms,
            effect=effects.write,
            page="stage_agreement:write",
        ),
        Transition(
            "send",
            ("drafting",),
            "unit",
            APPLICANT,
            _("Send to my organisation for signature"),
            _("Sent to the organisation for signature"),
            guards=(WRITTEN,),
        ),
        Transition(
            "sign_unit",
            ("unit",),
            "bureau",
            UNIT,
            _("Sign for the organisation"),
            _("Signed for the organisation"),
            guards=(WRITTEN,),
            means=_(
                "Milestones and payments bind the organisation once the bureau has signed too. The bureau is next."
            ),
        ),
        Transition(
            "return_unit",
            ("unit",),
            "drafting",
            UNIT,
            pgettext_lazy("agreement", "Return to the applicant"),
            pgettext_lazy("agreement", "Returned by the organisation"),
            Remark,
            effect=effects.hand_back,
        ),
        Transition(
            "sign_bureau",
            ("bureau",),
            "signed",
            DIVISION,
            _("Sign for the bureau"),
            _("Signed for the bureau: the agreement is in force"),
            guards=(WRITTEN,),
            effect=effects.sign,
            means=_(
                "The agreement is in force with its number, the money is bound to it, and the project is carried out. "
                "A payment is entered on the project's page as it falls due."
            ),
        ),
        Transition(
            "return_bureau",
            ("bureau",),
            "drafting",
            DIVISION,
            pgettext_lazy("agreement", "Return to the applicant"),
            pgettext_lazy("agreement", "Returned by the bureau"),
            Remark,
            effect=effects.hand_back,
        ),
    ),
    after=reflect,
)
