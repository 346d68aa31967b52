"""From the meeting to the signature: K01 and K02 move when the document is signed, and not before."""

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from kechuang.cases.models import Case
from kechuang.door import clockwork
from kechuang.door.perform import perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor
from kechuang.funds.balance import check
from kechuang.funds.models import Entry, Envelope
from kechuang.measures.registry import measure_of
from kechuang.money.amounts import FEN_PER_WAN as WAN
from kechuang.stages.approval.models import ApprovalRound
from kechuang.stages.conftest import MEETING, Arrives
from kechuang.stages.decision.models import DecisionRound
from kechuang.stages.notice.models import NoticeRound

DAY = timedelta(days=1)
ADOPTION: dict[str, Any] = {"meeting": "局长办公会", "met_on": MEETING.date(), "minute": "9号", "attendance": "何明远"}


def figures(at: datetime) -> tuple[Any, Any]:
    """K01 on the approved basis and K02, as of an instant."""
    share, projects = measure_of("iur-share-approved-adjusted"), measure_of("iur-projects")
    assert share is not None
    assert projects is not None
    return share.value(2026, at).figure, projects.value(2026, at).figure


@pytest.fixture
def on_notice(arrives: Arrives, envelope: Envelope, officer: Actor, director: Actor) -> list[Case]:
    """Two cooperation projects and another, decided and put on notice."""
    cases = [arrives(1, 9000, 40), arrives(2, 8800, 35), arrives(3, 8600, 20, iur=False)]
    for actor, action, payload in (
        (officer, "compute", None),
        (director, "adopt", ADOPTION),
        (officer, "publish", None),
    ):
        perform(DecisionRound.objects.get(), action, actor, payload, now=MEETING)
    perform(NoticeRound.objects.get(), "post", officer, now=MEETING)
    return cases


def test_the_targets_move_with_the_signature(on_notice: list[Case], officer: Actor, director: Actor) -> None:
    assert figures(MEETING + DAY) == (0, 0)
    after = MEETING + 8 * DAY
    clockwork.run(after)
    document = ApprovalRound.objects.get()
    perform(document, "propose", officer, now=after)
    assert figures(after) == (0, 0)
    perform(document, "sign", director, now=after + DAY)
    assert figures(after) == (0, 0)
    assert figures(after + DAY) == (Fraction(75, 100), 2)
    document.refresh_from_db()
    assert list(Entry.objects.order_by("fen").values_list("fen", "iur", "document")) == [
        (20 * WAN, False, document.paper),
        (35 * WAN, True, document.paper),
        (40 * WAN, True, document.paper),
    ]
    assert [Case.objects.get(pk=case.pk).amount for case in on_notice] == [40 * WAN, 35 * WAN, 20 * WAN]
    assert check() == []


def test_a_signature_that_the_year_cannot_pay_changes_nothing(
    on_notice: list[Case], officer: Actor, director: Actor, planner: Actor
) -> None:
    after = MEETING + 8 * DAY
    clockwork.run(after)
    perform(ApprovalRound.objects.get(), "propose", officer, now=after)
    less = {"less": 10 * WAN, "reason": "压减", "document": "沈财2号"}
    perform(Envelope.objects.get(), "adjust", planner, less, now=after)
    with pytest.raises(Refusal) as refused:
        perform(ApprovalRound.objects.get(), "sign", director, now=after)
    assert refused.value.code == "beyond_envelope"
    assert (ApprovalRound.objects.get().state, Entry.objects.count(), figures(after)) == ("proposed", 0, (0, 0))
