"""How a year's envelope moves."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.directory.roles import Role
from kechuang.door.table import NOT_YET, Permission, State, Table, Transition
from kechuang.funds import effects
from kechuang.funds.models import Envelope
from kechuang.funds.payloads import Change, Opening

KEEPS = Permission("envelope_keeper", _("The plan officer does this."), frozenset({Role.PLAN_OFFICER}))

ENVELOPES = Table(
    kind="envelope",
    model=Envelope,
    states=(State("open", pgettext_lazy("envelope", "In use"), pgettext_lazy("envelope", "In use")),),
    transitions=(
        Transition(
            "enter",
            (NOT_YET,),
            "open",
            KEEPS,
            _("Enter the year's funds"),
            _("Year's funds entered"),
            Opening,
            effect=effects.enter,
        ),
        Transition(
            "adjust",
            ("open",),
            None,
            KEEPS,
            _("Adjust the year's funds"),
            _("Year's funds adjusted"),
            Change,
            effect=effects.adjust,
        ),
    ),
)
