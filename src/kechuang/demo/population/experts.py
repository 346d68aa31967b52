"""Composes the experts: who they are, where they come from, what they know, and whom they know."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import cycle

from kechuang.demo.population.parts import Elsewhere, ElsewhereName, ExpertiseLists, both, slug
from kechuang.demo.population.people import Body, Job, Namer, Population, Post, Reviewer, Tie
from kechuang.demo.population.steady import day_between, number, one_of, some_of
from kechuang.directory.models import DeclaredRelation, Expert, Organisation
from kechuang.directory.roles import Role

A_CITY = 24
"""Experts in each city elsewhere; of this city there are a few, whom a review from outside leaves out."""
AT_HOME = 20
AT_UNIVERSITY, AT_INSTITUTE = 13, 20
"""How the experts of a city are spread: to these places, the rest to its enterprise or branch, where it has one."""
TIED, MOVED, FROM_HERE = 10, 5, 6
"""Every so-manieth expert is tied to somebody, changed place some years ago, and came then from this city."""
LAST_MOVES = date(2022, 1, 1), date(2025, 3, 1)
ENTERED = date(2019, 1, 1), date(2025, 12, 1)
TIES_SINCE, OLD_TIES_END = date(2012, 1, 1), date(2017, 6, 30)
CAPACITY_LEAST, CAPACITY_SPREAD = 8, 8
CAST = "xu-qinghe"
CAST_FIELDS = ("new-materials", "cnc-machine-tools", "advanced-equipment")
CAST_KEYWORDS = ["高温合金", "等温锻造", "精密铸造", "热等静压", "疲劳裂纹"]
"""The expert of the cast knows what readers follow, and what is under review at the city's clock."""
Title, Relation = Expert.Title, DeclaredRelation.Kind
TITLES = {
    Organisation.Kind.UNIVERSITY: (Title.PROFESSOR, Title.PROFESSOR, Title.ASSOCIATE_PROFESSOR),
    Organisation.Kind.INSTITUTE: (Title.RESEARCHER, Title.RESEARCHER, Title.ASSOCIATE_RESEARCHER, Title.CHIEF_ENGINEER),
    Organisation.Kind.ENTERPRISE: (Title.CHIEF_ENGINEER, Title.SENIOR_ENGINEER),
}
SPECIAL_TITLES = {
    Expert.Kind.FINANCE: (Title.SENIOR_ACCOUNTANT, Title.CERTIFIED_ACCOUNTANT),
    Expert.Kind.MANAGEMENT: (Title.SENIOR_ECONOMIST, Title.RESEARCHER),
}
SPECIAL_KEYWORDS = {
    Expert.Kind.FINANCE: ("项目经费审计", "预算评审", "成本核算", "绩效评价", "财务验收"),
    Expert.Kind.MANAGEMENT: ("科技管理", "技术经济", "产业化评估", "知识产权", "项目管理"),
}
TIE_KINDS = (
    Relation.COAUTHOR,
    Relation.ADVISER,
    Relation.PAID_ADVICE,
    Relation.RELATIVE,
    Relation.SHARES,
    Relation.DISPUTE,
)


@dataclass(frozen=True, slots=True)
class House:
    """A body that experts come from, and what they judge."""

    body: Body
    fields: tuple[str, ...]
    kind: Expert.Kind = Expert.Kind.TECHNICAL


def add_reviewers(made: Population, namer: Namer, elsewhere: Elsewhere, lists: ExpertiseLists) -> None:
    """The experts of every city elsewhere, a few of this one, and the ties of some."""
    turns = cycle([one.code for place in range(9) for one in lists.field if place < one.weight])
    for province_place, province in enumerate(elsewhere.province, 1):
        for city_place, city in enumerate(province.cities, 1):
            place = (province_place - 1) * len(province.cities) + city_place - 1
            region = f"99{province_place + 1:02d}{city_place:02d}"
            houses = houses_of(made, elsewhere, (province.zh, *both(city)), region, place)
            for number_in_city in range(A_CITY):
                house = house_for(houses, number_in_city)
                add_reviewer(made, namer, lists, house, turns, ("expert", city, number_in_city))
    home = [one for one in made.bodies.values() if one.kind in TITLES and one.city == "澜川" and one.fields]
    for place in range(AT_HOME):
        body = home[(place * 7) % len(home)]
        add_reviewer(made, namer, lists, House(body, body.fields), turns, ("expert", "home", place))
    for reviewer in made.reviewers.values():
        tie(made, reviewer)


def houses_of(
    made: Population, elsewhere: Elsewhere, where: tuple[str, str, str], region: str, place: int
) -> list[House]:
    """The bodies of a city elsewhere, entered: a university, an institute, and here and there a third."""
    province, city, latin = where
    lists = elsewhere.bodies
    zh, en = both(lists.universities[place % len(lists.universities)])
    university = Organisation.Kind.UNIVERSITY
    found = []
    if city == "远岭":  # its university is in city.toml
        found.append(House(made.bodies["yuanling-university"], ()))
    else:
        found.append(House(entered(made, f"{latin} {en}", university, f"{city}{zh}", (province, city, region)), ()))
    institute = lists.institutes[place % len(lists.institutes)]
    found.append(named(made, institute, Organisation.Kind.INSTITUTE, where, region))
    if place % 2:
        enterprise = lists.enterprises[place // 2 % len(lists.enterprises)]
        found.append(named(made, enterprise, Organisation.Kind.ENTERPRISE, where, region))
    for branch in elsewhere.branch:
        if branch.city == city:
            body = entered(made, branch.en, branch.kind, branch.zh, (province, city, region), branch.family)
            found.append(House(body, tuple(branch.fields)))
    return found


def named(
    made: Population, part: ElsewhereName, kind: Organisation.Kind, where: tuple[str, str, str], region: str
) -> House:
    """A body called after its city and a list."""
    province, city, latin = where
    zh, en = both(part.name)
    body = entered(made, f"{latin} {en}", kind, f"{city}{zh}", (province, city, region))
    return House(body, tuple(part.fields), Expert.Kind(part.expert))


def entered(
    made: Population,
    english: str,
    kind: Organisation.Kind,
    name: str,
    where: tuple[str, str, str],
    family: str | None = None,
) -> Body:
    """A body elsewhere, in the population."""
    body = Body(slug(english), kind, name, english, *where, None, family)
    if body.key in made.bodies:
        raise ValueError(f"two bodies are called {body.key}")
    made.bodies[body.key] = body
    return body


def house_for(houses: list[House], place: int) -> House:
    """Where the so-manieth expert of a city works."""
    if place < AT_UNIVERSITY:
        return houses[0]
    if place < AT_INSTITUTE:
        return houses[1]
    return houses[2 + place % (len(houses) - 2)] if len(houses) > len("ui") else houses[place % 2]


def add_reviewer(
    made: Population,
    namer: Namer,
    lists: ExpertiseLists,
    house: House,
    turns: Iterator[str],
    words: tuple[object, ...],
) -> None:
    """One expert, with a post and a job, and here and there an earlier job."""
    cast = house.body.key == "yuanling-university" and CAST not in made.reviewers
    if cast:
        human = made.people[CAST]  # with a post and a job in city.toml
        first = CAST_FIELDS[0]
    else:
        human = namer.human(*words)
        made.people[human.key] = human
        first = one_of(house.fields, "field", human.key) if house.fields else next(turns)
        joined(made, house.body, human.key)
    kind = kind_of(house, human.key)
    fields, keywords = (CAST_FIELDS, CAST_KEYWORDS) if cast else knowledge(lists, kind, first, human.key)
    titles = SPECIAL_TITLES.get(kind) or TITLES[house.body.kind]
    made.reviewers[human.key] = Reviewer(
        person=human.key,
        body=house.body.key,
        province=house.body.province,
        city=house.body.city,
        kind=kind,
        title=one_of(titles, "title", human.key),
        fields=fields,
        keywords="、".join(keywords),
        capacity=CAPACITY_LEAST + number(CAPACITY_SPREAD, "capacity", human.key),
        since=day_between(*ENTERED, "entered", human.key),
    )


def kind_of(house: House, person: str) -> Expert.Kind:
    """What somebody judges: by the house, and at universities a few judge management."""
    if house.kind is not Expert.Kind.TECHNICAL or house.body.kind != Organisation.Kind.UNIVERSITY:
        return house.kind
    return Expert.Kind.MANAGEMENT if not number(12, "management", person) else Expert.Kind.TECHNICAL


def knowledge(lists: ExpertiseLists, kind: Expert.Kind, first: str, person: str) -> tuple[tuple[str, ...], list[str]]:
    """The fields and keywords of somebody: one field always, a neighbouring one for every second."""
    if kind is not Expert.Kind.TECHNICAL:
        return (), some_of(SPECIAL_KEYWORDS[kind], 3, "keywords", person)
    known = next(one for one in lists.field if one.code == first)
    fields = [first]
    keywords = some_of(known.keywords, 3, "keywords", person)
    if number(2, "second", person):
        second = one_of(known.beside, "beside", person)
        fields.append(second)
        keywords += some_of(next(one for one in lists.field if one.code == second).keywords, 1, "more", person)
    return tuple(fields), keywords


def joined(made: Population, body: Body, person: str) -> None:
    """The post and the job of an expert; some came from elsewhere within the last years, a few from this city."""
    made.posts.append(Post(person, body.key, Role.EXPERT, day_between(*ENTERED, "entered", person)))
    if number(MOVED, "moved", person):
        made.jobs.append(Job(person, body.key, day_between(date(2000, 7, 1), date(2018, 9, 1), "job", person)))
        return
    moved = day_between(*LAST_MOVES, "move", person)
    here = not number(FROM_HERE, "here", person)
    academic = (Organisation.Kind.UNIVERSITY, Organisation.Kind.INSTITUTE)
    before = sorted(
        one.key
        for one in made.bodies.values()
        if one.kind in academic and (one.city == "澜川") is here and one.key != body.key
    )
    earlier = one_of(before or sorted(made.bodies), "before", person)
    made.jobs.append(Job(person, earlier, day_between(date(2004, 7, 1), date(2014, 9, 1), "first", person), moved))
    made.jobs.append(Job(person, body.key, moved))


def tie(made: Population, reviewer: Reviewer) -> None:
    """What ties some experts to those who apply in their field; a few of the ties are long over."""
    if number(TIED, "tied", reviewer.person) or reviewer.kind is not Expert.Kind.TECHNICAL:
        return
    near = [one for one in made.assignments.values() if set(made.bodies[one.lead].fields) & set(reviewer.fields)]
    if not near:
        return
    met = one_of(near, "met", reviewer.person)
    kind = one_of(TIE_KINDS, "tie", reviewer.person)
    since = day_between(TIES_SINCE, OLD_TIES_END, "tie", reviewer.person)
    over = kind is Relation.ADVISER or not number(4, "over", reviewer.person)
    until = day_between(since, date(2025, 12, 31), "until", reviewer.person) if over else None
    bodily = kind in {Relation.PAID_ADVICE, Relation.SHARES}
    made.ties.append(
        Tie(
            reviewer.person,
            kind,
            since,
            None if bodily else met.principal,
            met.lead if bodily else None,
            until,
        )
    )
