"""The table of messages."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone, translation
from django.utils.functional import Promise

from kechuang.directory.models import Appointment, Person, public_id_field
from kechuang.notify.kinds import MessageKind, kinds

Word = str | int | date | Promise
"""What can fill a place of a sentence."""


class Message(models.Model):
    """One message to one person; the words fill the places of its kind's sentence."""

    public_id = public_id_field()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="messages")
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, null=True, related_name="+")
    """What the person is written to as; none where it concerns him however he acts."""
    code = models.CharField(max_length=60)
    words = models.JSONField(default=dict)
    link = models.CharField(max_length=300, blank=True)
    """A path of this house."""
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["person", "read_at"], name="message_unread"),
            models.Index(fields=["person", "-at", "-id"], name="message_inbox"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.code}"

    @property
    def sort(self) -> MessageKind:
        """The kind of message. Raises KeyError where no room knows it any more."""
        return kinds()[self.code]

    @property
    def text(self) -> str:
        """The message in the reader's language."""
        return str(self.sort.sentence) % {name: shown(value) for name, value in self.words.items()}


def kept(value: Word) -> object:
    """A word as the row keeps it: instants and days are told apart from text, lazy words are kept in every language."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Promise):
        return {"said": {code: in_language(value, code) for code, _name in settings.LANGUAGES}}
    return value


def in_language(words: Promise, code: str) -> str:
    """Lazy words in one language."""
    with translation.override(code):
        return str(words)


def shown(value: Any) -> str:
    """A word as it is read: an instant as 2026-03-17 09:00 in the house's zone, lazy words in the reader's language."""
    if not isinstance(value, dict):
        return str(value)
    if "moment" in value:
        return f"{timezone.localtime(datetime.fromisoformat(value['moment'])):%Y-%m-%d %H:%M}"
    if "said" in value:
        said: dict[str, str] = value["said"]
        return said.get(translation.get_language() or "", next(iter(said.values())))
    return str(value["day"])
