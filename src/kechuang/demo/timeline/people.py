"""Who acts: the cast by name, and whoever holds a role in a body."""

from functools import cache

from kechuang.demo.load import steady_id
from kechuang.directory.models import Appointment, Organisation
from kechuang.directory.roles import Role
from kechuang.door.table import Actor

OFFICER, SECRETARY, DIRECTOR, PLANNER, SUPERVISOR = (
    "lin-xiaolan",
    "fang-zhiheng",
    "he-mingyuan",
    "su-wan",
    "qiu-zhengyi",
)


@cache
def acting(key: str, place: int = 0) -> Actor:
    """A person of the city in one of the appointments, the first by default."""
    appointments = Appointment.objects.select_related("organisation", "person", "division")
    return Actor(appointments.get(public_id=steady_id("appointment", f"{key} {place}")))


@cache
def body(key: str) -> Organisation:
    """A body of the city."""
    return Organisation.objects.get(public_id=steady_id("organisation", key))


@cache
def holding(role: Role, organisation: int) -> Actor:
    """Whoever holds a role in a body."""
    appointments = Appointment.objects.select_related("organisation", "person")
    return Actor(appointments.filter(role=role, organisation=organisation).earliest("id"))


def forget() -> None:
    """Forget whoever was looked up, since another database may come."""
    for one in (acting, body, holding):
        one.cache_clear()
