"""What the actions on a task agreement do besides changing its state."""

from datetime import date, timedelta
from fractions import Fraction
from typing import cast

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict

from kechuang.cases.engine import Result, conclude, outcome_value, parameters
from kechuang.cases.models import Case
from kechuang.documents.services import issue
from kechuang.door.refusal import Refusal
from kechuang.door.table import Step
from kechuang.funds.models import Entry
from kechuang.funds.services import book as book_money
from kechuang.money.amounts import split_by_shares, wan
from kechuang.stages.agreement.kind import AgreementParameters
from kechuang.stages.agreement.models import Agreement, Milestone, PlannedPayment
from kechuang.stages.agreement.paper import book
from kechuang.stages.agreement.payloads import Remark, Terms
from kechuang.trail.form import Facts

DAYS_OF_MONTH = 30
FIRST_SHARE = Fraction(7, 10)
"""Of the money that is proposed to be paid on signing; domain rules §1.4: 70/30 is the common instalment."""


class MilestoneOutcome(BaseModel):
    """A milestone as later stages read it."""

    model_config = ConfigDict(frozen=True)
    place: int
    what: str
    due_on: date


class PaymentOutcome(BaseModel):
    """An instalment as later stages read it, in fen."""

    model_config = ConfigDict(frozen=True)
    place: int
    fen: int
    after: int


class AgreementOutcome(BaseModel):
    """What the stage leaves behind."""

    model_config = ConfigDict(frozen=True)
    agreement_number: str
    contracted: int
    milestones: tuple[MilestoneOutcome, ...]
    payment_plan: tuple[PaymentOutcome, ...]


def enter(step: Step) -> Facts:
    """Set the day until which it has to be signed."""
    stay: Agreement = step.subject
    rule = cast("AgreementParameters", parameters(stay))
    stay.due_at = step.now + timedelta(days=rule.signing_days)
    step.later.append(lambda: propose(stay))
    return {"signing_days": rule.signing_days}


def propose(stay: Agreement) -> None:
    """Begin with what the application promised and the usual instalments; the applicant changes what he must."""
    case = stay.case
    begins = case.starts_on or stay.state_since.date()
    promised = promises(case)
    for place, (month, what) in enumerate(promised, 1):
        due_on = begins + timedelta(days=month * DAYS_OF_MONTH)
        if case.ends_on is not None:
            due_on = min(due_on, case.ends_on)
        Milestone.objects.create(agreement=stay, place=place, what=what[:300], due_on=due_on)
    first, rest = split_by_shares(case.amount or 0, [FIRST_SHARE, 1 - FIRST_SHARE])
    for place, (fen, after) in enumerate([(first, 0), (rest, len(promised))], 1):
        if fen > 0:
            PlannedPayment.objects.create(agreement=stay, place=place, fen=fen, after=after)


def promises(case: Case) -> list[tuple[int, str]]:
    """The milestones of the application as (month, what); none where its form has none."""
    try:
        return [(int(one["month"]), str(one["what"])) for one in outcome_value(case, "milestones")]
    except KeyError:
        return []


def write(step: Step) -> Facts:
    """Put down the milestones and instalments; together the instalments are what was approved, to the fen."""
    stay: Agreement = step.subject
    terms: Terms = step.payload
    approved, planned = stay.case.amount or 0, sum(one.fen for one in terms.payments)
    if planned != approved:
        said = format_lazy(
            str(_("The payments make {planned}, approved are {approved} (10,000 yuan): they have to be equal.")),
            planned=wan(planned),
            approved=wan(approved),
        )
        raise Refusal("unbalanced", said, {"payments": [said]})
    stay.milestones.all().delete()
    stay.payments.all().delete()
    Milestone.objects.bulk_create(
        Milestone(agreement=stay, place=place, what=one.what, due_on=one.due_on)
        for place, one in enumerate(terms.milestones, 1)
    )
    PlannedPayment.objects.bulk_create(
        PlannedPayment(agreement=stay, place=place, fen=one.fen, after=one.after)
        for place, one in enumerate(terms.payments, 1)
    )
    return {"milestones": len(terms.milestones), "payments": len(terms.payments), "fen": planned}


def hand_back(step: Step) -> Facts:
    """Keep the reason beside the agreement."""
    given: Remark = step.payload
    step.subject.remark = given.reason
    return {}


def sign(step: Step) -> Facts:
    """Both sides have signed: the agreement gets its number, the money is contracted, the case goes on."""
    stay: Agreement = step.subject
    case = stay.case
    paper = issue(
        kind="agreement", subject=case, title=case.title, words=book(stay), by=step.actor.appointment, now=step.now
    )
    stay.number = paper.number
    stay.due_at = None
    milestones = tuple(
        MilestoneOutcome(place=one.place, what=one.what, due_on=one.due_on) for one in stay.milestones.all()
    )
    plan = tuple(PaymentOutcome(place=one.place, fen=one.fen, after=one.after) for one in stay.payments.all())
    contracted = sum(one.fen for one in plan)
    book_money(
        kind=Entry.Kind.CONTRACTED, chain=case.chain, fen=contracted, document=paper.number, by=step.actor, now=step.now
    )
    conclude(
        step,
        Result.PASSED,
        AgreementOutcome(agreement_number=stay.number, contracted=contracted, milestones=milestones, payment_plan=plan),
    )
    return {"number": stay.number, "fen": contracted}
