"""What programs may read of a list (the API): whoever reads its screen, and no more."""

from kechuang.door.reading import Plain, Reading
from kechuang.stages.decision.list_of_rounds import rounds_for
from kechuang.stages.decision.models import DecisionRound


def facts(found: DecisionRound) -> dict[str, Plain]:
    """A list's facts; amounts are in fen."""
    return {
        "call": found.call.public_id,
        "stage": found.stage,
        "number": found.number,
        "budget": found.budget,
        "share": found.share,
        "record": found.record,
        "meeting": found.meeting,
        "met_on": found.met_on,
        "minute": found.minute,
        "published_at": found.published_at,
    }


ROUND_READING = Reading("decision-round", rounds_for, facts)
