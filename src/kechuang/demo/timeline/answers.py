"""What an applicant types into the form, made from the application's own words and its people."""

from collections.abc import Sequence
from typing import Any

from kechuang.demo.population.composing import population
from kechuang.demo.timeline.people import body
from kechuang.demo.timeline.stories import Story, split
from kechuang.money.amounts import FEN_PER_WAN, wan

RANKS = ("senior", "associate", "middle", "middle", "junior")
TASKS = ("总体方案与组织实施", "理论分析与建模", "样机研制与工艺", "试验与检测", "数据处理", "应用验证")
PARTNER_TASKS = (
    "承担机理研究与方法验证",
    "承担关键部件的试验与表征",
    "承担应用场景验证与用户反馈",
    "承担配套工艺的开发",
)
HEADINGS = (("equipment", 30), ("operations", 42), ("labour", 20), ("indirect", 8))


def answers(story: Story) -> dict[str, Any]:
    """The whole form, money in 万元 as it is typed."""
    text = story.text
    principal = population().people[story.people.principal].zh
    return {
        "title": text.title,
        "field": text.field,
        "keywords": "、".join(text.keywords),
        "start": story.starts.isoformat(),
        "end": story.ends.isoformat(),
        "amount_asked": str(text.ask_wan),
        "own_funds": str(text.own_wan),
        "summary": text.summary,
        "parties": parties(story),
        "principal": principal,
        "contact": principal,
        "telephone": telephone(story),
        "recommender": body(story.people.recommender).name,
        **{
            name: getattr(text, name).strip()
            for name in ("background", "content", "innovation", "foundation", "benefit")
        },
        "indicators": [one.model_dump() for one in text.indicators],
        "milestones": [{"month": str(one.month), "what": one.what} for one in text.milestones],
        "members": members(story),
        "budget": budget(story),
        "budget_grounds": "设备费按询价单测算，业务费按试验轮次和检测项目测算，劳务费按投入人月测算。",
        "ethics": "no",
        "integrity": "yes",
        "privacy": "yes",
    }


def telephone(story: Story) -> str:
    """A number in an area that does not exist."""
    return f"000-{story.luck(9000, 'telephone') + 1000:04d} {story.luck(9000, 'line') + 1000:04d}"


def parties(story: Story) -> list[dict[str, str]]:
    """The lead first, then the partners, the money split among them."""
    keys = [story.people.lead, *story.people.partners]
    shares = [3, *(1 for _partner in story.people.partners)]
    public = amounts(story.text.ask_wan, shares)
    own = amounts(story.text.own_wan, shares)
    rows = []
    for place, key in enumerate(keys):
        task = (
            "牵头组织，承担样机研制、工艺开发与产业化"
            if place == 0
            else PARTNER_TASKS[(place - 1) % len(PARTNER_TASKS)]
        )
        rows.append(
            {
                "organisation": body(key).name,
                "task": task,
                "public_money": plain(public[place]),
                "own_money": plain(own[place]),
            }
        )
    return rows


def amounts(whole_wan: int, shares: Sequence[int]) -> list[int]:
    """So many 万元 split by shares, each part in whole hundreds of yuan as people write them; in fen."""
    return [part * FEN_PER_WAN // 100 for part in split(whole_wan * 100, shares)]


def plain(fen: int) -> str:
    """An amount as one types it: no commas."""
    return wan(fen).replace(",", "")


def members(story: Story) -> list[dict[str, str]]:
    """The team, the principal first."""
    people = population().people
    return [
        {
            "name": people[person].zh,
            "organisation": body(where).name,
            "rank": "senior" if place == 0 else RANKS[story.luck(len(RANKS), "rank", person)],
            "task": TASKS[place % len(TASKS)],
            "months": str(story.text.months // 2 if place == 0 else 3 + story.luck(8, "months", person)),
        }
        for place, (person, where) in enumerate(story.people.members)
    ]


def budget(story: Story) -> list[dict[str, str]]:
    """The headings, the money split by usual shares."""
    shares = [share for _heading, share in HEADINGS]
    public = amounts(story.text.ask_wan, shares)
    own = amounts(story.text.own_wan, shares)
    return [
        {"row": heading, "public_money": plain(public[place]), "own_money": plain(own[place])}
        for place, (heading, _share) in enumerate(HEADINGS)
    ]
