"""What the automatic checks say, in the reader's language."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from kechuang.directory.integrity import Bar
from kechuang.directory.models import IntegrityRecord
from kechuang.door.refusal import Sentence
from kechuang.stages.screening.models import Finding

NAMES: Mapping[str, Sentence] = {
    "lead": _("Lead organisation"),
    "principal": _("Principal investigator"),
    "parties": _("Industry and science"),
    "organisation_cap": _("Applications of the organisation"),
    "person_cap": _("Applications of the principal investigator"),
    "running": _("Projects under way"),
    "overdue": _("Overdue projects"),
    "integrity": _("Research integrity"),
    "credit_code": _("Credit codes"),
    "budget": _("Budget"),
    "title": _("Same title"),
}
SENTENCES: Mapping[tuple[str, str], Sentence] = {
    ("lead", "passed"): _("%(body)s may apply."),
    ("lead", "failed"): _("%(body)s is an organ of government and may not apply."),
    ("principal", "passed"): _("%(person)s is on the staff of %(body)s."),
    ("principal", "failed"): _("%(person)s is not on the staff of %(body)s on this day."),
    ("parties", "passed"): _("Enterprises: %(firms)s. Universities and institutes: %(learned)s."),
    ("parties", "failed"): _("One side is missing. Enterprises: %(firms)s. Universities and institutes: %(learned)s."),
    ("organisation_cap", "passed"): _("%(count)s of at most %(most)s."),
    ("organisation_cap", "failed"): _("%(count)s, and at most %(most)s are allowed."),
    ("person_cap", "passed"): _("%(count)s of at most %(most)s."),
    ("person_cap", "failed"): _("%(count)s, and at most %(most)s are allowed."),
    ("running", "passed"): _("%(count)s under way (%(numbers)s); with %(most)s no further application is taken."),
    ("running", "failed"): _("%(count)s under way (%(numbers)s); with %(most)s no further application is taken."),
    ("overdue", "passed"): _("None."),
    ("overdue", "failed"): _("%(count)s overdue: %(numbers)s."),
    ("integrity", "passed"): _("Nobody who takes part was barred on %(day)s."),
    ("integrity", "failed"): _("Barred on %(day)s: %(who)s."),
    ("credit_code", "passed"): _("All are right by their check character."),
    ("credit_code", "doubtful"): _("Without a code: %(who)s."),
    ("credit_code", "failed"): _("Wrong by its check character: %(who)s."),
    ("budget", "passed"): _("Asked %(asked)s = lines %(lines)s = shares %(shares)s (10,000 yuan)."),
    ("budget", "failed"): _("Asked %(asked)s, lines %(lines)s, shares %(shares)s (10,000 yuan): they differ."),
    ("title", "passed"): _("No other application bears it."),
    ("title", "doubtful"): _("Others bear it too: %(numbers)s. See whether it is the same work."),
}


def told(findings: Sequence[Finding]) -> list[tuple[Finding, Sentence, str, list[str]]]:
    """Findings with what they are called, what they say, and the decisions behind a bar. One statement at most."""
    ids = {one for finding in findings for one in str(finding.words.get("records", "")).split(",") if one}
    records = (
        IntegrityRecord.objects.select_related("person", "organisation").in_bulk(ids, field_name="public_id")
        if ids
        else {}
    )
    rows = []
    for finding in findings:
        named = [one for one in str(finding.words.get("records", "")).split(",") if one in records]
        reasons = [f"{records[one].person or records[one].organisation}: {Bar(records[one]).reason}" for one in named]
        sentence = str(SENTENCES[finding.code, finding.result]) % finding.words
        rows.append((finding, NAMES[finding.code], sentence, reasons))
    return rows
