"""The plan's pages: at the desk, in public, one target, and the month's report."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kechuang.cases.visible import open_to
from kechuang.directory.roles import BUREAU_ROLES
from kechuang.door.pages import act_on, actor_of
from kechuang.door.perform import options
from kechuang.door.subject import Subject
from kechuang.funds.models import Envelope
from kechuang.funds.queries import envelope_of
from kechuang.measures.registry import Unit
from kechuang.plan.models import Plan
from kechuang.plan.page import PlanShown, plan_shown, target_shown
from kechuang.plan.pictures import value_words
from kechuang.plan.queries import Shown, plan_of, shown
from kechuang.plan.standing import standings
from kechuang.plan.week import changes_of_week
from kechuang.ui.errors import forbidden
from kechuang.ui.links import links_of
from kechuang.ui.visit import visit

ROWS = 25


def inside(request: HttpRequest) -> bool:
    """Whether the reader acts for the bureau."""
    appointment = visit(request).appointment
    return appointment is not None and appointment.role in BUREAU_ROLES


def found_plan(request: HttpRequest, year: int | None, *, draft: bool = False) -> tuple[Plan, Shown]:
    """The plan and what is shown of it. Raises Http404."""
    plan = plan_of(year, visit(request).today)
    found = shown(plan, draft=draft) if plan is not None else None
    if plan is None or found is None:
        raise Http404
    return plan, found


@login_required
@require_safe
def desk(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The plan at the desk: gauges, sentences, what can be done. Readers outside the bureau go to the public page."""
    if not inside(request):
        return redirect("plan:public")
    plan = plan_of(year, visit(request).today)
    found = shown(plan, draft="draft" in request.GET) if plan is not None else None
    if plan is None or found is None:
        if year is not None:
            raise Http404
        return render(
            request, "plan/none.html", {"offered": options(Plan(), actor_of(request), now=visit(request).now)}
        )
    context = {
        **page_context(request, found),
        "offered": options(plan, actor_of(request), now=visit(request).now),
        "keeps": bool(options(Envelope(), actor_of(request), now=visit(request).now)),
        "week": changes_of_week(plan.year, visit(request).now),
        "years": list(Plan.objects.values_list("year", flat=True)),
    }
    return render(request, "plan/desk.html", context)


def page_context(request: HttpRequest, found: Shown) -> dict[str, Any]:
    """What the desk, the public page and the report have in common."""
    page: PlanShown = plan_shown(found.form, visit(request).now)
    return {
        "plan": found.plan,
        "version": found.version,
        "form": found.form,
        "page": page,
        "envelope": envelope_of(found.plan.year),
        "inside": inside(request),
    }


@require_safe
def public(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The plan as anybody may read it: what was adopted."""
    plan = plan_of(year, visit(request).today)
    found = shown(plan) if plan is not None and plan.versions else None
    if found is None:
        if year is not None:
            raise Http404
        return render(request, "plan/public_none.html")
    return render(request, "plan/public.html", page_context(request, found) | {"inside": False})


@login_required
@require_safe
def report(request: HttpRequest, year: int) -> HttpResponse:
    """The month's report, for paper."""
    if not inside(request):
        return forbidden(request)
    _plan, found = found_plan(request, year)
    context = page_context(request, found) | {"week": changes_of_week(year, visit(request).now)}
    return render(request, "plan/report.html", context)


@login_required
@require_safe
def target(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """One target: what it promises, how its figure comes about, and the cases behind it."""
    if not inside(request):
        return forbidden(request)
    plan, found = found_plan(request, year)
    standing = next((one for one in standings(found.form, visit(request).now) if one.target.id == code), None)
    if standing is None:
        raise Http404
    line = next((one for one in standing.lines if one.measure is not None), None)
    context: dict[str, Any] = {
        "plan": plan,
        "form": found.form,
        "shown": target_shown(standing),
        "sentences": [found.form.sentences[one] for one in standing.target.sentences],
        "line": line,
        "readings": [],
    }
    if line is not None and line.measure is not None and line.value is not None:
        readings = [(line.measure, line.value), *line.also]
        context["readings"] = [(one, value, value_words(one.unit, value)) for one, value in readings]
        context["is_share"] = line.measure.unit is Unit.SHARE
        page = Paginator(line.measure.rows(year), ROWS).get_page(request.GET.get("page"))
        chains = [row.chain for row in page.object_list]
        links, may_open = links_of(chains), open_to(visit(request).appointment, chains)
        context |= {
            "rows": [(row, links.get(row.chain), row.chain in may_open) for row in page.object_list],
            "cases": page,
        }
    return render(request, "plan/target.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest) -> HttpResponse:
    """Begin the plan of a year."""
    return act_on(request, Plan(), "prepare", back=back, title=_("The year's plan"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, year: int, action: str) -> HttpResponse:
    """Do something to the plan of a year."""
    plan, found = found_plan(request, year, draft=True)
    template = "plan/adopt.html" if action == "adopt" else "door/act.html"
    title = _("The plan of %(year)s") % {"year": plan.year}
    return act_on(request, plan, action, back=back, title=title, template=template, more={"form_of_plan": found.form})


def back(subject: Subject) -> str:
    """The page of the plan."""
    return (
        reverse("plan:year", args=[subject.year]) if isinstance(subject, Plan) and subject.pk else reverse("plan:desk")
    )
