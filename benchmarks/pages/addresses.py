"""The pages that are measured: who asks for which, and the budget of each kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.pages.growing import GROWING, tail
from django.db.models import Count
from django.urls import reverse

from kechuang.cases.models import Case
from kechuang.clock import SystemClock
from kechuang.demo.city import read_city
from kechuang.directory.models import Account, Appointment
from kechuang.directory.roles import Role
from kechuang.plan.models import Plan
from kechuang.plan.queries import shown
from kechuang.plan.standing import standings
from kechuang.schemes.models import Call
from kechuang.stages.decision.models import DecisionRound
from kechuang.stages.notice.models import NoticeRound
from kechuang.stages.review.models import Assignment, ReviewRound
from kechuang.stages.screening.models import Screening


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page with its budget."""

    name: str
    milliseconds: float
    statements: int | None = None


LIST, PAGE, DASHBOARD = Kind("list", 25, 12), Kind("page", 30), Kind("dashboard", 60)
SHORT = {
    Role.ORGANISATION_ADMINISTRATOR: "organisation",
    Role.DIVISION_OFFICER: "officer",
    Role.REVIEW_SECRETARY: "secretary",
    Role.SYSTEM_ADMINISTRATOR: "administrator",
    Role.PLAN_OFFICER: "plan officer",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page as somebody asks for it."""

    kind: Kind
    name: str
    address: str
    account: Account | None


def account_of(role: Role) -> Account:
    """Whoever of the cast has this role; of roles that grow with the city, the first copy, with ten copies' cases."""
    logins = [one for part in read_city().cast for one in part.people]
    if role is Role.EXPERT:
        held = Assignment.objects.filter(batch__round__state="reviewing", batch__state="promised", state="accepted")
        reader = held.order_by("id").values_list("batch__appointment__person", flat=True)[0]
        return Account.objects.get(person=reader)
    for login in logins:
        appointment = Appointment.objects.filter(person__account__login=login).order_by("id").first()
        if appointment is not None and appointment.role == role:
            return Account.objects.get(login=f"{login}-{tail(1)}" if role in GROWING else login)
    raise LookupError(role)


def pages() -> Iterator[Page]:
    """Every page, those of one role together."""
    accounts = {role: account_of(role) for role in Role}
    for role, account in accounts.items():
        who = SHORT.get(role, role.value)
        yield Page(DASHBOARD, f"desk, {who}", reverse("desk:home"), account)
    for kind, roles, name, address in [*ledgers(), *other_lists(), *dashboards(), *case_pages(), *work_pages()]:
        for role in roles:
            who = SHORT.get(role, role.value)
            yield Page(kind, f"{name}, {who}", address, accounts[role])
    yield from public()


Wanted = tuple[Kind, tuple[Role, ...], str, str]


def ledgers() -> Iterator[Wanted]:
    """The ledger as each role opens it, then narrowed, searched, sorted and at its end."""
    everybody = tuple(role for role in Role if role not in {Role.EXPERT, Role.SYSTEM_ADMINISTRATOR})
    yield LIST, everybody, "ledger", reverse("desk:cases")
    call = Call.objects.annotate(held=Count("cases")).order_by("-held", "id")[0]
    case = Case.objects.exclude(number=None).order_by("-id")[0]
    asked = {
        "stage=screening": "stage=screening",
        "stage=review": "stage=review",
        "holder=director": "holder=director",
        "stage and holder": "stage=execution&holder=applicant",
        "holder and state": "holder=division_officer&state=running",
        "due=over": "due=over",
        "due=soon": "due=soon",
        "due=none": "due=none",
        "state=refused": "state=refused",
        "one call": f"call={call.public_id}",
        "by deadline": "sort=left",
        "by deadline, last first": "sort=-left",
        "by number": "sort=number",
        "by number, last first": "sort=-number",
        "by amount asked, most first": "sort=-asked",
        "one stage by deadline, last first": "stage=execution&sort=-left",
        "one stage by amount": "stage=execution&sort=-amount",
        "last page": "page=60",
        "last page, last first": "sort=-left&page=60",
        "search: a number": f"q={case.number}",
        "search: a word in many": "q=联合",
        "search: a word in few": f"q={case.title[:6]}",
        "search: a body": f"q={case.lead.name}",
        "search: two words": "q=联合 示范",
        "search: nowhere": "q=无此项目",
        "search in one stage": "q=联合&stage=execution",
    }
    for name, query in asked.items():
        roles = (Role.DIRECTOR, Role.DIVISION_OFFICER)
        yield LIST, roles, f"ledger, {name}", f"{reverse('desk:cases')}?{query}"
    yield LIST, (Role.RECOMMENDER,), "ledger, last page", f"{reverse('desk:cases')}?page=60"
    yield LIST, (Role.RECOMMENDER,), "ledger, search: nowhere", f"{reverse('desk:cases')}?q=无此项目"


def other_lists() -> Iterator[Wanted]:
    """Every other list."""
    director, secretary, officer = (Role.DIRECTOR,), (Role.REVIEW_SECRETARY,), (Role.DIVISION_OFFICER,)
    calls = reverse("desk:calls")
    yield LIST, (Role.DIVISION_OFFICER, Role.APPLICANT), "calls", calls
    yield LIST, officer, "calls, open", f"{calls}?state=open"
    yield LIST, officer, "calls, search", f"{calls}?q=产学研"
    yield LIST, secretary + director, "review rounds", reverse("stage_review:rounds")
    review = ReviewRound.objects.filter(state="reviewing").order_by("-id")[0]
    yield LIST, secretary, "experts of a round", reverse("stage_review:experts", args=[review.public_id])
    yield LIST, secretary, "cases of a round", reverse("stage_review:cases", args=[review.public_id])
    yield LIST, director, "decision lists", reverse("stage_decision:index")
    yield LIST, officer, "approvals", reverse("stage_approval:rounds")
    yield LIST, officer, "notices at the desk", reverse("stage_notice:rounds")
    yield LIST, (Role.DIRECTOR, Role.RECOMMENDER, Role.APPLICANT), "messages", reverse("desk:messages")
    administrator = (Role.SYSTEM_ADMINISTRATOR,)
    people = reverse("desk:people")
    yield LIST, administrator, "people", people
    yield LIST, administrator, "people, applicants", f"{people}?role=applicant"
    yield LIST, administrator, "people, last page", f"{people}?page=120"
    yield LIST, administrator, "people, search", f"{people}?q=无此人"
    yield LIST, administrator, "bodies", reverse("desk:organisations")
    yield LIST, administrator, "experts", reverse("desk:experts")
    yield LIST, administrator, "experts of a field", f"{reverse('desk:experts')}?field=health"
    plan = Plan.objects.order_by("-year")[0]
    yield LIST, (Role.PLAN_OFFICER,), "money ledger", reverse("plan:money", args=[plan.year])
    for code in connected(plan):
        address = reverse("plan:target", args=[plan.year, code])
        yield LIST, (Role.PLAN_OFFICER,), f"cases behind {code}", address
        yield LIST, (Role.PLAN_OFFICER,), f"cases behind {code}, page 100", f"{address}?page=100"


def connected(plan: Plan) -> list[str]:
    """The targets of a plan that some room counts."""
    found: Any = shown(plan)
    lines = standings(found.form, SystemClock().now())
    return [one.target.id for one in lines if any(line.value is not None for line in one.lines)][:2]


def dashboards() -> Iterator[Wanted]:
    """The pages that sum up."""
    inside = (Role.PLAN_OFFICER, Role.DIRECTOR)
    yield DASHBOARD, inside, "plan", reverse("plan:desk")
    plan = Plan.objects.order_by("-year")[0]
    yield DASHBOARD, inside[:1], "the month's report", reverse("plan:report", args=[plan.year])
    for state in ("prepared", "published"):
        found = DecisionRound.objects.filter(state=state).order_by("-id").first()
        if found is not None:
            address = reverse("stage_decision:board", args=[found.public_id])
            yield DASHBOARD, (Role.DIRECTOR,), f"decision board, {state}", address
    review = ReviewRound.objects.filter(state="reviewing").order_by("-id")[0]
    address = reverse("stage_review:round", args=[review.public_id])
    yield DASHBOARD, (Role.REVIEW_SECRETARY,), "one review round", address


def case_pages() -> Iterator[Wanted]:
    """The page of a case in each stage and after each end, and with what a past stage left."""
    at = Case.objects.exclude(number=None)
    for stage in at.order_by("stage_kind").values_list("stage_kind", flat=True).distinct():
        if stage:
            case = at.filter(stage_kind=stage).order_by("-id")[0]
            yield PAGE, (Role.DIRECTOR,), f"case in {stage}", reverse("desk:case", args=[case.public_id])
            officer = at.filter(stage_kind=stage, call__division=division()).order_by("-id").first()
            if officer is not None:
                address = reverse("desk:case", args=[officer.public_id])
                yield PAGE, (Role.DIVISION_OFFICER,), f"case in {stage}", address
    for state in ("finished", "refused"):
        case = at.filter(state=state).order_by("-id")[0]
        address = reverse("desk:case", args=[case.public_id])
        yield PAGE, (Role.DIRECTOR,), f"case {state}", address
    case = at.filter(state="finished").order_by("-id")[0]
    for stage in dict.fromkeys(case.outcomes.values_list("stage", flat=True)):
        address = reverse("desk:case", args=[case.public_id]) + f"?stage={stage}"
        yield PAGE, (Role.DIRECTOR,), f"case finished, what {stage} left", address
    applicant = Appointment.objects.filter(person__account=account_of(Role.APPLICANT)).order_by("id")[0]
    own = Case.objects.filter(lead=applicant.organisation_id, created_by__person=applicant.person_id).order_by("-id")
    for case in own[:1]:
        yield PAGE, (Role.APPLICANT,), f"case in {case.stage_kind}", reverse("desk:case", args=[case.public_id])


def division() -> int:
    """The division of the officer that is asked for."""
    found = Appointment.objects.filter(person__account=account_of(Role.DIVISION_OFFICER)).order_by("id")[0]
    return int(found.division_id or 0)


def work_pages() -> Iterator[Wanted]:
    """The pages on which work is done."""
    yield DASHBOARD, (Role.EXPERT,), "my reviews", reverse("stage_review:mine")
    person = account_of(Role.EXPERT).person_id
    seat = Assignment.objects.filter(batch__appointment__person=person, state="accepted").order_by("id")[0]
    yield PAGE, (Role.EXPERT,), "scoring page", reverse("stage_review:read", args=[seat.public_id])
    address = reverse("stage_review:compare", args=[seat.batch.public_id])
    yield PAGE, (Role.EXPERT,), "all opinions before signing", address
    checked = Screening.objects.filter(state="checking", case__call__division=division()).order_by("-id").first()
    if checked is not None:
        yield (
            PAGE,
            (Role.DIVISION_OFFICER,),
            "check of a case",
            reverse("stage_screening:work", args=[checked.public_id]),
        )
    call = Call.objects.filter(state="closed").order_by("-id")[0]
    yield PAGE, (Role.DIVISION_OFFICER,), "one call", reverse("desk:call", args=[call.public_id])


def public() -> Iterator[Page]:
    """What anybody reads."""
    yield Page(LIST, "public: front page with the cast", reverse("portal:home"), None)
    yield Page(LIST, "public: notices", reverse("stage_notice:index"), None)
    found = NoticeRound.objects.filter(state="posted").order_by("-id")[0]
    yield Page(PAGE, "public: one notice", reverse("stage_notice:notice", args=[found.public_id]), None)
    call = Call.objects.filter(state="closed").order_by("-id")[0]
    yield Page(PAGE, "public: one call", reverse("portal:call", args=[call.public_id]), None)
    yield Page(DASHBOARD, "public: plan", reverse("plan:public"), None)
