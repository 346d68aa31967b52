"""What is read of a case, and of its stays, without knowing their pages."""

from django.db.models import QuerySet

from kechuang.cases.kinds import StageRoom
from kechuang.cases.models import Case, Stay
from kechuang.cases.visible import visible_cases
from kechuang.directory.models import Appointment
from kechuang.directory.roles import Role
from kechuang.door.reading import Plain, Reading


def whole_cases(viewer: Appointment | None) -> QuerySet[Case]:
    """The cases that the viewer may see whole; an expert reads blind copies on pages of their own (contract 9)."""
    cases = visible_cases(viewer)
    return cases.none() if viewer is not None and viewer.role == Role.EXPERT else cases


def facts(case: Case) -> dict[str, Plain]:
    """A case's facts; amounts are in fen."""
    return {
        "number": case.number,
        "title": case.title,
        "call": case.call.public_id,
        "lead": case.lead.name,
        "stage": case.stage,
        "step": case.step,
        "holder": case.holder,
        "due_at": case.due_at,
        "amount_asked": case.amount_asked,
        "amount": case.amount,
        "stay": case.stay_chain,
    }


CASE_READING = Reading("case", whole_cases, facts)


def reading_of_stays(room: StageRoom) -> Reading:
    """How the stays of a room are read: by whoever sees their case whole."""

    def rows(viewer: Appointment | None) -> QuerySet[Stay]:
        """The stays whose case the viewer sees whole."""
        keys = whole_cases(viewer).values("pk")
        return room.model.objects.filter(case__in=keys).select_related("case__call")

    def facts_of(stay: Stay) -> dict[str, Plain]:
        """Which case and stage, and until when."""
        return {"case": stay.case.public_id, "stage": stay.stage, "due_at": stay.due_at}

    return Reading(room.model.kind, rows, facts_of)
