"""The review: assignment, letters of commitment, opinions written in several sittings, signatures, the close."""

from datetime import datetime, timedelta

from kechuang.demo.city import read_city
from kechuang.demo.load import steady_id
from kechuang.demo.population.steady import number, one_of
from kechuang.demo.timeline.people import SECRETARY, acting
from kechuang.demo.timeline.queue import Timeline
from kechuang.directory.models import Appointment
from kechuang.directory.roles import Role
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.forms.queries import sheet_of
from kechuang.forms.services import save_draft
from kechuang.stages.review.models import Assignment, Batch, ReviewRound
from kechuang.stages.review.opinions import ADVICE, COMMENT, PART
from kechuang.stages.review.plan import rule_of

DECLINES, SLOW, GOOD, FOLLOWED = 23, 9, 6, 8
"""One reading in so many is handed back, one expert in so many is slow; what is good; what the followed case gets."""
STRENGTHS = (
    "研究目标明确，技术路线与所提问题对应得较好，关键参数有前期试验支撑。",
    "问题来自生产现场，边界条件写得清楚，指标可以检测，成果有明确的使用方。",
    "对国内外同类方法的差距分析到位，所选路线避开了已知的失效模式。",
    "产学研分工合理，试验与验证环节衔接紧密，风险及替代方案有交代。",
    "创新点集中，没有堆砌，工艺窗口的确定方法有推广价值。",
)
DOUBTS = (
    "建议补充长期稳定性试验的样本量和判据；经费中检测费用略显不足。",
    "对批量条件下的一致性讨论不够，建议增加过程能力指标。",
    "与现有设备的接口改造工作量估计偏低，进度安排偏紧。",
    "经济效益测算依据不够充分，应说明用户订单或试用情况。",
    "个别指标的测试方法未写明标准，立项后应在任务书中落实。",
)


def assign(line: Timeline, call: str, due_at: datetime, now: datetime) -> None:
    """Assign what has passed the formality check, and send it to the experts on the next day."""
    found = ReviewRound.objects.filter(call__public_id=steady_id("call", call), state="preparing").first()
    if found is None:
        return
    perform(found, "assign", acting(SECRETARY), now=now)
    line.after(now, 1, lambda later: invite(line, found.pk, due_at, later), call, "invite")


def invite(line: Timeline, found: int, due_at: datetime, now: datetime) -> None:
    """Ask the experts; each answers in his own time."""
    review = ReviewRound.objects.get(pk=found)
    perform(review, "invite", acting(SECRETARY), {"due_at": due_at}, now=now)
    left = left_to_readers() if due_at > line.until else frozenset()
    for batch in review.batches.exclude(appointment__person__in=left).order_by("id").select_related("expert"):
        key = batch.expert.public_id
        days = 1 + number(4, key, "promise")
        line.after(now, days, lambda later, pk=batch.pk: promise(line, pk, later), key, "promise")  # type: ignore[misc]
    line.at(due_at + timedelta(hours=2), lambda later: close(line, found, later))


def left_to_readers() -> frozenset[int]:
    """The experts whom readers can enter as: what is still running at the city's clock is left to them."""
    wanted = [key for part in read_city().cast for key in part.people]
    experts = Appointment.objects.filter(role=Role.EXPERT, person__account__login__in=wanted)
    return frozenset(experts.values_list("person_id", flat=True))


def batch_of(pk: int) -> tuple[Batch, Actor, str]:
    """An expert's part, the expert acting, and the key of his luck."""
    batch = Batch.objects.select_related("round__call__version", "expert", "appointment__person").get(pk=pk)
    return batch, Actor(batch.appointment), f"{batch.expert.public_id} {batch.round.call.public_id}"


def promise(line: Timeline, pk: int, now: datetime) -> None:
    """Sign the letter of commitment, take the readings on, hand a few back."""
    batch, expert, key = batch_of(pk)
    if batch.state != "invited":
        return
    perform(batch, "promise", expert, {"agreed": True}, now=now)
    for seat in batch.assignments.filter(state="asked"):
        if number(DECLINES, key, seat.place, "decline") == 0:
            perform(seat, "decline", expert, {"reason": "not_my_field", "note": "与本人方向相距较远。"}, now=now)
            line.after(now, 1, lambda later, seat=seat.pk: replace(line, seat, later), key, "replace")  # type: ignore[misc]
        else:
            perform(seat, "accept", expert, now=now)
    line.after(now, 2 + number(5, key, "write"), lambda later: write(line, pk, later), key, "write")


def replace(line: Timeline, pk: int, now: datetime) -> None:
    """The secretary seats the next of the reserve, who is asked like the others."""
    seat = Assignment.objects.select_related("batch__round", "stay__case").get(pk=pk)
    if seat.state != "declined" or seat.batch.round.state != "reviewing":
        return
    before = set(Batch.objects.filter(round=seat.batch.round).values_list("pk", flat=True))
    perform(seat, "replace", acting(SECRETARY), now=now)
    for batch in Batch.objects.filter(round=seat.batch.round).exclude(pk__in=before):
        line.after(now, 2, lambda later, pk=batch.pk: promise(line, pk, later), pk, "promise")  # type: ignore[misc]


def write(line: Timeline, pk: int, now: datetime) -> None:
    """Write the opinions; then sign them all, most experts in time, a few only when reminded."""
    batch, expert, key = batch_of(pk)
    if batch.state != "promised" or batch.round.state != "reviewing" or expert.appointment is None:
        return
    rule = rule_of(batch.round)
    for seat in batch.assignments.filter(state="accepted").select_related("stay__case"):
        sheet = sheet_of(seat.chain, PART)
        if sheet is None or sheet.locked:
            continue
        case = seat.stay.case.public_id
        merit = FOLLOWED if case == steady_id("case", read_city().followed) else 4 + number(5, case, "merit")
        given: dict[str, str] = {
            one.id: str(min(9, max(1, merit - 1 + number(3, case, key, one.id)))) for one in rule.criterion
        }
        given[COMMENT] = one_of(STRENGTHS, case, key) + one_of(DOUBTS, key, case)
        given[ADVICE] = "建议支持。" if merit >= GOOD else "建议修改后再报。"
        save_draft(sheet=sheet, answers=given, base=sheet.revision, by=expert.appointment, now=now)
    days = 1 + number(4, key, "sign") + (9 if number(SLOW, key, "slow") == 0 else 0)
    line.after(now, days, lambda later: sign(line, pk, later), key, "sign")


def sign(line: Timeline, pk: int, now: datetime) -> None:
    """Sign once, what is complete; what was handed over meanwhile is written first."""
    batch, expert, _key = batch_of(pk)
    if batch.state != "promised" or batch.round.due_at is None or now >= batch.round.due_at:
        return
    for seat in batch.assignments.filter(state="asked"):
        perform(seat, "accept", expert, now=now)
    sheets = [sheet_of(seat.chain, PART) for seat in batch.assignments.filter(state="accepted")]
    if not sheets:
        return
    if any(sheet is None or not sheet.answers.get(COMMENT) for sheet in sheets):
        write(line, pk, now)
        return
    perform(batch, "sign", expert, {"agreed": True}, now=now)


def close(line: Timeline, found: int, now: datetime) -> None:
    """Close the round when its time is over; where too few opinions are signed it gets five more days."""
    review = ReviewRound.objects.get(pk=found)
    if review.state != "reviewing":
        return
    short = [
        stay
        for stay in review.stays.filter(state="reviewing")
        if stay.assignments.filter(state="signed").count() < rule_of(review).minimum_valid
    ]
    secretary = acting(SECRETARY)
    if short:
        later = now + timedelta(days=5)
        perform(review, "extend", secretary, {"due_at": later}, now=now)
        for batch in review.batches.filter(state__in=["invited", "promised"]):
            deed = promise if batch.state == "invited" else write
            line.after(now, 1, lambda when, pk=batch.pk, deed=deed: deed(line, pk, when), batch.pk, "at last")  # type: ignore[misc]
        line.at(later + timedelta(hours=2), lambda when: close(line, found, when))
        return
    perform(review, "close", secretary, now=now)
    line.reviewed(review.call.public_id, now)
