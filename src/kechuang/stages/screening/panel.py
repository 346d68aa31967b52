"""What the page of a case shows of its formality check."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kechuang.cases.kinds import Word
from kechuang.directory.roles import BUREAU_ROLES
from kechuang.documents.models import Paper
from kechuang.files.models import Attachment
from kechuang.forms.answers import Answers
from kechuang.forms.fields import Attachment as Field
from kechuang.forms.models import Sheet
from kechuang.forms.parts import Label
from kechuang.forms.services import compare
from kechuang.stages.screening.effects import rules
from kechuang.stages.screening.kind import Item
from kechuang.stages.screening.models import Ground, Screening
from kechuang.stages.screening.sentences import told
from kechuang.ui.visit import visit

WORDS = (Word("ground", _("Ground"), lambda data, _part: Ground(data["ground"]).label),)
"""What the outcome of a refusal says."""


def checklist(screening: Screening) -> list[tuple[Item, dict[str, Any] | None]]:
    """The items with the officer's answers; none where one is not answered yet."""
    return [(item, screening.marks.get(item.code)) for item in rules(screening).checklist]


def screening_panel(request: HttpRequest, stay: Screening) -> Mapping[str, Any]:
    """To the bureau what was found; to the applicant what is to be corrected."""
    viewer = visit(request).appointment
    inside = viewer is not None and viewer.role in BUREAU_ROLES
    findings = list(stay.findings.filter(run=stay.run)) if inside else []
    return {
        "screening": stay,
        "inside": inside,
        "findings": told(findings),
        "checklist": checklist(stay) if inside else [],
    }


def letters_of(screening: Screening) -> list[Paper]:
    """The letters of this check. One statement."""
    return list(Paper.objects.filter(subject=screening.case.chain, kind__in=("correction", "refusal")).order_by("-id"))


def first_sheet(screening: Screening) -> Sheet | None:
    """The form as it came from the applicant; none where it is still the one that is checked. Two statements."""
    came = screening.case.outcomes.filter(kind="intake").order_by("-id").first()
    name = came.data.get("application", "") if came else ""
    if name == screening.sheet:
        return None
    return Sheet.objects.select_related("version").filter(public_id=name).first()


def corrected_in(before: Sheet, after: Sheet) -> list[Label]:
    """The fields in which a correction differs from what came first; files by their content. One statement."""
    one, other = with_contents(before, after)
    fields = after.form.fields
    return [fields[name].label for name in compare(one, other) if name in fields]


def with_contents(*sheets: Sheet) -> list[Answers]:
    """The answers, each file as its name and the digest of its content. One statement."""
    files = [[one.id for one in sheet.form.fields.values() if isinstance(one, Field)] for sheet in sheets]
    ids = {
        row["id"]
        for sheet, names in zip(sheets, files, strict=True)
        for name in names
        for row in sheet.answers.get(name, [])
    }
    digests = dict(Attachment.objects.filter(public_id__in=ids).values_list("public_id", "sha256"))
    return [
        sheet.answers
        | {name: [(row["name"], digests.get(row["id"])) for row in sheet.answers.get(name, [])] for name in names}
        for sheet, names in zip(sheets, files, strict=True)
    ]
