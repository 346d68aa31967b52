"""What every room of a round needs: the round that takes cases now, and acting on its stays (contract 3)."""

from datetime import datetime
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from kechuang.cases.models import Round, Stay
from kechuang.door.perform import perform
from kechuang.door.table import Actor, Permission
from kechuang.schemes.models import Call

AnyRound = TypeVar("AnyRound", bound=Round)
WITH_ROUND = Permission("with_round", _("This happens with the round."), frozenset(), engine=True)


def with_round(actor: Actor) -> Actor:
    """Whoever acts on a round moves what belongs to it, in the same transaction."""
    return Actor(actor.appointment, engine=True)


def taking_round(model: type[AnyRound], stay: Stay, actor: Actor, now: datetime) -> AnyRound:
    """The round of the stay's call and stage that takes cases now; a new one where none does.

    The call's row is locked meanwhile, so that two cases that come at once make one round.
    """
    call = Call.objects.select_for_update().get(pk=stay.case.call_id)
    found = model.objects.filter(call=call, stage=stay.stage, state="preparing").first()
    if found is not None:
        return found
    fresh = model(call=call, stage=stay.stage)
    return model.objects.get(pk=perform(fresh, "open", with_round(actor), now=now).subject.pk)
