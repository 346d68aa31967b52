"""What is read of a call without knowing its pages."""

from kechuang.door.reading import Plain, Reading
from kechuang.schemes.models import Call
from kechuang.schemes.queries import calls_for


def facts(call: Call) -> dict[str, Plain]:
    """A call's facts; the budget is in fen."""
    return {
        "title": call.title,
        "scheme": call.scheme_code,
        "scheme_digest": call.version.digest if call.version else None,
        "guide": call.guide,
        "opens_at": call.opens_at,
        "closes_at": call.closes_at,
        "budget": call.budget,
        "per_organisation": call.per_organisation,
        "per_person": call.per_person,
        "contact": call.contact,
        "telephone": call.telephone,
    }


CALL_READING = Reading("call", calls_for, facts)
