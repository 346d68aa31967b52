"""What every room of a round needs: the round that takes cases now, and acting on its stays (contract 3)."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Exists, OuterRef, QuerySet
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


def of_division(rounds: QuerySet[AnyRound], division: int | None) -> QuerySet[AnyRound]:
    """The rounds of a division's calls. Asked of each round in the order of the list: most lists want the latest few,
    and gathering all calls of a division first would cost more with every year."""
    return rounds.filter(Exists(Call.objects.filter(pk=OuterRef("call"), division=division)))


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
