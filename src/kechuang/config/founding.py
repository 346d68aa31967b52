"""What `kechuang init` does: a house with one person in it, and nothing of the demonstration."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kechuang.config.installing import prepared, write_home
from kechuang.config.words import Refused, Words


@dataclass(frozen=True, slots=True)
class Founder:
    """What must be known to found an installation."""

    bureau: str
    bureau_en: str
    credit_code: str
    name: str
    login: str
    password: str


def found(home: Path, founder: Founder, chosen: dict[str, Any]) -> None:
    """Make the folder, the database, the bureau and the first administrator.

    Raises Refused naming each field that is wrong; the folder is then gone again.
    """
    write_home(home, chosen)
    try:
        with prepared(home, migrate=True):
            enter(founder)
    except BaseException:
        shutil.rmtree(home, ignore_errors=True)  # it was empty before: write_home saw to that
        raise


def enter(founder: Founder) -> None:
    """Write the bureau and its administrator; raises Refused with each fault in both languages.

    A message is translated when it is made, so a founding that fails is tried once in each language; nothing remains
    of either try.
    """
    from django.core.exceptions import ValidationError  # noqa: PLC0415  Django is ready only now
    from django.utils import translation  # noqa: PLC0415

    said = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            try:
                write(founder)
            except ValidationError as fault:
                fields = fault.message_dict if hasattr(fault, "error_dict") else {"password": fault.messages}
                said.append([f"{name}: {text}" for name, texts in fields.items() for text in texts])
            else:
                return
    raise Refused(*[Words(zh, en) for zh, en in zip(*said, strict=True)])


def write(founder: Founder) -> None:
    """One transaction: the bureau, its house, the person, what he does, his account."""
    from django.contrib.auth.password_validation import validate_password  # noqa: PLC0415  Django is ready only now
    from django.db import transaction  # noqa: PLC0415

    from kechuang.clock import SystemClock  # noqa: PLC0415
    from kechuang.directory import services  # noqa: PLC0415
    from kechuang.directory.credit_code import normalised  # noqa: PLC0415
    from kechuang.directory.models import Organisation  # noqa: PLC0415
    from kechuang.directory.roles import Role  # noqa: PLC0415

    now = SystemClock().now()
    with transaction.atomic():
        validate_password(founder.password)
        bureau = services.register_organisation(
            name=founder.bureau,
            name_en=founder.bureau_en,
            kind=Organisation.Kind.BUREAU,
            credit_code=normalised(founder.credit_code),
        )
        services.found_installation(bureau=bureau, now=now)
        person = services.register_person(name=founder.name)
        services.appoint(person=person, organisation=bureau, role=Role.SYSTEM_ADMINISTRATOR, since=now.date())
        services.open_account(person=person, login=founder.login, password=founder.password, now=now)
