"""Composes the population from the lists: first the city's own bodies and people, then the experts of elsewhere."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from kechuang.demo.city import City, read_city
from kechuang.demo.population.experts import add_reviewers
from kechuang.demo.population.parts import Application, Bodies, EnterprisePart, both, read_applications, read_parts
from kechuang.demo.population.people import Assignment, Body, Finding, Human, Job, Namer, Population, Post
from kechuang.demo.population.steady import day_between, number, some_of
from kechuang.directory.models import Organisation
from kechuang.directory.roles import Role

HOME = "澜川"
HOME_PROVINCE = "澜东省"
FIRST_JOBS, LAST_JOBS = date(2006, 7, 1), date(2023, 9, 1)
FIRST_POSTS, LAST_POSTS = date(2021, 1, 4), date(2025, 12, 1)
RESEARCHERS = {Organisation.Kind.UNIVERSITY: 4, Organisation.Kind.INSTITUTE: 2}
JOINT = "joint-rd"
"""The scheme whose consortia have a second enterprise."""
OFTEN, SOMETIMES = 2, 8


class Composer:
    """Builds one population."""

    def __init__(self, city: City, applications: Iterable[Application]) -> None:
        names, self.bodies, self.elsewhere, self.expertise = read_parts()
        self.city = city
        self.applications = {one.key: one for one in applications}
        self.made = Population()
        self.namer = Namer(names, {person.name.zh for person in city.person})
        self.namer.keys |= {person.key for person in city.person}
        self.region = city.region
        self.districts = ["north-bank", *(one.key for one in self.bodies.district)]
        self.staff: dict[str, list[str]] = {}
        """The people of each body who can be in a team."""

    def compose(self) -> Population:
        """Everybody."""
        self.add_city()
        self.add_bodies()
        leads = leading(self.bodies, self.applications.values())
        for enterprise in self.enterprises():
            self.add_staff(enterprise, leads)
        for key, lead in sorted(leads.items()):
            self.assign(key, lead)
        add_reviewers(self.made, self.namer, self.elsewhere, self.expertise)
        self.add_findings()
        return self.made

    # Bodies.

    def add_city(self) -> None:
        """The bodies and people of city.toml, so that others can refer to them."""
        for part in self.city.organisation:
            known = next((one for one in self.bodies.known if one.key == part.key), None)
            fields = tuple(known.fields or [known.field or ""]) if known else ()
            self.made.bodies[part.key] = Body(
                part.key, part.kind, part.name.zh, part.name.en, part.province, part.city, self.region,
                part.district, None, fields,
            )  # fmt: skip
        for person in self.city.person:
            self.made.people[person.key] = Human(person.key, person.name.zh, person.name.en)
            for one in person.appointments:
                self.made.jobs.append(Job(person.key, one.organisation, one.since))

    def add_bodies(self) -> None:
        """Districts, enterprises and academies of the city."""
        for part in self.bodies.district:
            self.add(Body(part.key, Organisation.Kind.DISTRICT, part.zh, part.en, *self.home(part.key)))
        for row in self.bodies.enterprises.rows:
            (brand, latin), (trade, english) = both(row.brand), both(row.trade)
            name, named = f"{HOME}{brand}{trade}", f"Lanchuan {latin} {english}"
            home = self.home(row.district)
            kind = Organisation.Kind.ENTERPRISE
            self.add(Body(row.key, kind, name, named, *home, row.district, row.family, (row.field,)))
        for academy in self.bodies.academies.rows:
            home, kind = self.home(academy.district), Organisation.Kind(academy.kind)
            self.add(
                Body(
                    academy.key, kind, academy.zh, academy.en, *home, academy.district, academy.family,
                    tuple(academy.fields),
                )
            )  # fmt: skip
        for key in self.districts[1:]:
            self.employ(key, Role.RECOMMENDER)
        for body in [one for one in self.made.bodies.values() if one.kind in RESEARCHERS and one.city == HOME]:
            self.employ(body.key, Role.ORGANISATION_ADMINISTRATOR)
            self.staff[body.key] = [self.employ(body.key, None, place) for place in range(RESEARCHERS[body.kind])]

    def home(self, district: str) -> tuple[str, str, str]:
        """Province, city and region code of a body in a district."""
        return HOME_PROVINCE, HOME, f"{self.region[:4]}{self.districts.index(district) + 1:02d}"

    def add(self, body: Body) -> None:
        """Enter a body. Raises ValueError where its key is taken."""
        if body.key in self.made.bodies:
            raise ValueError(f"two bodies are called {body.key}")
        self.made.bodies[body.key] = body

    # People.

    def enterprises(self) -> list[str]:
        """The enterprises of the city."""
        found = self.made.bodies.values()
        return [one.key for one in found if one.kind == Organisation.Kind.ENTERPRISE and one.city == HOME]

    def employ(self, body: str, role: Role | None, place: int = 0) -> str:
        """A new person at a body, with a post where a role is given; the key."""
        human = self.namer.human(body, role or "staff", place)
        self.made.people[human.key] = human
        self.work(human.key, body)
        if role:
            since = day_between(FIRST_POSTS, LAST_POSTS, "post", human.key)
            self.made.posts.append(Post(human.key, body, role, since))
        return human.key

    def work(self, person: str, body: str) -> None:
        """Where somebody works, and now and then where he worked before."""
        since = day_between(FIRST_JOBS, LAST_JOBS, "job", person)
        self.made.jobs.append(Job(person, body, since))
        before = [one.key for one in self.made.bodies.values() if one.kind in RESEARCHERS and one.key != body]
        if before and not number(SOMETIMES, "moved", person):
            first = since.replace(year=since.year - 3 - number(5, "years", person), day=1)
            earlier = some_of(sorted(before), 1, "before", person)[0]
            self.made.jobs.append(Job(person, earlier, first, since.replace(day=1)))

    def add_staff(self, enterprise: str, leads: dict[str, str]) -> None:
        """The administrator of an enterprise and its engineers."""
        if enterprise != "hengrui":  # its administrator is in city.toml
            self.employ(enterprise, Role.ORGANISATION_ADMINISTRATOR)
        led = sum(lead == enterprise for lead in leads.values())
        self.staff[enterprise] = [self.employ(enterprise, None, place) for place in range(max(1, led))]

    # Applications.

    def assign(self, key: str, lead: str) -> None:
        """Who stands behind one application."""
        known = self.applications.get(key)
        fields = {known.field if known else self.made.bodies[lead].fields[0]}
        joint = known is not None and known.scheme == JOINT
        partners = self.partners(key, lead, fields, joint=joint)
        if lead == "hengrui":
            principal = "shen-yunfei"
        else:
            human = self.namer.human("principal", key)
            self.made.people[human.key] = human
            self.work(human.key, lead)
            since = day_between(FIRST_POSTS, LAST_POSTS, "post", human.key)
            self.made.posts.append(Post(human.key, lead, Role.APPLICANT, since))
            principal = human.key
        members = [(principal, lead)]
        for body, count in [(lead, 2), *((partner, 1 + number(2, "team", key, partner)) for partner in partners)]:
            members += [(person, body) for person in some_of(self.staff[body], count, "member", key, body)]
        if "lanchuan-university" in partners and lead == "hengrui":
            members.append(("zhao-wenbo", "lanchuan-university"))
        district = self.made.bodies[lead].district or self.districts[0]
        self.made.assignments[key] = Assignment(key, lead, tuple(partners), principal, tuple(members), district)

    def partners(self, key: str, lead: str, fields: set[str], *, joint: bool) -> list[str]:
        """A university of the field, mostly an institute too, and in a consortium a second enterprise."""
        home = [one for one in self.made.bodies.values() if one.city == HOME and fields & set(one.fields)]
        universities = [one.key for one in home if one.kind == Organisation.Kind.UNIVERSITY]
        institutes = [one.key for one in home if one.kind == Organisation.Kind.INSTITUTE]
        enterprises = [one.key for one in home if one.kind == Organisation.Kind.ENTERPRISE and one.key != lead]
        if (key, lead) == ("a031", "hengrui"):
            return ["lanchuan-university", "materials-institute"]
        found = some_of(universities, 1, "university", key)
        if joint or number(OFTEN, "institute", key):
            found += some_of(institutes, 1, "institute", key)
        if joint:
            found += some_of(enterprises, 1, "enterprise", key)
        return found

    def add_findings(self) -> None:
        """The decisions on integrity, about those whom the file names."""
        by_city: dict[str, list[str]] = {}
        for one in self.made.reviewers.values():
            by_city.setdefault(one.city, []).append(one.person)
        for part in self.bodies.finding:
            person = body = None
            if part.principal_of is not None:
                person = self.made.assignments[part.principal_of].principal
            elif part.expert is not None:
                city, place = both(part.expert)
                person = by_city[city][int(place) - 1]
            else:
                body = part.body
            self.made.findings.append(Finding(part, person, body))


def leading(bodies: Bodies, applications: Iterable[Application]) -> dict[str, str]:
    """Which enterprise leads each application: the one that its list names, else one of the field that leads fewest."""
    rows: list[EnterprisePart] = bodies.enterprises.rows
    leads = {key: row.key for row in rows for key in row.leads}
    leads |= {key: one.key for one in bodies.known for key in one.leads}
    for application in applications:
        if application.key in leads:
            continue
        fitting = [row.key for row in rows if row.field == application.field]
        busy = list(leads.values())
        leads[application.key] = min(fitting, key=lambda key: (busy.count(key), number(1 << 32, application.key, key)))
    return leads


@cache
def population() -> Population:
    """The population of the catalogue's lists; composed once."""
    return Composer(read_city(), read_applications()).compose()
