"""What a population is made of. Everything is named by keys; nothing here knows a database."""

from dataclasses import dataclass, field
from datetime import date

from kechuang.demo.population.parts import FindingPart, Names, both, slug
from kechuang.demo.population.steady import number, one_of
from kechuang.directory.models import DeclaredRelation, Expert, Organisation
from kechuang.directory.roles import Role

COMMON_WEIGHT = 4


@dataclass(frozen=True, slots=True)
class Body:
    """A body."""

    key: str
    kind: Organisation.Kind
    zh: str
    en: str
    province: str
    city: str
    region: str
    """Of its credit code: always in the reserved 99."""
    district: str | None = None
    family: str | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Human:
    """A person. The key is also the login of the account, where there is one."""

    key: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody may act as; such people have an account."""

    person: str
    body: str
    role: Role
    since: date


@dataclass(frozen=True, slots=True)
class Job:
    """Where somebody works or worked."""

    person: str
    body: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Reviewer:
    """An expert."""

    person: str
    body: str
    province: str
    city: str
    kind: Expert.Kind
    title: Expert.Title
    fields: tuple[str, ...]
    keywords: str
    capacity: int
    since: date


@dataclass(frozen=True, slots=True)
class Tie:
    """A declared relation of an expert to a person or a body."""

    expert: str
    kind: DeclaredRelation.Kind
    since: date
    person: str | None = None
    body: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A decision about a person or a body."""

    part: FindingPart
    person: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who stands behind an application: all by key, `members` with the body each comes from, the principal first."""

    application: str
    lead: str
    partners: tuple[str, ...]
    principal: str
    members: tuple[tuple[str, str], ...]
    recommender: str
    """The district's authority that recommends the lead."""


@dataclass(slots=True)
class Population:
    """Everybody."""

    bodies: dict[str, Body] = field(default_factory=dict)
    people: dict[str, Human] = field(default_factory=dict)
    posts: list[Post] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    reviewers: dict[str, Reviewer] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    assignments: dict[str, Assignment] = field(default_factory=dict)


class Namer:
    """Gives everybody a name that nobody else has."""

    def __init__(self, names: Names, taken: set[str]) -> None:
        self.surnames = names.common * COMMON_WEIGHT + names.others
        self.given = names.given
        self.taken = set(taken)
        self.keys: set[str] = set()

    def human(self, *words: object) -> Human:
        """Somebody new; the same words give the same name as long as those before are the same."""
        attempt = 0
        while True:
            surname, family = both(one_of(self.surnames, "surname", *words, attempt))
            given, own = both(self.given[number(len(self.given), "given", *words, attempt)])
            if surname + given not in self.taken:
                break
            attempt += 1
        self.taken.add(surname + given)
        latin = f"{family} {own}"
        key, again = slug(latin), 1
        while key in self.keys:
            again += 1
            key = f"{slug(latin)}-{again}"
        self.keys.add(key)
        return Human(key, surname + given, latin)
