"""`kechuang verify` and `kechuang record export`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kechuang.config.commands import HOME_HELP
from kechuang.config.words import Refused, Words, say

if TYPE_CHECKING:
    from kechuang.decide.verify import Verified

KINDS = {
    "assignment": Words("专家指派", "assignment of experts"),
    "scores": Words("评分汇总", "scores"),
    "portfolio": Words("择优排序", "funded list"),
}
FORMS = {"sealed": Words("完整件", "sealed form"), "public": Words("公开件", "public form")}
CHECKS = {
    "digest": Words("摘要与内容相符", "the digest fits the content"),
    "part_digests": Words("各部分摘要相符", "the digest of each part fits"),
    "feasible": Words(
        "每一对都合规：回避、名额、工作量、同单位上限", "every pair keeps the rules: recusal, seats, load, one unit"
    ),
    "figures": Words("合计与最低值属实", "the figures are true"),
    "certificate": Words("证书成立：不存在更优的方案", "the certificate holds: there is no better solution"),
    "solved_again": Words("按同一算法重新计算，结果逐字相同", "solved again: the same, to the letter"),
    "counts": Words("数目相符", "the counts fit"),
    "money": Words("金额、预算与比例相符", "money, budget and share fit"),
    "sealed_form": Words("公开件与完整件对应", "the public form comes from the sealed form"),
}
FAULTS = {
    "not_a_record": Words("不是决策记录", "this is no decision record"),
    "unknown_version": Words("未知的版本", "a version that is not known here"),
    "unknown_kind": Words("未知的类型", "a kind that is not known here"),
    "unknown_algorithm": Words(
        "未知的算法，无法重新计算", "an algorithm that is not known here; it cannot be solved again"
    ),
    "not_canonical": Words("书写形式被改动", "it is not written in the one form that a record has"),
    "digest": Words("内容与摘要不符：被改动过", "the content does not fit its digest: it was altered"),
    "part_digest": Words("该部分与摘要不符", "this part does not fit its digest"),
    "malformed": Words("内容不完整", "its content is not whole"),
    "pair_not_allowed": Words("不允许的一对", "a pair that is not allowed"),
    "pair_twice": Words("同一对出现两次", "a pair stands twice"),
    "too_many_seats": Words("专家多于名额", "more experts than seats"),
    "load_exceeded": Words("超过工作量上限", "more cases than the expert's load"),
    "one_organisation": Words("同一单位专家过多", "too many experts of one organisation"),
    "total": Words("合计不属实", "the total is not true"),
    "worst": Words("最低值不属实", "the worst served case is not true"),
    "unfilled": Words("空缺不属实", "the empty seats are not true"),
    "certificate": Words("证书不成立", "the certificate does not hold"),
    "solution": Words("重新计算得到不同结果，首个不同处", "solving again gives another result; the first difference"),
    "counts": Words("数目不符", "the counts do not fit"),
    "budget": Words("超出预算", "beyond the budget"),
    "share": Words("低于比例要求", "below the share"),
    "sealed_form": Words("公开件与完整件不对应", "the public form does not come from the sealed form"),
}


class Verify:
    """Verify a decision record; needs nothing but the base package."""

    help = Words("核验决策记录", "verify a decision record")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("file", type=Path, help="记录文件 · the record's file")
        parser.add_argument("--sealed", type=Path, help="公开件所对应的完整件 · the sealed form of a public record")

    def run(self, options: argparse.Namespace) -> int:
        """Say what was checked, what was not, and what is wrong; status 1 where something is."""
        from kechuang.decide.verify import verify  # noqa: PLC0415  NumPy is not loaded for `kechuang --help`

        sealed = read(options.sealed) if options.sealed else None
        return shown(verify(read(options.file), sealed=sealed))


def read(path: Path) -> str:
    """The text of a file. Raises Refused."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise Refused(Words(f"无法读取 {path}：{fault}", f"cannot read {path}: {fault}")) from fault


def shown(seen: "Verified") -> int:
    """Print what a verification saw."""
    if seen.kind:
        kind, form = KINDS[seen.kind], FORMS[seen.form]
        say(f"{kind.zh}（{form.zh}） {seen.digest}", f"{kind.en}, {form.en}")
    for code in seen.held:
        say(f"✓ {CHECKS[code].zh}", CHECKS[code].en)
    for code in seen.left:
        say(f"– 未核：{CHECKS[code].zh}", f"not checked: {CHECKS[code].en}")
    if seen.fault is None:
        return 0
    code, place = seen.fault
    say(f"✗ {FAULTS[code].zh}：{place}", FAULTS[code].en)
    return 1


class RecordCommand:
    """Hand out a decision record."""

    help = Words("导出决策记录", "hand out a decision record")

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("what", choices=["export"], help="导出 · export")
        parser.add_argument(
            "digest", help="记录的摘要（前 12 位即可） · the record's digest; its first 12 signs will do"
        )
        form = parser.add_mutually_exclusive_group(required=True)
        form.add_argument("--public", action="store_true", help="公开件 · the public form")
        form.add_argument("--sealed", action="store_true", help="完整件 · the sealed form")
        parser.add_argument("--home", help=HOME_HELP)

    def run(self, options: argparse.Namespace) -> int:
        """Print the record and nothing else, so that it can go straight into a file."""
        from kechuang.config.configuration import home_folder  # noqa: PLC0415  the base package has no pydantic
        from kechuang.config.installing import prepared  # noqa: PLC0415

        with prepared(home_folder(options.home)):
            from kechuang.trail.queries import record_named  # noqa: PLC0415  Django is ready only now

            record = record_named(options.digest)
        if record is None:
            named = options.digest
            raise Refused(Words(f"没有（或不止一份）记录以 {named} 开头", f"no record, or several, begin with {named}"))
        print(record.public if options.public else record.sealed)
        return 0
