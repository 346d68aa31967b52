"""From answers to the typed columns and tables of a case (contract 5), and the rules that hold for every case."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kechuang.cases.models import BudgetLine, Case, Indicator, Member, Party
from kechuang.directory.models import Organisation, Person
from kechuang.door.refusal import Sentence
from kechuang.forms.answers import Checked, with_more
from kechuang.forms.definition import Form
from kechuang.forms.models import Sheet
from kechuang.forms.problems import Problem
from kechuang.forms.queries import judged
from kechuang.money.amounts import wan

LEARNED = frozenset({Organisation.Kind.UNIVERSITY, Organisation.Kind.INSTITUTE})
"""What stands for science in a cooperation of industry and university (产学研)."""
Bound = Mapping[str, Any]


def faults(case: Case, form: Form, result: Checked) -> list[Problem]:
    """What is wrong by the rules for every case, beyond the form's own. Two statements."""
    held = result.bound
    found = [*of_parties(case, held), *of_principal(case, held), *of_amount(case, held), *of_recommender(held)]
    places = {one.bind: one for one in form.fields.values() if one.bind}
    return [Problem(places[name].id, "said", places[name].label, {"sentence": said}) for name, said in found]


def judge(case: Case, sheet: Sheet) -> Checked:
    """The sheet by the form's rules and those for every case. At most five statements."""
    result = judged(sheet, within=case.lead.pk)
    return with_more(result, sheet.form, faults(case, sheet.form, result))


def summary(case: Case, sheet: Sheet) -> dict[str, Any]:
    """What later stages read of an application: its sheet by name and digest, parties, money in fen, what is promised.

    Five statements.
    """
    milestones = sheet.form.bound("milestones")
    parties_of = case.parties.select_related("organisation")
    return {
        "application": sheet.public_id,
        "application_digest": sheet.digest,
        "number": case.number or "",
        "title": case.title,
        "parties": [
            {"organisation": one.organisation.public_id, "part": one.part, "public_money": one.public_money}
            for one in parties_of
        ],
        "amount_asked": case.amount_asked or 0,
        "own_funds": case.own_funds or 0,
        "indicators": [{"name": one.name, "unit": one.unit, "value": one.value} for one in case.indicators.all()],
        "milestones": sheet.answers.get(milestones.id, []) if milestones else [],
    }


Found = Iterable[tuple[str, Sentence]]
"""What is bound and wrong, with the remedy."""


def of_parties(case: Case, held: Bound) -> Found:
    """The lead stands first, nobody stands twice, and a cooperation has both sides."""
    ids = [row["organisation"]["id"] for row in held.get("parties") or [] if row.get("organisation")]
    if not ids:
        return
    if ids[0] != case.lead.public_id:
        yield "parties", format_lazy(_("Put your own organisation, {name}, into the first row."), name=case.lead.name)
    if len(set(ids)) < len(ids):
        yield "parties", _("An organisation stands twice: keep one row for each.")
    kinds = set(Organisation.objects.filter(public_id__in=ids).values_list("kind", flat=True))
    if len(ids) == 1:
        return
    if case.iur and Organisation.Kind.ENTERPRISE not in kinds:
        yield "parties", _("A cooperation project has an enterprise among its parties: add one.")
    if case.iur and not kinds & LEARNED:
        yield "parties", _("A cooperation project has a university or an institute among its parties: add one.")


def of_principal(case: Case, held: Bound) -> Found:
    """Whoever leads the project works on it, for the lead; members come from the parties."""
    principal, members = held.get("principal"), held.get("members")
    if not principal or members is None:
        return
    theirs = {(name_of(row.get("name")), id_of(row.get("organisation"))) for row in members}
    if members and (principal["name"], case.lead.public_id) not in theirs:
        yield "members", _("The principal investigator is missing among the members, with your organisation.")
    parties = {id_of(row.get("organisation")) for row in held.get("parties") or []}
    if parties and any(body and body not in parties for _name, body in theirs):
        yield "members", _("A member's organisation is none of the parties. Add it there, or correct the member.")


def of_amount(case: Case, held: Bound) -> Found:
    """Nobody asks for more than the call has."""
    asked = held.get("amount_asked")
    if asked is not None and asked > case.call.budget:
        yield (
            "amount_asked",
            format_lazy(_("The whole call has {budget} × 10,000 yuan. Ask for less."), budget=wan(case.call.budget)),
        )


def of_recommender(held: Bound) -> Found:
    """A district's authority recommends."""
    chosen = id_of(held.get("recommender"))
    if chosen and not Organisation.objects.filter(public_id=chosen, kind=Organisation.Kind.DISTRICT).exists():
        yield "recommender", _("Only a district authority recommends. Choose the one of your district.")


def id_of(given: Any) -> str:
    """The public id in an answer; empty where the directory does not know it."""
    return given.get("id", "") if isinstance(given, dict) else ""


def name_of(given: Any) -> str:
    """The name in an answer."""
    return str(given.get("name", "")) if isinstance(given, dict) else str(given or "")


def write(case: Case, held: Bound) -> None:
    """Keep what is bound in the case's columns and tables, in place of what stood there. Inside a transaction.

    Money in fen. A bounded number of statements, whatever the number of rows.
    """
    bodies = in_hand(Organisation.objects.all(), [row.get("organisation") for row in rows(held, "parties", "members")])
    bodies |= in_hand(Organisation.objects.all(), [held.get("recommender")])
    people = in_hand(Person.objects.all(), [held.get("principal"), *(row.get("name") for row in rows(held, "members"))])
    columns = {
        "title": held.get("title") or "",
        "field": held.get("field") or "",
        "starts_on": held.get("start"),
        "ends_on": held.get("end"),
        "amount_asked": held.get("amount_asked"),
        "own_funds": held.get("own_funds"),
        "contact": name_of(held.get("contact")),
        "telephone": held.get("telephone") or "",
        "recommender": bodies.get(id_of(held.get("recommender"))),
        "principal": people.get(id_of(held.get("principal"))) or case.principal,
    }
    Case.objects.filter(pk=case.pk).update(**columns)
    for table in (case.parties, case.members, case.budget_lines, case.indicators):
        table.all().delete()
    Party.objects.bulk_create(parties(case, held, bodies))
    Member.objects.bulk_create(members(case, held, bodies, people))
    BudgetLine.objects.bulk_create(
        BudgetLine(
            case=case,
            heading=row["row"],
            public_money=row.get("public_money") or 0,
            own_money=row.get("own_money") or 0,
            place=place,
        )
        for place, row in enumerate(rows(held, "budget"), 1)
    )
    Indicator.objects.bulk_create(
        Indicator(case=case, name=row["name"], unit=row.get("unit") or "", value=row["value"], place=place)
        for place, row in enumerate(rows(held, "indicators"), 1)
    )


def rows(held: Bound, *names: str) -> list[Mapping[str, Any]]:
    """The rows of the bound tables, one after the other."""
    return [row for name in names for row in held.get(name) or []]


def in_hand(found: QuerySet[Any], given: Iterable[Any]) -> dict[str, Any]:
    """The rows of the directory that the answers mean, by public id. One statement."""
    return found.in_bulk({id_of(one) for one in given} - {""}, field_name="public_id")


def parties(case: Case, held: Bound, bodies: Mapping[str, Organisation]) -> Iterable[Party]:
    """Who takes part; the lead alone where the form does not ask."""
    given = rows(held, "parties")
    if not given:
        yield Party(case=case, organisation=case.lead, part=Party.Part.LEAD, place=1)
    for place, row in enumerate(given, 1):
        yield Party(
            case=case,
            organisation=bodies[id_of(row["organisation"])],
            part=Party.Part.LEAD if place == 1 else Party.Part.PARTNER,
            place=place,
            task=row.get("task") or "",
            public_money=row.get("public_money") or 0,
        )


def members(
    case: Case, held: Bound, bodies: Mapping[str, Organisation], people: Mapping[str, Person]
) -> Iterable[Member]:
    """Who works on it; the first who bears the principal's name for the lead is the principal."""
    principal, led = held.get("principal"), False
    for place, row in enumerate(rows(held, "members"), 1):
        body, person = bodies.get(id_of(row.get("organisation"))), people.get(id_of(row.get("name")))
        leads = not led and principal is not None and name_of(row.get("name")) == name_of(principal)
        leads = leads and body is not None and body.pk == case.lead.pk
        led = led or leads
        yield Member(
            case=case,
            person=people.get(id_of(principal)) if leads else person if body and body.pk == case.lead.pk else None,
            name=name_of(row.get("name")),
            organisation=body,
            task=row.get("task") or "",
            principal=leads,
            months=row.get("months") or 0,
            place=place,
        )
