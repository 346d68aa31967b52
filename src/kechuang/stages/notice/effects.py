"""What the actions on notices and objections do besides changing a state."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kechuang.cases.engine import Result, conclude, outcome_value, parameters
from kechuang.cases.rounds import taking_round, with_round
from kechuang.clock.working_days import LAST_SECOND, working_day_after
from kechuang.directory.models import Appointment
from kechuang.directory.roles import Role
from kechuang.documents.services import issue
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import CLOCK, Actor, Step
from kechuang.stages.notice.kind import NoticeParameters
from kechuang.stages.notice.models import NoticeRound, NoticeStay, Objection
from kechuang.stages.notice.paper import letter
from kechuang.stages.notice.payloads import Answer, Ground, Grounds
from kechuang.trail.form import Facts

ZONE = ZoneInfo(settings.TIME_ZONE)


def rule_of(stay: NoticeStay) -> NoticeParameters:
    """What the scheme sets."""
    return cast("NoticeParameters", parameters(stay))


def opened(step: Step) -> Facts:
    """A round begins with its first case."""
    return {"call": step.subject.call.public_id}


def enter(step: Step) -> Facts:
    """Join the round that takes cases now."""
    stay: NoticeStay = step.subject
    stay.round = taking_round(NoticeRound, stay, step.actor, step.now)
    return {"round": stay.round.public_id, "fen": int(outcome_value(stay.case, "amount"))}


def last_day(rule: NoticeParameters, posted: date) -> date:
    """The last day on which the notice stands; the day of posting does not count."""
    return working_day_after(posted, rule.days) if rule.working_days else posted + timedelta(days=rule.days)


def post(step: Step) -> Facts:
    """Let the notice stand from now on: number, days, and every case of the round with it."""
    found: NoticeRound = step.subject
    stays = list(found.stays.filter(state="waiting").select_related("case__lead", "case__call__version"))
    rule = rule_of(stays[0])
    posted = step.now.astimezone(ZONE).date()
    found.posted_at = step.now
    found.due_at = datetime.combine(last_day(rule, posted), LAST_SECOND, ZONE)
    title = f"{found.call.title.removesuffix('申报通知')}拟立项项目公示"
    paper = issue(
        kind="notice",
        subject=found,
        title=title,
        words=letter(found, stays, rule),
        by=step.actor.appointment,
        now=step.now,
    )
    found.paper = paper.number
    step.later.extend(partial(move, stay, "post", step.actor, step.now) for stay in stays)
    return {"cases": len(stays), "days": rule.days, "paper": paper.public_id}


def posted(step: Step) -> Facts:
    """The case stands until its round's last second."""
    stay: NoticeStay = step.subject
    stay.due_at = stay.round.due_at
    return {}


def end(step: Step) -> Facts:
    """The notice is over: a case without an open objection passes, a disputed one is held, the rest goes on."""
    found: NoticeRound = step.subject
    stays = list(found.stays.filter(state="standing"))
    disputed = set(Objection.objects.filter(stay__round=found, state="received").values_list("stay", flat=True))
    upheld = set(Objection.objects.filter(stay__round=found, state="upheld").values_list("stay", flat=True))
    for stay in stays:
        action = "hold" if stay.pk in disputed | upheld else "pass"
        step.later.append(partial(move, stay, action, CLOCK, step.now))
    return {"passed": len(stays) - len(disputed | upheld), "held": len(disputed | upheld)}


def move(stay: NoticeStay, action: str, actor: Actor, now: datetime) -> None:
    """Move a stay on with its round."""
    perform(stay, action, with_round(actor), now=now)


def hold(step: Step) -> Facts:
    """The case waits for the answer to its objections."""
    stay: NoticeStay = step.subject
    latest = stay.objections.filter(state="received").order_by("-due_at").first()
    stay.due_at = latest.due_at if latest else None
    return {}


def go_on(step: Step) -> Facts:
    """Leave the notice unharmed."""
    stay: NoticeStay = step.subject
    stay.due_at = None
    conclude(step, Result.PASSED, {"notice_passed": stay.round.paper})
    return {}


def refuse(step: Step) -> Facts:
    """An upheld objection ends the case."""
    stay: NoticeStay = step.subject
    given: Ground = step.payload
    stay.due_at = None
    conclude(step, Result.REFUSED, {"reason": given.reason, "ground": "objection"})
    return {"ground": "objection"}


def acting(step: Step) -> Appointment:
    """The appointment that acts. Raises Refusal."""
    if step.actor.appointment is None:
        raise Refusal("not_yours", _("A person in an appointment does this."))
    return step.actor.appointment


def file(step: Step) -> Facts:
    """Take an objection in; its answer is due by rule."""
    one: Objection = step.subject
    given: Grounds = step.payload
    by = acting(step)
    one.name, one.contact, one.grounds = given.name, given.contact, given.grounds
    one.filed_by, one.letter = by, by.role == Role.DIVISION_OFFICER
    one.received_at = step.now
    last = working_day_after(step.now.astimezone(ZONE).date(), rule_of(one.stay).answer_days)
    one.due_at = datetime.combine(last, LAST_SECOND, ZONE)
    return {"case": one.stay.case.public_id, "letter": one.letter}


def answer(step: Step) -> Facts:
    """Answer in writing. Whoever objected does not answer himself."""
    one: Objection = step.subject
    given: Answer = step.payload
    by = acting(step)
    if by.person_id == one.filed_by.person_id and not one.letter:
        raise Refusal("own_objection", _("Whoever objected does not answer the objection: another officer does."))
    one.answer, one.answered_by = given.answer, by
    return {"case": one.stay.case.public_id}
