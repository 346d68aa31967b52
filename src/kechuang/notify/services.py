"""The verbs of messages: send, mark as read."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from kechuang.directory.models import Appointment, Person
from kechuang.notify.kinds import kinds
from kechuang.notify.models import Message, Word, kept

Words = Mapping[str, Word]
"""What fills the sentence. What a blind reader must not know is left out by the sender."""


def send(*, to: Appointment | Person, code: str, words: Words, link: str, now: datetime) -> Message:
    """Put a message into somebody's inbox. It stands in the transaction of the deed: undone, nobody hears of it.

    Raises KeyError for an unknown kind, ValueError where words are missing or the link leaves the house.
    """
    message = written(to, code, words, link, now)
    message.save()
    return message


def send_all(*, to: Iterable[Appointment | Person], code: str, words: Words, link: str, now: datetime) -> int:
    """The same message to several, each person once; how many. One statement."""
    rows = {message.person_id: message for message in (written(one, code, words, link, now) for one in to)}
    return len(Message.objects.bulk_create(rows.values()))


def written(to: Appointment | Person, code: str, words: Words, link: str, now: datetime) -> Message:
    """The row, not yet in the database."""
    missing = kinds()[code].places - words.keys()
    if missing:
        raise ValueError(f"{code} lacks {', '.join(sorted(missing))}")
    if link and (not link.startswith("/") or link.startswith(("//", "/\\"))):
        raise ValueError(f"{link} is no path of this house")
    appointment = to if isinstance(to, Appointment) else None
    return Message(
        person=to.person if isinstance(to, Appointment) else to,
        appointment=appointment,
        code=code,
        words={name: kept(value) for name, value in words.items()},
        link=link,
        at=now,
    )


def mark_read(*, message: Message, now: datetime) -> None:
    """Say that a message was read. The first time counts."""
    Message.objects.filter(pk=message.pk, read_at__isnull=True).update(read_at=now)


def mark_all_read(*, person: Person, now: datetime) -> int:
    """Say that all of a person's messages until now were read; how many."""
    return Message.objects.filter(person=person, read_at__isnull=True, at__lte=now).update(read_at=now)
