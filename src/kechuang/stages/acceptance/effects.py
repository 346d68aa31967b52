"""What the actions on an acceptance do besides changing its state."""

from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict

from kechuang.cases.engine import Result, conclude
from kechuang.cases.messages import OVERDUE, holders, named
from kechuang.clock.working_days import end_of_term
from kechuang.decide.canonical import digest
from kechuang.directory.models import Appointment
from kechuang.door.refusal import Refusal
from kechuang.door.table import Step
from kechuang.files.queries import current
from kechuang.notify.models import Word
from kechuang.notify.services import send, send_all
from kechuang.stages.acceptance.avoidance import Candidate, candidates
from kechuang.stages.acceptance.models import Acceptance, GroupOpinion, Opinion, Remark, Seat
from kechuang.stages.acceptance.models import Result as ResultRow
from kechuang.stages.acceptance.paper import certificate
from kechuang.stages.acceptance.payloads import Decision, Group, GroupWords, Reason, Request
from kechuang.stages.acceptance.payloads import Opinion as OpinionGiven
from kechuang.stages.acceptance.rules import conclusion_of, end_of, local_day, rule_of
from kechuang.trail.form import Facts


class AcceptanceOutcome(BaseModel):
    """What the stage leaves behind."""

    model_config = ConfigDict(frozen=True)
    conclusion: str
    """A code of the rule's vocabulary."""
    certificate: str
    """The certificate's number; empty where none is issued."""
    rounds: int
    spent: int
    """In fen."""


def acting(step: Step) -> Appointment:
    """The appointment that acts. Raises Refusal."""
    if step.actor.appointment is None:
        raise Refusal("not_yours", _("A person in an appointment does this."))
    return step.actor.appointment


def address(stay: Acceptance) -> str:
    """The page of the case."""
    return reverse("desk:case", args=[stay.case.public_id])


def enter(step: Step) -> Facts:
    """Set the day until which acceptance is asked for, and take the indicators over."""
    stay: Acceptance = step.subject
    rule = rule_of(stay)
    today = local_day(step.now)
    stay.due_at = end_of(max(today, stay.case.ends_on or today), rule.request_days)
    promised = list(stay.case.indicators.all())

    def take_over() -> None:
        """Write the indicators of the stay, which has its key by now."""
        ResultRow.objects.bulk_create(
            ResultRow(acceptance=stay, place=place, name=one.name, promised=f"{one.value} {one.unit}".strip()[:160])
            for place, one in enumerate(promised, 1)
        )

    step.later.append(take_over)
    return {"request_days": rule.request_days, "indicators": len(promised)}


def write(step: Step) -> Facts:
    """Put down the request; it has a result for every indicator."""
    stay: Acceptance = step.subject
    given: Request = step.payload
    rows = list(stay.results.all())
    if len(rows) != len(given.results):
        said = format_lazy(str(_("State a result for each of the {count} indicators.")), count=len(rows))
        raise Refusal("results", said, {"results": [said]})
    stay.summary, stay.spent = given.summary, given.spent
    for row, result in zip(rows, given.results, strict=True):
        row.actual, row.met = result.actual, result.met
        row.save(update_fields=["actual", "met"])
    return {"spent_fen": given.spent, "results": len(rows), "met": sum(result.met for result in given.results)}


def materials_of(stay: Acceptance) -> Facts:
    """How many files stand at the checklist, and a digest of them all, for the trail."""
    files = [[one.slot, one.name, one.sha256] for one in current(stay.chain)]
    return {"files": len(files), "files_digest": digest(files)}


def ask(step: Step) -> Facts:
    """The applicant hands the request to the organisation; what is attached is held down."""
    return materials_of(step.subject)


def confirm(step: Step) -> Facts:
    """The organisation confirms: the bureau's days begin, once."""
    stay: Acceptance = step.subject
    stay.asked_at = stay.asked_at or step.now
    stay.warned_at = None
    stay.due_at = end_of(local_day(stay.asked_at), rule_of(stay).bureau_days)
    return materials_of(stay)


def remark(step: Step, kind: Remark.Kind) -> Facts:
    """Keep the reason beside the request; that it has come back the applicant hears from the case."""
    stay: Acceptance = step.subject
    given: Reason = step.payload
    row = Remark.objects.create(acceptance=stay, kind=kind, text=given.reason, by=acting(step), at=step.now)
    return {"remark": row.pk}


def hand_back_unit(step: Step) -> Facts:
    """The organisation wants more of its applicant; the days go on."""
    return remark(step, Remark.Kind.UNIT)


def hand_back_materials(step: Step) -> Facts:
    """The bureau wants the materials completed; once, with days of its own."""
    stay: Acceptance = step.subject
    stay.due_at = end_of_term(step.now, rule_of(stay).correction_days, ZoneInfo(settings.TIME_ZONE))
    return remark(step, Remark.Kind.MATERIALS)


def appoint(step: Step) -> Facts:
    """Appoint the group: an odd number, nobody who has to avoid it; whoever stays keeps his seat and opinion."""
    stay: Acceptance = step.subject
    given: Group = step.payload
    chosen = eligible(stay, given, step)
    sitting = {seat.expert_id: seat for seat in stay.seats.filter(left_at__isnull=True)}
    wanted = {one.expert.pk for one in chosen}
    stay.seats.filter(left_at__isnull=True).exclude(expert__in=wanted).update(left_at=step.now)
    stay.seats.filter(left_at__isnull=True).update(leader=False)
    new = []
    for one in chosen:
        leads = one.expert.public_id == given.leader
        if one.expert.pk in sitting:
            stay.seats.filter(pk=sitting[one.expert.pk].pk).update(leader=leads)
        elif one.appointment is not None:
            Seat.objects.create(
                acceptance=stay, expert=one.expert, appointment=one.appointment, leader=leads, since=step.now
            )
            new.append(one.appointment)
    words = {"title": str(stay.case)}
    send_all(to=new, code="acceptance.appointed", words=words, link=opinion_address(stay), now=step.now)
    return {"members": len(chosen), "new": len(new)}


def opinion_address(stay: Acceptance) -> str:
    """The page on which members give their opinion."""
    return reverse("stage_acceptance:opinion", args=[stay.public_id])


def eligible(stay: Acceptance, given: Group, step: Step) -> list[Candidate]:
    """The experts chosen. Raises Refusal naming whoever may not, or what the group lacks."""
    rule = rule_of(stay)
    if len(given.members) != rule.group_size:
        sentence = str(_("The rule asks for {size} members; you chose {chosen}."))
        said = format_lazy(sentence, size=rule.group_size, chosen=len(given.members))
        raise Refusal("group_size", said, {"members": [said]})
    known = {one.expert.public_id: one for one in candidates(stay.case, local_day(step.now))}
    chosen = [known[code] for code in given.members if code in known]
    if len(chosen) != len(given.members):
        raise Refusal("unknown_expert", _("One of the members is not in the pool today. Choose again."))
    barred = [one for one in chosen if one.reason]
    if barred:
        said_of = [format_lazy("{name}: {reason}", name=one.expert.person.name, reason=one.reason) for one in barred]
        raise Refusal("avoidance", _("Some of the members have to avoid this project."), {"members": said_of})
    if rule.finance_expert and not any(one.expert.kind == "finance" for one in chosen):
        said = _("The rule asks for a finance expert in the group. Choose one at least.")
        raise Refusal("finance_expert", said, {"members": [said]})
    return chosen


def own_seat(step: Step) -> Seat:
    """The seat of the actor. Raises Refusal."""
    stay: Acceptance = step.subject
    seat = stay.seats.filter(left_at__isnull=True, appointment__person=acting(step).person).first()
    if seat is None:
        raise Refusal("not_yours", _("A member of the acceptance group does this."))
    return seat


def known_conclusion(stay: Acceptance, code: str, field: str) -> None:
    """Refuse a conclusion that is not in the rule's vocabulary."""
    if conclusion_of(stay, code) is None:
        said = _("Choose one of the conclusions that the rule knows.")
        raise Refusal("unknown_conclusion", said, {field: [said]})


def opine(step: Step) -> Facts:
    """A member signs his opinion, once in each examination."""
    stay: Acceptance = step.subject
    given: OpinionGiven = step.payload
    seat = own_seat(step)
    known_conclusion(stay, given.proposal, "proposal")
    if seat.opinions.filter(round=stay.round).exists():
        raise Refusal("signed_already", _("You have signed your opinion of this examination already."))
    row = Opinion.objects.create(seat=seat, round=stay.round, proposal=given.proposal, text=given.text, at=step.now)
    return {"opinion": row.pk, "round": stay.round, "proposal": given.proposal}


def sign_group(step: Step) -> Facts:
    """The leader signs what the group says, with the members' votes beside it."""
    stay: Acceptance = step.subject
    given: GroupWords = step.payload
    seat = own_seat(step)
    if not seat.leader:
        raise Refusal("not_leader", _("The leader of the group signs its opinion."))
    known_conclusion(stay, given.proposal, "proposal")
    votes = Counter(
        Opinion.objects.filter(seat__acceptance=stay, seat__left_at__isnull=True, round=stay.round)
        .order_by()
        .values_list("proposal", flat=True)
    )
    row = GroupOpinion.objects.create(
        acceptance=stay,
        round=stay.round,
        proposal=given.proposal,
        text=given.text,
        votes=dict(sorted(votes.items())),
        by=seat,
        at=step.now,
    )
    return {"group_opinion": row.pk, "proposal": given.proposal, "votes": sum(votes.values())}


def order_rectification(step: Step) -> Facts:
    """Something has to be put right; once, with days of its own, then the group looks again."""
    stay: Acceptance = step.subject
    stay.due_at = end_of(local_day(step.now), rule_of(stay).rectification_days)
    return remark(step, Remark.Kind.RECTIFICATION)


def hand_in(step: Step) -> Facts:
    """What was to be put right is put right: the group examines a second time."""
    stay: Acceptance = step.subject
    stay.round, stay.warned_at = 2, None
    stay.due_at = end_of(local_day(step.now), rule_of(stay).bureau_days)
    seats = stay.seats.filter(left_at__isnull=True).select_related("appointment__person")
    words = {"title": str(stay.case)}
    to = [seat.appointment for seat in seats]
    send_all(to=to, code="acceptance.again", words=words, link=opinion_address(stay), now=step.now)
    return materials_of(stay)


def decide(step: Step) -> Facts:
    """The bureau concludes by the rule's vocabulary; where it departs from the group it says why."""
    stay: Acceptance = step.subject
    given: Decision = step.payload
    known_conclusion(stay, given.conclusion, "conclusion")
    group = stay.group_opinions.get(round=stay.round)
    if given.conclusion != group.proposal and not given.ground:
        said = _("The group proposes another conclusion. Say on what ground the bureau departs from it.")
        raise Refusal("ground", said, {"ground": [said]})
    word = conclusion_of(stay, given.conclusion)
    stay.conclusion, stay.due_at = given.conclusion, None
    if word is not None and word.certificate:
        stay.certificate = certificate(stay, word, group, by=acting(step), now=step.now)
    number = stay.certificate.number if stay.certificate else ""
    outcome = AcceptanceOutcome(
        conclusion=given.conclusion, certificate=number, rounds=stay.round, spent=stay.spent or 0
    )
    conclude(step, Result.PASSED, outcome)
    words = {"title": str(stay.case)}
    send(to=stay.case.created_by, code="acceptance.concluded", words=words, link=address(stay), now=step.now)
    departs = given.conclusion != group.proposal
    if departs:
        Remark.objects.create(
            acceptance=stay, kind=Remark.Kind.DEPARTURE, text=given.ground, by=acting(step), at=step.now
        )
    return {"conclusion": given.conclusion, "departs": departs, "certificate": number}


def warn(step: Step) -> Facts:
    """The applicant is late: he is told once a month."""
    stay: Acceptance = step.subject
    stay.warned_at = step.now
    words: dict[str, Word] = {
        "case": named(stay.case),
        "what": _("acceptance has to be asked for, or what was ordered put right"),
    }
    to = holders(stay.case, local_day(step.now))
    send_all(to=to, code=OVERDUE.code, words=words, link=address(stay), now=step.now)
    return {"days": (step.now - stay.due_at).days if stay.due_at else 0}


WARNED_EVERY = timedelta(days=30)
