"""The tables of the trail. Rows are only ever added."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q


class AppendOnly(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Write the row for the first time. Raises TypeError for a row that stands already."""
        if not self._state.adding:
            raise TypeError(f"a {type(self).__name__} is never rewritten")
        super().save(*args, **options)

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refused."""
        raise TypeError(f"a {type(self).__name__} is never removed")


class Chain(models.Model):
    """The chain of one subject: how long it is and the digest of its last event."""

    name = models.CharField(max_length=80, unique=True)
    """Kind of the subject and its public id: `call/k3v…`."""
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name


class Event(AppendOnly):
    """One thing that happened to a subject."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    prev = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)
    action = models.CharField(max_length=40)
    actor = models.CharField(max_length=40)
    """The public id of the appointment that acted, or `clock` for what time drives."""
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["chain", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq"], name="event_has_its_place"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="event_places_begin_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.seq} {self.action}"


class DayHead(AppendOnly):
    """The Merkle root over all chains as they stood when a day ended, each head holding the one before."""

    day = models.DateField(unique=True)
    chains = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    prev = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.root}"


class DecisionRecord(AppendOnly):
    """A decision that was computed, sealed with everything that it came from (contract 8)."""

    chain = models.CharField(max_length=80, db_index=True)
    """The chain of the subject that was decided on."""
    kind = models.CharField(max_length=20)
    sealed = models.TextField()
    """For the secretary, the supervisor and the auditor."""
    public = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    """Of the sealed form: the name under which the trail, the public form and people know the record."""
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:12]}"
