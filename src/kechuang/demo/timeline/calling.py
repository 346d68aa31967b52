"""Drafting, returning, signing, correcting a call; opening and closing are the clock's."""

from datetime import datetime, timedelta

from kechuang.demo.city import CallPart
from kechuang.demo.load import steady_id
from kechuang.demo.timeline.people import acting
from kechuang.demo.timeline.queue import Timeline
from kechuang.door import clockwork
from kechuang.door.perform import perform
from kechuang.money.amounts import FEN_PER_WAN
from kechuang.schemes.models import Call

A_DAY = timedelta(days=1)


def plan(line: Timeline, part: CallPart) -> None:
    """Draft a call and take it as far as the file says."""
    line.at(part.drafted_at, lambda now: draft(line, part, now))
    for minute in (part.opens_at, part.closes_at):
        line.at(minute, tick)
    if part.erratum and part.erratum_at:
        line.at(part.erratum_at, lambda now: correct(part, now))


def tick(now: datetime) -> None:
    """Do what time drives at this minute."""
    clockwork.run(now)


def found(part: CallPart) -> Call:
    """The call as it stands."""
    return Call.objects.get(public_id=steady_id("call", part.key))


def draft(line: Timeline, part: CallPart, now: datetime) -> None:
    """The officer writes it; then it is put before the director, or not yet."""
    officer = acting(part.officer)
    given = {
        "title": part.title,
        "scheme_code": part.scheme,
        "guide": part.guide,
        "opens_at": part.opens_at,
        "closes_at": part.closes_at,
        "budget": part.budget_wan * FEN_PER_WAN,
        "per_organisation": 2,
        "per_person": 1,
        "contact": str(officer.appointment.person) if officer.appointment else "",
        "telephone": "000-2200 0160",
    }
    perform(Call(public_id=steady_id("call", part.key)), "draft", officer, given, now=now)
    if part.returned or part.reaches in {"proposed", "announced"}:
        line.at(now + A_DAY, lambda later: propose(line, part, later))


def propose(line: Timeline, part: CallPart, now: datetime) -> None:
    """The director returns it or signs it, where he has got round to it."""
    perform(found(part), "propose", acting(part.officer), now=now)
    if part.returned:
        line.at(now + A_DAY, lambda later: give_back(part, later))
    elif part.reaches == "announced":
        line.at(now + A_DAY, lambda later: sign(part, later))


def give_back(part: CallPart, now: datetime) -> None:
    """The director wants it reworked."""
    perform(found(part), "return", acting(part.signer), {"reason": part.returned}, now=now)


def sign(part: CallPart, now: datetime) -> None:
    """The director signs and announces it."""
    perform(found(part), "sign", acting(part.signer), now=now)


def correct(part: CallPart, now: datetime) -> None:
    """An erratum for everybody."""
    perform(found(part), "correct", acting(part.officer), {"text": part.erratum}, now=now)
