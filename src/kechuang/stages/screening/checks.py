"""The automatic checks: each looks at the case's own columns and tables and at the directory, and says what it found.

They decide nothing: an officer reads them and answers for the decision (PIPL Art. 24).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet, Sum

from kechuang.cases.bound import LEARNED
from kechuang.cases.models import Case
from kechuang.directory.credit_code import fault_of
from kechuang.directory.integrity import bars_among
from kechuang.directory.models import Organisation
from kechuang.directory.roles import BUREAU_ROLES
from kechuang.money.amounts import wan
from kechuang.stages.screening.kind import ScreeningParameters
from kechuang.stages.screening.models import Finding

Result = Finding.Result
APPLYING = {Organisation.Kind.ENTERPRISE, *LEARNED}
UNDER_WAY = ("agreement", "execution", "acceptance")
"""The kinds of stage in which money is being spent."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one check found."""

    code: str
    result: Result
    words: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Gate:
    """The case at the gate, and the instant that counts: integrity is looked up as it stands on this day."""

    case: Case
    rules: ScreeningParameters
    now: datetime
    day: date


def run(gate: Gate) -> Iterator[Found]:
    """Every check in the order in which it is shown. A bounded number of statements."""
    yield of_lead(gate)
    yield of_principal(gate)
    if gate.rules.mixed_parties:
        yield of_parties(gate)
    yield from of_caps(gate)
    yield from of_running(gate)
    yield of_integrity(gate)
    yield of_credit_codes(gate)
    yield of_budget(gate)
    yield of_title(gate)


def found(code: str, ok: bool, **words: str | int) -> Found:
    """In order, or not."""
    return Found(code, Result.PASSED if ok else Result.FAILED, words)


def of_lead(gate: Gate) -> Found:
    """An organ of government does not apply."""
    lead = gate.case.lead
    return found("lead", lead.kind in APPLYING, body=lead.name)


def of_principal(gate: Gate) -> Found:
    """Whoever leads the project works for the lead on that day: is employed there, or acts for it here."""
    person = gate.case.principal
    running = Q(until__isnull=True) | Q(until__gte=gate.day), Q(since__lte=gate.day, organisation=gate.case.lead)
    there = person is not None and (
        person.appointments.filter(*running).exists() or person.employments.filter(*running).exists()
    )
    return found("principal", there, person=person.name if person else "–", body=gate.case.lead.name)


def of_parties(gate: Gate) -> Found:
    """An enterprise and a university or institute take part (S08)."""
    bodies = [party.organisation for party in gate.case.parties.select_related("organisation")]
    firms = [one.name for one in bodies if one.kind == Organisation.Kind.ENTERPRISE]
    learned = [one.name for one in bodies if one.kind in LEARNED]
    both = bool(firms) and bool(learned)
    return found("parties", both, firms="、".join(firms) or "–", learned="、".join(learned) or "–")


def submitted(gate: Gate) -> QuerySet[Case]:
    """What was submitted to this call and not given up."""
    return Case.objects.filter(call=gate.case.call, number__isnull=False).exclude(state="withdrawn")


def of_caps(gate: Gate) -> Iterator[Found]:
    """The caps of the call."""
    call, all_of_them = gate.case.call, submitted(gate)
    count = all_of_them.filter(lead=gate.case.lead).count()
    yield found("organisation_cap", count <= call.per_organisation, count=count, most=call.per_organisation)
    count = all_of_them.filter(principal=gate.case.principal).count()
    yield found("person_cap", count <= call.per_person, count=count, most=call.per_person)


def of_running(gate: Gate) -> Iterator[Found]:
    """Projects under way of the principal investigator, and overdue ones of him or of the lead.

    What the bureau is late with is no fault of theirs.
    """
    under_way = Case.objects.filter(state="running", stage_kind__in=UNDER_WAY).exclude(pk=gate.case.pk)
    mine = list(under_way.filter(principal=gate.case.principal).order_by("number").values_list("number", flat=True))
    limit = gate.rules.running_limit
    yield found("running", len(mine) < limit, count=len(mine), most=limit, numbers=joined(mine))
    late = under_way.filter(Q(principal=gate.case.principal) | Q(lead=gate.case.lead), due_at__lt=gate.now)
    late = late.exclude(holder__in=BUREAU_ROLES)
    numbers = list(late.order_by("number").values_list("number", flat=True))
    yield found("overdue", not numbers, count=len(numbers), numbers=joined(numbers))


def joined(numbers: list[str | None]) -> str:
    """Numbers of cases in a row."""
    return "、".join(number for number in numbers if number) or "–"


def of_integrity(gate: Gate) -> Found:
    """Nobody who takes part is barred from applying on that day."""
    case = gate.case
    people = set(case.members.exclude(person=None).values_list("person", flat=True)) | {case.principal_id}
    bodies = set(case.parties.values_list("organisation", flat=True)) | {case.lead.pk}
    bars = bars_among(gate.day, people=[one for one in people if one], organisations=bodies)
    who = "、".join(dict.fromkeys(str(bar.record.person or bar.record.organisation) for bar in bars))
    records = ",".join(bar.record.public_id for bar in bars)
    return found("integrity", not bars, day=gate.day.isoformat(), who=who or "–", records=records)


def of_credit_codes(gate: Gate) -> Found:
    """Every party's credit code is right by its own check character (GB 32100); one without a code is looked at."""
    bodies = [party.organisation for party in gate.case.parties.select_related("organisation")]
    wrong = [one.name for one in bodies if one.credit_code and fault_of(one.credit_code)]
    without = [one.name for one in bodies if not one.credit_code]
    if without and not wrong:
        return Found("credit_code", Result.DOUBTFUL, {"who": "、".join(without)})
    return found("credit_code", not wrong, who="、".join(wrong) or "–")


def of_budget(gate: Gate) -> Found:
    """The lines of the budget and the shares of the parties make what is asked."""
    case = gate.case
    lines = case.budget_lines.aggregate(fen=Sum("public_money"))["fen"]
    shares = case.parties.aggregate(fen=Sum("public_money"))["fen"]
    asked = case.amount_asked or 0
    fits = all(fen is None or fen == asked for fen in (lines, shares))
    return found("budget", fits, asked=wan(asked), lines=wan(lines or 0), shares=wan(shares or 0))


def of_title(gate: Gate) -> Found:
    """Another case of the same title is looked at."""
    same = Case.objects.filter(title=gate.case.title, number__isnull=False).exclude(pk=gate.case.pk)
    numbers = list(same.exclude(state="withdrawn").order_by("number").values_list("number", flat=True)[:5])
    return Found("title", Result.DOUBTFUL if numbers else Result.PASSED, {"numbers": joined(numbers)})
