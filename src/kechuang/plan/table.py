"""How a plan moves."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.directory.roles import Role
from kechuang.door.table import NOT_YET, Permission, State, Table, Transition
from kechuang.plan import effects
from kechuang.plan.models import Plan
from kechuang.plan.payloads import Adoption, Reason, Source

KEEPS = Permission("plan_keeper", _("The plan officer does this."), frozenset({Role.PLAN_OFFICER}))
ADOPTS = Permission("plan_adopter", _("The bureau director does this."), frozenset({Role.DIRECTOR}))

PLANS = Table(
    kind="plan",
    model=Plan,
    states=(
        State("draft", pgettext_lazy("plan", "Draft"), pgettext_lazy("plan", "In preparation"), turn=Role.DIRECTOR),
        State("adopted", pgettext_lazy("plan", "Adopted"), pgettext_lazy("plan", "Adopted")),
    ),
    transitions=(
        Transition(
            "prepare",
            (NOT_YET,),
            "draft",
            KEEPS,
            _("Prepare the year's plan"),
            _("Year's plan prepared"),
            Source,
            effect=effects.prepare,
        ),
        Transition(
            "adopt",
            ("draft",),
            "adopted",
            ADOPTS,
            _("Adopt the plan"),
            _("Plan adopted"),
            Adoption,
            effect=effects.adopt,
        ),
        Transition(
            "revise", ("adopted",), "draft", KEEPS, _("Revise the plan"), _("Plan taken up for revision"), Reason
        ),
    ),
)
