"""What time does to applications."""

from datetime import datetime

from django.db.models import F
from django.urls import reverse

from kechuang.cases.models import Case
from kechuang.door.perform import perform
from kechuang.door.table import CLOCK
from kechuang.notify.services import send_all
from kechuang.schemes.models import CallRemark
from kechuang.stages.intake.messages import ERRATUM
from kechuang.stages.intake.models import Application
from kechuang.stages.intake.table import OPEN_STATES, too_late


def close_late(now: datetime) -> int:
    """Let lapse what was not submitted, or not carried on, in time; how many."""
    follow_errata()
    tell_errata(now)
    late = Application.objects.filter(state__in=OPEN_STATES, case__call__closes_at__lte=now)
    moved = 0
    for application in late.select_related("case__call__version").order_by("id"):
        if too_late(application, now):
            perform(application, "lapse", CLOCK, now=now)
            moved += 1
    return moved


def follow_errata() -> int:
    """Where an erratum has moved the end of a window, say so on what is not submitted yet; how many."""
    drafts = Application.objects.filter(state__in=("declaring", "draft"), first_sent_at__isnull=True)
    behind = drafts.exclude(due_at=F("case__call__closes_at")).select_related("case__call")
    for application in behind:
        closes = application.case.call.closes_at
        Application.objects.filter(pk=application.pk).update(due_at=closes)
        Case.objects.filter(stay_chain=application.chain).update(due_at=closes)
    return len(behind)


def tell_errata(now: datetime) -> int:
    """Tell those who have begun an application of errata to its call that came after (contract 4); how many."""
    told = 0
    errata = CallRemark.objects.filter(kind=CallRemark.Kind.ERRATUM, call__closes_at__gt=now).select_related("call")
    for erratum in errata.order_by("id"):
        begun = Application.objects.filter(case__call=erratum.call, state__in=OPEN_STATES, told_of__lt=erratum.pk)
        people = [one.case.created_by for one in begun.select_related("case__created_by__person")]
        if people:
            link = reverse("desk:call", args=[erratum.call.public_id])
            told += send_all(to=people, code=ERRATUM.code, words={"call": erratum.call.title}, link=link, now=now)
            begun.update(told_of=erratum.pk)
    return told
