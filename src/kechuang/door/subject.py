"""What everything with a state has in common."""

from typing import ClassVar, Self

from django.db import models

from kechuang.directory.models import public_id_field


class Subject(models.Model):
    """A row that moves through the door only: nobody else writes `state`, `revision` or `state_since`."""

    kind: ClassVar[str]
    """The kind of its transition table."""

    public_id = public_id_field()
    state = models.CharField(max_length=30, db_index=True)
    state_since = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)
    """How many actions it has seen; whoever acts says which one he saw."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True

    @property
    def chain(self) -> str:
        """The name of its chain in the trail."""
        return f"{self.kind}/{self.public_id}"


class Performed(models.Model):
    """An action that was asked for under a key, so that asking twice does it once."""

    key = models.CharField(max_length=64)
    actor = models.CharField(max_length=40)
    chain = models.CharField(max_length=80)
    action = models.CharField(max_length=40)
    asked = models.CharField(max_length=64)
    """Digest of what was asked."""
    revision = models.PositiveIntegerField()
    state = models.CharField(max_length=30)
    at = models.DateTimeField()

    class Meta:
        app_label = "door"
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="performed_once_for_an_actor")]

    def __str__(self) -> str:
        return f"{self.chain} {self.action}"
