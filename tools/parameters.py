"""What a scheme may set of each kind of stage, written out from the code for `docs/first-scheme.md` in both languages.

The code holds the English meaning of a parameter as its docstring; `parameters.zh.toml` holds the Chinese. A parameter
without its Chinese, and Chinese without its parameter, are errors.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

MEANINGS = Path(__file__).with_name("parameters.zh.toml")
LABEL = {"zh", "en"}


class Words(NamedTuple):
    """The generator's own words in one language."""

    needs: str
    gives: str
    nothing: str
    head: str
    none: str
    whole: str
    truth: str
    text: str
    label: str
    listed: str
    built_in: str
    each: str
    pair: str


ENGLISH = Words(
    "needs",
    "gives",
    "nothing",
    "| parameter | takes | if not set | what it settles |",
    "This kind has no parameters.",
    "whole number",
    "`true` or `false`",
    "text",
    "`{ zh, en }`",
    "list of",
    "the built-in list of",
    "Each",
    "`{}` ({})",
)
CHINESE = Words(
    "需要",
    "产出",
    "无",
    "| 参数 | 取值 | 不写时 | 含义 |",
    "本类环节没有参数。",
    "整数",
    "`true` 或 `false`",
    "文字",
    "`{ zh, en }`",
    "列表，每项为",
    "内置列表，项数",
    "",
    "`{}`（{}）",
)


def meanings() -> Mapping[str, Mapping[str, str]]:
    """The Chinese by kind and parameter."""
    return tomllib.loads(MEANINGS.read_text(encoding="utf-8"))


def check(chinese: Mapping[str, Mapping[str, str]]) -> None:
    """Refuse a parameter that is not explained, or not in Chinese, and stale Chinese. Raises ValueError."""
    from kechuang.schemes.kinds import kinds  # noqa: PLC0415  Django is ready only now

    silent = [
        f"{kind.code}.{name}"
        for kind in kinds().values()
        for name, one in kind.parameters.model_fields.items()
        if not one.description
    ]
    if silent:
        raise ValueError(f"parameters without a docstring: {silent}")
    wanted = {(kind.code, name) for kind in kinds().values() for name in kind.parameters.model_fields}
    found = {(kind, name) for kind, part in chinese.items() for name in part}
    if wanted != found:
        raise ValueError(f"{MEANINGS.name}: missing {sorted(wanted - found)}, stale {sorted(found - wanted)}")


def written(*, chinese: bool) -> str:
    """Every kind with what it needs, gives and lets a scheme set."""
    from django.utils.translation import override  # noqa: PLC0415  Django is ready only now

    from kechuang.schemes.kinds import kinds  # noqa: PLC0415

    words, told = (CHINESE, meanings()) if chinese else (ENGLISH, {})
    check(meanings())
    parts = []
    for kind in kinds().values():
        needs = "、".join(f"`{one}`" for one in sorted(kind.needs)) or words.nothing
        gives = "、".join(f"`{one}`" for one in sorted(kind.gives)) or words.nothing
        with override("zh-hans" if chinese else "en"):
            name = str(kind.label)
        colon = "：" if chinese else ": "
        facts = f"{words.needs}{colon}{needs}；{words.gives}{colon}{gives}"
        if not chinese:
            facts = facts.replace("、", ", ").replace("；", " · ")
        parts.append(f"### `{kind.code}` {name}\n\n{facts}\n\n{table(kind.parameters, words, told.get(kind.code))}")
    return "\n".join(parts)


def table(model: Any, words: Words, told: Mapping[str, str] | None) -> str:
    """One kind's parameters, and below them what the lists among them hold."""
    whole = model.model_json_schema(mode="validation")
    if not whole.get("properties"):
        return f"{words.none}\n"
    rows = [words.head, "|---|---|---|---|"]
    for name, one in whole["properties"].items():
        meaning = told[name] if told else " ".join(one["description"].split())
        rows.append(f"| `{name}` | {taken(one, words)} | {default(one, words)} | {meaning} |")
    below = [
        f"{words.each} `{name}`{': ' if words.each else '：'}"
        + (", " if words.each else "、").join(
            words.pair.format(key, taken(field, words)) for key, field in inner.items()
        )
        for name, inner in ((name, part["properties"]) for name, part in whole.get("$defs", {}).items())
        if set(inner) != LABEL
    ]
    return "\n".join(rows) + "\n" + "".join(f"\n{line.strip()}\n" for line in below)


def taken(one: Mapping[str, Any], words: Words) -> str:
    """What may stand there."""
    if "$ref" in one:
        name = one["$ref"].rsplit("/", 1)[-1]
        return words.label if name == "Label" else f"`{name}`"
    if "enum" in one:
        return " / ".join(f"`{toml(value)}`" for value in one["enum"])
    if one["type"] == "array":
        return f"{words.listed} {taken(one['items'], words)}"
    if one["type"] == "integer":
        low, high = one.get("minimum"), one.get("maximum")
        return words.whole if low is None and high is None else f"{words.whole} {low}–{high}"
    return words.truth if one["type"] == "boolean" else words.text


def default(one: Mapping[str, Any], words: Words) -> str:
    """What holds where the file says nothing."""
    value = one.get("default")
    return f"{words.built_in} {len(value)}" if isinstance(value, list) else f"`{toml(value)}`"


def toml(value: Any) -> str:
    """A plain value as the file writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
