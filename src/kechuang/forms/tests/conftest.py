"""A small form with every kind of field, and answers that complete it."""

from pathlib import Path
from typing import Any

import pytest

from kechuang.forms.definition import Form, read
from kechuang.forms.known import Known, Party

FORM = (Path(__file__).parent / "trial.toml").read_text(encoding="utf-8")
COMPLETE: dict[str, Any] = {
    "title": "轴承淬火",
    "asked": "80.5",
    "area": "new-materials",
    "text": "把轴承做好。",
    "budget": [{"row": "kit", "public": "80", "own_money": "1"}, {"row": "work", "public": "0.5"}],
    "things": [{"name": "磨床", "count": "1.5", "price": "3"}],
    "ethics": "no",
    "true": "yes",
}
KNOWN = Known(
    organisations={
        "某大学": (Party("univ", "某大学"),),
        "univ": (Party("univ", "某大学"),),
        "同名": (Party("one", "同名"), Party("two", "同名")),
    },
    people={"李明": (Party("lim", "李明"),), "lim": (Party("lim", "李明"),)},
)


@pytest.fixture
def form() -> Form:
    """The form."""
    return read(FORM)
