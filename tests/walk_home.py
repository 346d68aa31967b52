"""Builds the small city that the walk begins in: bodies, people, experts, this year's plan; no call and no case."""

import json
import sys
from pathlib import Path

from kechuang.config.installing import prepared, write_home
from kechuang.demo.building import STAMP, fingerprint

SCHEME = """
schema = 1
code = "walked"
short = "ZTC"
name = { zh = "产学研合作快速专项", en = "Industry–university cooperation, the short way" }
summary = { zh = "三名专家评审、三人验收组的产学研合作项目。", en = "Three experts review, three accept." }
category = "iur-cooperation"
iur = true
basis = ["沈阳2011年科技工作要点 S08"]

[[stage]]
id = "intake"
kind = "intake"
form = "cooperation-project"
name = { zh = "申报", en = "Application" }

[[stage]]
id = "screening"
kind = "screening"
name = { zh = "形式审查", en = "Formality check" }
parameters = { mixed_parties = true }

[[stage]]
id = "review"
kind = "review"
name = { zh = "异地网络评审", en = "Off-site online review" }
[stage.parameters]
experts = 3
off_site = true
comment_minimum = 10

[[stage.parameters.criterion]]
id = "novelty"
name = { zh = "创新性与先进性", en = "Novelty" }
weight = 60
anchor = [
    { level = 9, words = { zh = "创新点明确", en = "What is new is clear" } },
    { level = 1, words = { zh = "创新点不清", en = "Nothing new can be seen" } },
]

[[stage.parameters.criterion]]
id = "plan"
name = { zh = "技术路线与可行性", en = "Method and feasibility" }
weight = 40
anchor = [
    { level = 9, words = { zh = "路线完整", en = "The way is complete" } },
    { level = 1, words = { zh = "路线无法实现", en = "The way cannot be gone" } },
]

[[stage]]
id = "decision"
kind = "decision"
name = { zh = "立项决策", en = "Funding decision" }
parameters = { share_floor = "7/10" }

[[stage]]
id = "notice"
kind = "notice"
name = { zh = "拟立项公示", en = "Public notice" }
parameters = { days = 7 }

[[stage]]
id = "approval"
kind = "approval"
name = { zh = "立项下达", en = "Approval" }

[[stage]]
id = "agreement"
kind = "agreement"
name = { zh = "任务书", en = "Task agreement" }

[[stage]]
id = "execution"
kind = "execution"
name = { zh = "执行", en = "Execution" }

[[stage]]
id = "acceptance"
kind = "acceptance"
name = { zh = "验收", en = "Acceptance" }
parameters = { group_size = 3 }

[[stage]]
id = "archive"
kind = "archive"
name = { zh = "归档", en = "Archiving" }
"""


def build(home: Path) -> dict[str, str]:
    """Found the city without its year. Everybody's account by name: who has no card enters by it."""
    write_home(home, {"demonstration": True})
    schemes = home / "catalogue" / "schemes"
    schemes.mkdir(parents=True)
    (schemes / "walked.toml").write_text(SCHEME, encoding="utf-8")
    with prepared(home, migrate=True):
        from kechuang.demo.city import read_city  # noqa: PLC0415  Django is ready only now
        from kechuang.demo.load import fill  # noqa: PLC0415
        from kechuang.demo.opening import ADOPTED_AT, ENTERED_AT, OPENING, PREPARED_AT, YEAR, adopt, enter, prepare  # noqa: PLC0415
        from kechuang.demo.population.composing import population  # noqa: PLC0415
        from kechuang.demo.population.loading import populate  # noqa: PLC0415
        from kechuang.demo.timeline.people import DIRECTOR, PLANNER, acting  # noqa: PLC0415
        from kechuang.directory.models import Account  # noqa: PLC0415

        city = read_city()
        fill(city)
        populate(population(), now=city.clock_at)
        enter(acting(PLANNER), YEAR, OPENING, "澜财预〔2026〕8号", ENTERED_AT)
        prepare(acting(PLANNER), PREPARED_AT)
        adopt(acting(DIRECTOR), ADOPTED_AT)
        (home / STAMP).write_text(fingerprint())
        return {one.person.name: one.public_id for one in Account.objects.select_related("person")}


if __name__ == "__main__":
    print(json.dumps(build(Path(sys.argv[1]))))
