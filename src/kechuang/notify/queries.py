"""Questions about messages."""

from django.db.models import QuerySet

from kechuang.directory.models import Person
from kechuang.notify.models import Message

MOST = 99


def inbox(person: Person, *, unread: bool = False) -> QuerySet[Message]:
    """A person's messages, the latest first."""
    mine = Message.objects.filter(person=person).select_related("appointment__organisation")
    return mine.filter(read_at__isnull=True) if unread else mine


def unread_count(person: Person) -> int:
    """How many were not read, `MOST` + 1 meaning more than that. One statement."""
    return Message.objects.filter(person=person, read_at__isnull=True).order_by()[: MOST + 1].count()
