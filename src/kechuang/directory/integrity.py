"""Research integrity: recording decisions, repairing them, and who is barred from what on a day.

A bar is asked for at the gate's own date and answers with its reason: never a bare yes or no. It ends by itself.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from kechuang.directory.models import (
    BARS,
    PERSONAL,
    Act,
    Behaviour,
    IntegrityRecord,
    Measure,
    Organisation,
    Person,
    SubjectKind,
)
from kechuang.directory.public_id import new_public_id


@dataclass(frozen=True, slots=True)
class Bar:
    """Why somebody is barred: the decision in force."""

    record: IntegrityRecord

    @property
    def reason(self) -> str:
        """The decision in a sentence: what, until when, by whom and under which number."""
        words = {
            "measure": self.record.get_measure_display(),
            "since": self.record.since.isoformat(),
            "until": self.record.until.isoformat() if self.record.until else "",
            "by": self.record.decided_by,
            "number": self.record.decision_number,
        }
        if self.record.until:
            return _("%(measure)s from %(since)s to %(until)s (%(by)s, %(number)s)") % words
        return _("%(measure)s from %(since)s, without an end (%(by)s, %(number)s)") % words


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, and until when it holds."""

    behaviour: Behaviour
    measure: Measure
    number: str
    decided_by: str
    since: date
    until: date | None = None


def record_decision(
    *,
    subject: Person | Organisation,
    subject_kind: SubjectKind,
    decision: Decision,
    public_id: str | None = None,
) -> IntegrityRecord:
    """Record a decision about a person or a body.

    Raises ValidationError where the kind of subject is not the subject's, the decision has no number, or its end comes
    before its beginning.
    """
    if (subject_kind in PERSONAL) != isinstance(subject, Person):
        said = _("This kind of subject does not fit: a person is not a body.")
        raise ValidationError({"subject_kind": ValidationError(said, code="subject_kind")})
    record = IntegrityRecord(
        subject_kind=subject_kind,
        person=subject if isinstance(subject, Person) else None,
        organisation=subject if isinstance(subject, Organisation) else None,
        behaviour=decision.behaviour,
        measure=decision.measure,
        decision_number=decision.number.strip(),
        decided_by=decision.decided_by.strip(),
        since=decision.since,
        until=decision.until,
        public_id=public_id or new_public_id(),
    )
    record.full_clean()
    record.save()
    return record


def repair(*, record: IntegrityRecord, on: date) -> IntegrityRecord:
    """End a decision's effect before its time (信用修复), from that day on.

    Raises ValidationError where it was repaired, is over, or had not begun.
    """
    if record.repaired_on is not None or (record.until is not None and record.until < on):
        said = _("This decision is not in force any more.")
        raise ValidationError({"repaired_on": ValidationError(said, code="not_in_force")})
    if on < record.since:
        raise ValidationError({"repaired_on": ValidationError(_("This is before it began."), code="before_since")})
    record.repaired_on = on
    record.save(update_fields=["repaired_on"])
    return record


def in_force(on: date) -> Q:
    """The decisions that hold on that day."""
    return (
        Q(since__lte=on)
        & (Q(until__isnull=True) | Q(until__gte=on))
        & (Q(repaired_on__isnull=True) | Q(repaired_on__gt=on))
    )


def barring(act: Act) -> list[str]:
    """The measures that bar from this."""
    return [measure for measure, barred_from in BARS.items() if act in barred_from]


def barred(subject: Person | Organisation, on_date: date, act: Act = Act.APPLY) -> Bar | None:
    """The decision that bars somebody from something on that day, the longest first; None where none does.

    One statement.
    """
    if isinstance(subject, Person):
        found = bars_among(on_date, act, people=[subject.pk])
    else:
        found = bars_among(on_date, act, organisations=[subject.pk])
    return found[0] if found else None


def bars_among(
    on_date: date, act: Act = Act.APPLY, *, people: Collection[int] = (), organisations: Collection[int] = ()
) -> list[Bar]:
    """The decisions that bar any of these people and bodies (by key) on that day, the longest first. One statement."""
    records = (
        IntegrityRecord.objects.filter(in_force(on_date), measure__in=barring(act))
        .filter(Q(person__in=people) | Q(organisation__in=organisations))
        .select_related("person", "organisation")
    )
    return [Bar(record) for record in sorted(records, key=lambda one: (one.until is not None, -last(one).toordinal()))]


def last(record: IntegrityRecord) -> date:
    """The last day of a decision, far away where it has no end."""
    return record.until or date.max
