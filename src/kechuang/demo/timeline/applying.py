"""Writing, submitting, confirming, approving, recommending an application."""

from datetime import datetime, timedelta

from kechuang.cases.engine import begin, stay_of
from kechuang.cases.models import Case
from kechuang.demo.city import read_city
from kechuang.demo.load import steady_id
from kechuang.demo.timeline.answers import answers
from kechuang.demo.timeline.evidence import opened
from kechuang.demo.timeline.people import body, holding
from kechuang.demo.timeline.queue import Timeline, moment
from kechuang.demo.timeline.stories import Story
from kechuang.directory.models import Appointment
from kechuang.directory.roles import Role
from kechuang.door.perform import perform
from kechuang.door.table import Actor
from kechuang.files.services import attach
from kechuang.schemes.models import Call
from kechuang.stages.intake.models import Application
from kechuang.stages.intake.services import fill

SPARE_DAYS = 9
"""Whoever applies begins so many days before the window closes at the latest."""
IDLE = 9
"""One in so many only makes the declaration and leaves it at that."""


def applicant(story: Story) -> Actor:
    """The principal, acting for the lead."""
    organisation = body(story.people.lead)
    appointments = Appointment.objects.select_related("organisation", "person")
    person = steady_id("person", story.people.principal)
    return Actor(
        appointments.filter(person__public_id=person, organisation=organisation, role=Role.APPLICANT).earliest("id")
    )


def case_of(story: Story) -> Case:
    """The story's case as it stands."""
    return Case.objects.select_related("call__version", "lead").get(public_id=steady_id("case", story.key))


def application_of(story: Story) -> Application:
    """The application, while the case is there."""
    stay = stay_of(case_of(story))
    if not isinstance(stay, Application):
        raise TypeError(f"{story.key} is no application any more")
    return stay


def plan(line: Timeline, story: Story) -> None:
    """Begin within the window; those whose call closes long after the city's clock come one after the other."""
    opens, closes = story.call.opens_at, story.call.closes_at
    days = max(1, (closes - opens).days - SPARE_DAYS)
    line.at(
        moment((opens + timedelta(days=story.luck(days, "begin"))).date(), story.key, after=opens),
        lambda now: start(line, story, now),
    )


def start(line: Timeline, story: Story, now: datetime) -> None:
    """Begin the case and declare that nothing is secret; the form is filled in later."""
    call = Call.objects.select_related("version").get(public_id=steady_id("call", story.call.key))
    begin(call=call, actor=applicant(story), now=now, public_id=steady_id("case", story.key))
    perform(application_of(story), "declare", applicant(story), {"not_secret": True}, now=now)
    line.after(now, 1 + story.luck(3, "write"), lambda later: write(line, story, later), story.key, "write")


def write(line: Timeline, story: Story, now: datetime) -> None:
    """Half of the form on one day, all of it another day."""
    whole = answers(story)
    half = {name: value for name, value in whole.items() if name not in {"innovation", "benefit", "budget", "members"}}
    by = applicant(story).appointment
    if by is None:
        raise TypeError("an applicant is a person")
    fill(application=application_of(story), answers=half, by=by, now=now)
    line.after(now, 1 + story.luck(2, "rest"), lambda later: finish(line, story, later), story.key, "rest")


def finish(line: Timeline, story: Story, now: datetime) -> None:
    """The whole form with the agreement; then submit."""
    by = applicant(story).appointment
    if by is None:
        raise TypeError("an applicant is a person")
    application = application_of(story)
    fill(application=application, answers=answers(story), by=by, now=now)
    attach(
        owner=application.chain,
        slot="application.agreement",
        name="合作协议.pdf",
        content=opened(
            "合作协议",
            "各方就本项目的任务分工、经费分配和知识产权归属达成一致。",
            "一、任务分工与经费分配按申报书“承担与合作单位”一栏执行。",
            "二、各方独立完成的知识产权归各自所有，共同完成的由各方共有，在本市优先转化。",
        ),
        by=by,
        now=now,
        several=True,
    )
    line.after(now, 1, lambda later: submit(line, story, later), story.key, "submit")


def submit(line: Timeline, story: Story, now: datetime) -> None:
    """Submit; the partners confirm on the following days."""
    application = application_of(story)
    perform(application, "submit", applicant(story), {"names_stay": True}, now=now)
    line.after(now, 1, lambda later: confirm(line, story, later), story.key, "confirm")


def confirm(line: Timeline, story: Story, now: datetime) -> None:
    """Every partner confirms its part."""
    for one in application_of(story).confirmations.filter(state="asked"):
        perform(one, "confirm", holding(Role.ORGANISATION_ADMINISTRATOR, one.organisation_id), now=now)
    if story.key != read_city().waits:
        line.after(now, 1, lambda later: approve(line, story, later), story.key, "approve")


def approve(line: Timeline, story: Story, now: datetime) -> None:
    """The lead's administrator approves."""
    application = application_of(story)
    perform(application, "approve", holding(Role.ORGANISATION_ADMINISTRATOR, application.case.lead_id), now=now)
    line.after(now, 1, lambda later: recommend(story, later), story.key, "recommend")


def recommend(story: Story, now: datetime) -> None:
    """The district recommends: the bureau has it."""
    application = application_of(story)
    recommender = application.case.recommender_id
    if recommender is None:
        raise ValueError(f"{story.key} names no recommending organisation")
    perform(application, "recommend", holding(Role.RECOMMENDER, recommender), now=now)
