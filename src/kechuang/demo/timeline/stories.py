"""Which application goes to which call, written by whom, in which words."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from kechuang.demo.city import CallPart
from kechuang.demo.population.composing import population
from kechuang.demo.population.people import Assignment
from kechuang.demo.population.steady import number

DAYS_OF_MONTH = 30.4375


class Indicator(BaseModel):
    """What is promised."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    unit: str
    value: str


class Milestone(BaseModel):
    """What is done by when."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    month: int
    what: str


class Application(BaseModel):
    """One application's own words."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    key: str
    scheme: str
    title: str = Field(min_length=8, max_length=60)
    field: str
    keywords: tuple[str, ...]
    ask_wan: int
    own_wan: int
    months: int
    summary: str
    background: str
    content: str
    innovation: str
    foundation: str
    benefit: str
    indicators: tuple[Indicator, ...]
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One application with its people, in its call."""

    key: str
    call: CallPart
    text: Application
    people: Assignment

    def luck(self, below: int, *words: object) -> int:
        """A number that this story always has for these words."""
        return number(below, self.key, *words)

    @property
    def starts(self) -> date:
        """When the project is to begin."""
        return self.call.projects_start

    @property
    def ends(self) -> date:
        """When it is to end."""
        return self.starts + timedelta(days=round(self.text.months * DAYS_OF_MONTH))


@cache
def applications() -> dict[str, Application]:
    """Every application's words, by key."""
    folder = files("kechuang") / "catalogue" / "demo" / "applications"
    texts = [tomllib.loads(one.read_text(encoding="utf-8")) for one in folder.iterdir() if one.name.endswith(".toml")]
    found = [Application.model_validate(text) for text in texts]
    return {one.key: one for one in sorted(found, key=lambda one: one.key)}


def sentences(text: str, at_most: int, begin: int = 0) -> str:
    """Whole sentences of a text from the one numbered `begin` on, at least one, at most `at_most` characters else."""
    whole: list[str] = re.findall(r"[^。]+。", text.replace("\n", "")) or [text]
    start = begin % len(whole)
    taken = whole[start]
    for one in whole[start + 1 :]:
        if len(taken) + len(one) > at_most:
            break
        taken += one
    return taken.strip()


def stories(calls: Iterable[CallPart]) -> list[Story]:
    """Every application in its call: named ones first, then as many as each call wants, of its scheme.

    Nobody leads two applications in one call.
    """
    free = dict(applications())
    people = population().assignments
    told = []
    for call in calls:
        chosen = [free.pop(key) for key in call.named]
        fitting = [one for one in free.values() if one.scheme == call.scheme]
        order = sorted(fitting, key=lambda one: number(1 << 30, call.key, one.key))
        leads = {people[one.key].lead for one in chosen}
        for one in order:
            if len(chosen) == call.wanted:
                break
            if people[one.key].lead in leads:
                continue
            leads.add(people[one.key].lead)
            chosen.append(free.pop(one.key))
        told += [Story(one.key, call, one, people[one.key]) for one in chosen]
    return told


def split(total: int, parts: Sequence[int]) -> list[int]:
    """A whole number split in proportion, the first taking what is left over."""
    whole = sum(parts)
    shares = [total * part // whole for part in parts]
    shares[0] += total - sum(shares)
    return shares
