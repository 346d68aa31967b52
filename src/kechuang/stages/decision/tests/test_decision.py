"""The decision: a computed list, departures only with a ground, nothing final before it is adopted and published."""

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kechuang.cases.engine import outcome_value
from kechuang.cases.models import Case
from kechuang.decide.verify import verify as check
from kechuang.door.perform import options, perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor
from kechuang.funds.models import Entry, Envelope
from kechuang.funds.services import book
from kechuang.money.amounts import FEN_PER_WAN as WAN
from kechuang.notify.models import Message
from kechuang.schemes.models import Call
from kechuang.stages.conftest import MEETING, Arrives
from kechuang.stages.decision.board import board_of
from kechuang.stages.decision.models import DecisionRound, DecisionStay, Line
from kechuang.trail.models import DecisionRecord
from kechuang.trail.queries import verify

ADOPTION = {
    "meeting": "局长办公会（2026年第9次）",
    "met_on": MEETING.date(),
    "minute": "澜科纪〔2026〕9号",
    "attendance": "何明远 局长\n王守正 副局长",
}


def code_of(deed: Callable[[], object]) -> str:
    """The code of the refusal that the deed meets."""
    with pytest.raises(Refusal) as refused:
        deed()
    return refused.value.code


@pytest.fixture
def cases(arrives: Arrives, envelope: Envelope) -> list[Case]:
    """Four cases: 100 万元 reach for the first two and, passing none over, for no more. The third is no cooperation."""
    return [arrives(1, 9000, 40), arrives(2, 8800, 40), arrives(3, 8600, 30, iur=False), arrives(4, 8400, 10)]


@pytest.fixture
def listed(cases: list[Case], officer: Actor) -> DecisionRound:
    """The list, computed."""
    perform(DecisionRound.objects.get(), "compute", officer, now=MEETING)
    return DecisionRound.objects.get()


def stay_of(case: Case) -> str:
    """The public id of the case's stay."""
    return DecisionStay.objects.get(case=case).public_id


def shown(found: DecisionRound) -> list[tuple[int, str, bool, int | None]]:
    """Rank, rule, whether funded, amount in 万元."""
    return [(line.rank, line.rule, line.funded, line.amount and line.amount // WAN) for line in found.lines.all()]


def test_the_list_is_computed_by_rank_and_sealed(listed: DecisionRound) -> None:
    assert shown(listed) == [
        (1, "merit", True, 40),
        (2, "merit", True, 40),
        (3, "budget", False, None),
        (4, "merit", True, 10),
    ]
    assert DecisionRecord.objects.get().digest == listed.record
    assert (listed.state, listed.budget, listed.share) == ("prepared", 100 * WAN, "7/10")
    assert verify().faults == ()


def test_cases_that_come_later_make_the_next_list(listed: DecisionRound, arrives: Arrives, officer: Actor) -> None:
    late = arrives(5, 9900, 10)
    assert DecisionStay.objects.get(case=late).round.number == 2
    assert listed.lines.count() == 4


def test_what_departs_needs_a_ground_of_that_direction(
    listed: DecisionRound, cases: list[Case], officer: Actor
) -> None:
    third, first = stay_of(cases[2]), stay_of(cases[0])

    def change(**given: Any) -> Callable[[], object]:
        return lambda: perform(listed, "change", officer, given, now=MEETING)

    assert code_of(change(line=third, funded=True)) == "no_ground"
    assert code_of(change(line=third, funded=True, ground="integrity")) == "wrong_ground"
    assert code_of(change(line=first, funded=False, ground="priority")) == "wrong_ground"
    assert code_of(change(line=first, funded=False, ground="because")) == "payload"
    assert code_of(change(line="nobody", funded=True)) == "no_line"
    change(line=first, funded=False, ground="integrity", remark="已立案")()
    line = Line.objects.get(rank=1)
    assert (line.funded, line.amount, line.ground, line.departs) == (False, None, "integrity", True)
    change(line=first, funded=True)()
    line.refresh_from_db()
    assert (line.funded, line.amount, line.ground, line.departs) == (True, 40 * WAN, "", False)


def test_an_amount_is_cut_with_a_reason_and_never_raised(
    listed: DecisionRound, cases: list[Case], director: Actor
) -> None:
    first = {"line": stay_of(cases[0]), "funded": True}
    assert code_of(lambda: perform(listed, "change", director, first | {"amount": 41 * WAN}, now=MEETING)) == "raised"
    cut = first | {"amount": 35 * WAN}
    assert code_of(lambda: perform(listed, "change", director, cut, now=MEETING)) == "cut_without_reason"
    assert code_of(lambda: perform(listed, "change", director, first | {"amount": -1}, now=MEETING)) == "payload"
    perform(listed, "change", director, cut | {"remark": "设备费偏高"}, now=MEETING)
    again = cut | {"remark": "设备费偏高"}
    assert code_of(lambda: perform(listed, "change", director, again, now=MEETING)) == "nothing_changed"
    line = Line.objects.get(rank=1)
    assert (line.amount, line.cut, line.remark) == (35 * WAN, 5 * WAN, "设备费偏高")


def test_the_database_itself_keeps_the_rules(listed: DecisionRound) -> None:
    for rank, wrong in (
        (1, {"amount": 41 * WAN}),
        (1, {"amount": 39 * WAN}),
        (1, {"amount": None}),
        (1, {"funded": False, "amount": None}),
        (3, {"funded": True, "amount": 30 * WAN}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Line.objects.filter(rank=rank).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        DecisionRound.objects.update(state="adopted")


def test_a_list_beyond_the_money_is_not_adopted(listed: DecisionRound, cases: list[Case], director: Actor) -> None:
    third = {"line": stay_of(cases[2]), "funded": True, "ground": "priority"}
    perform(listed, "change", director, third, now=MEETING)
    assert code_of(lambda: perform(listed, "adopt", director, ADOPTION, now=MEETING)) == "beyond_budget"
    board = board_of(DecisionRound.objects.get())
    assert (board.figures.left, board.figures.within, board.departures) == (-20 * WAN, False, 1)


def test_the_share_holds_against_what_the_year_has_approved(
    cases: list[Case], officer: Actor, director: Actor, planner: Actor
) -> None:
    Envelope.objects.update(opening=200 * WAN, adjusted=200 * WAN)
    Call.objects.update(budget=110 * WAN)
    earlier: dict[str, Any] = {
        "kind": Entry.Kind.APPROVED,
        "document": "科发1号",
        "by": planner,
        "now": MEETING,
        "year": 2026,
    }
    book(chain="case/x", fen=40 * WAN, category="soft-science", iur=False, **earlier)
    perform(DecisionRound.objects.get(), "compute", officer, now=MEETING)
    found = DecisionRound.objects.get()
    assert (found.before_total, found.before_cooperation) == (40 * WAN, 0)
    assert [line.rule for line in found.lines.all()] == ["merit", "merit", "share", "merit"]
    for case in (cases[1], cases[3]):
        against = {"line": stay_of(case), "funded": False, "ground": "not_eligible"}
        perform(found, "change", officer, against, now=MEETING)
    third = {"line": stay_of(cases[2]), "funded": True, "ground": "priority"}
    perform(found, "change", officer, third, now=MEETING)
    board = board_of(DecisionRound.objects.get())
    assert (board.figures.reached, board.figures.holds, board.reached) == (Fraction(40, 110), False, "36.36")
    assert code_of(lambda: perform(found, "adopt", director, ADOPTION, now=MEETING)) == "below_share"


def test_the_year_s_money_bounds_the_list_too(listed: DecisionRound, director: Actor) -> None:
    Envelope.objects.update(opening=89 * WAN, adjusted=89 * WAN)
    assert code_of(lambda: perform(listed, "adopt", director, ADOPTION, now=MEETING)) == "beyond_envelope"
    Envelope.objects.all().delete()
    assert code_of(lambda: perform(listed, "adopt", director, ADOPTION, now=MEETING)) == "no_envelope"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"minute": ""}, "payload"),
        ({"attendance": ""}, "payload"),
        ({"meeting": " "}, "payload"),
        ({"met_on": MEETING.date() + timedelta(days=1)}, "not_met_yet"),
    ],
)
def test_a_meeting_without_its_minute_adopts_nothing(
    listed: DecisionRound, director: Actor, wrong: dict[str, Any], code: str
) -> None:
    assert code_of(lambda: perform(listed, "adopt", director, ADOPTION | wrong, now=MEETING)) == code
    listed.refresh_from_db()
    assert listed.state == "prepared"


def test_only_the_director_adopts_and_others_only_their_own(
    listed: DecisionRound, officer: Actor, planner: Actor, director: Actor, supervisor: Actor, applicant: Actor
) -> None:
    def offered(actor: Actor) -> list[str]:
        return [one.transition.action for one in options(listed, actor, now=MEETING)]

    assert offered(officer) == offered(planner) == ["compute", "change"]
    assert offered(director) == ["change", "adopt"]
    assert offered(supervisor) == offered(applicant) == []


def test_nothing_is_out_before_it_is_published(
    listed: DecisionRound, cases: list[Case], officer: Actor, director: Actor
) -> None:
    perform(listed, "adopt", director, ADOPTION, now=MEETING)
    for case in cases:
        case.refresh_from_db()
        assert (case.state, case.step, case.amount) == ("running", "tabled", None)
        assert case.outcomes.filter(kind="decision").count() == 0
    assert Message.objects.filter(code__startswith="decision").count() == 0
    listed.refresh_from_db()
    perform(listed, "publish", officer, now=MEETING)
    states = []
    for case in cases:
        case.refresh_from_db()
        states.append((case.state, case.stage))
    assert states == [("running", "notice"), ("running", "notice"), ("refused", ""), ("running", "notice")]
    assert (outcome_value(cases[1], "rank"), outcome_value(cases[1], "amount")) == (2, 40 * WAN)
    refused = cases[2].outcomes.get(kind="decision")
    assert (refused.result, refused.data["reason"], refused.data["minute"]) == ("refused", "budget", ADOPTION["minute"])
    told = sorted(Message.objects.filter(code__startswith="decision").values_list("code", flat=True))
    assert told == ["decision_funded"] * 3 + ["decision_refused"]


def test_an_adopted_list_can_be_taken_up_again_until_it_is_out(
    listed: DecisionRound, officer: Actor, director: Actor
) -> None:
    perform(listed, "adopt", director, ADOPTION, now=MEETING)
    assert code_of(lambda: perform(listed, "change", director, {"line": "x"}, now=MEETING)) == "not_now"
    perform(listed, "reopen", director, {"reason": "出席人数不足"}, now=MEETING)
    listed.refresh_from_db()
    assert (listed.state, listed.minute, listed.remark) == ("prepared", "", "出席人数不足")
    perform(listed, "adopt", director, ADOPTION, now=MEETING)
    perform(listed, "publish", officer, now=MEETING)
    assert code_of(lambda: perform(listed, "reopen", director, {"reason": "再议"}, now=MEETING)) == "not_now"


def test_a_second_list_has_what_the_first_left(
    listed: DecisionRound, arrives: Arrives, officer: Actor, director: Actor
) -> None:
    perform(listed, "adopt", director, ADOPTION, now=MEETING)
    arrives(5, 9900, 20)
    arrives(6, 9000, 10)
    second = DecisionRound.objects.get(number=2)
    perform(second, "compute", officer, now=MEETING)
    second.refresh_from_db()
    assert (second.budget, second.before_total, second.before_cooperation) == (10 * WAN, 90 * WAN, 90 * WAN)
    assert shown(second) == [(1, "budget", False, None), (2, "higher_ranked_unfunded", False, None)]
    assert second.state == "prepared"


def test_an_applicant_withdraws_before_the_meeting_and_not_after(
    listed: DecisionRound, cases: list[Case], applicant: Actor, director: Actor
) -> None:
    perform(DecisionStay.objects.get(case=cases[3]), "withdraw", applicant, {"reason": "合作方变更"}, now=MEETING)
    cases[3].refresh_from_db()
    assert (cases[3].state, listed.lines.count()) == ("withdrawn", 3)
    perform(listed, "adopt", director, ADOPTION, now=MEETING)
    stay = DecisionStay.objects.get(case=cases[0])
    assert code_of(lambda: perform(stay, "withdraw", applicant, {"reason": "合作方变更"}, now=MEETING)) == "decided"


def test_where_the_rule_leaves_nothing_to_fund_nobody_waits_for_ever(
    cases: list[Case], officer: Actor, director: Actor
) -> None:
    Call.objects.update(budget=30 * WAN)
    perform(DecisionRound.objects.get(), "compute", officer, now=MEETING)
    found = DecisionRound.objects.get()
    assert [line.rule for line in found.lines.all()] == [
        "budget",
        "higher_ranked_unfunded",
        "share",
        "higher_ranked_unfunded",
    ]
    assert check(DecisionRecord.objects.get(digest=found.record).sealed).sound
    cut = {"line": stay_of(cases[0]), "funded": True, "amount": 30 * WAN, "ground": "priority", "remark": "按余额核减"}
    perform(found, "change", director, cut, now=MEETING)
    perform(found, "adopt", director, ADOPTION, now=MEETING)
    perform(found, "publish", officer, now=MEETING)
    assert [Case.objects.get(pk=case.pk).state for case in cases] == ["running", "refused", "refused", "refused"]


def test_without_a_case_there_is_no_list(cases: list[Case], officer: Actor) -> None:
    DecisionStay.objects.update(state="withdrawn")
    found = DecisionRound.objects.get()
    assert code_of(lambda: perform(found, "compute", officer, now=MEETING)) == "no_case"
