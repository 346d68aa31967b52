"""The demonstration's year, driven through the same door that people use."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from kechuang.demo.city import CallPart, City
from kechuang.demo.load import steady_id
from kechuang.demo.opening import open_year
from kechuang.directory.models import Appointment
from kechuang.door import clockwork
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.money.amounts import FEN_PER_WAN
from kechuang.schemes.models import Call
from kechuang.trail.services import seal_days

A_DAY = timedelta(days=1)


@transaction.atomic
def run_year(city: City) -> None:
    """Do everything that happened before the city's clock, then seal the days that are over."""
    open_year(planner=acting("su-wan"), director=acting("he-mingyuan"))
    for part in city.call:
        announce(part)
    minutes = {minute for part in city.call for minute in (part.opens_at, part.closes_at) if minute <= city.clock_at}
    for minute in sorted(minutes):
        clockwork.run(minute)
    for part in city.call:
        if part.erratum and part.erratum_at:
            call = Call.objects.get(public_id=steady_id("call", part.key))
            perform(call, "correct", acting(part.officer), {"text": part.erratum}, now=part.erratum_at)
    seal_days(today=city.clock_at.astimezone(ZoneInfo(settings.TIME_ZONE)).date())


def acting(key: str) -> Actor:
    """A person of the city in the first of the appointments."""
    return Actor(Appointment.objects.get(public_id=steady_id("appointment", f"{key} 0")))


def announce(part: CallPart) -> None:
    """Draft a call and take it as far as the file says."""
    officer, signer = acting(part.officer), acting(part.signer)
    appointment = officer.appointment
    given = {
        "title": part.title,
        "scheme_code": part.scheme,
        "guide": part.guide,
        "opens_at": part.opens_at,
        "closes_at": part.closes_at,
        "budget": part.budget_wan * FEN_PER_WAN,
        "per_organisation": 2,
        "per_person": 1,
        "contact": str(appointment.person) if appointment else "",
        "telephone": "000-0000 0000",
    }
    call = Call(public_id=steady_id("call", part.key))
    at: datetime = part.drafted_at
    call = Call.objects.get(pk=perform(call, "draft", officer, given, now=at).subject.pk)
    if part.returned:
        perform(call, "propose", officer, now=at + A_DAY)
        perform(call, "return", signer, {"reason": part.returned}, now=at + 2 * A_DAY)
        return
    if part.reaches in {"proposed", "announced"}:
        perform(call, "propose", officer, now=at + A_DAY)
    if part.reaches == "announced":
        perform(call, "sign", signer, now=at + 2 * A_DAY)
