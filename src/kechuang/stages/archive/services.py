"""The verbs of the archive: make the package, file the case."""

import tempfile
from datetime import date, datetime
from typing import IO, cast

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kechuang import __version__
from kechuang.cases.engine import parameters
from kechuang.directory.models import Appointment
from kechuang.directory.queries import installation
from kechuang.documents.queries import of
from kechuang.documents.services import rendered
from kechuang.door.perform import Result, perform
from kechuang.door.refusal import Refusal
from kechuang.door.table import Actor
from kechuang.files import blobs
from kechuang.stages.archive import bag
from kechuang.stages.archive.contents import fingerprint, items_of
from kechuang.stages.archive.kind import YEARS, ArchiveParameters
from kechuang.stages.archive.models import Archive, Package

IN_MEMORY = 16 << 20
"""A package up to this size is put together in memory."""


def rule_of(archive: Archive) -> ArchiveParameters:
    """The parameters of this archive."""
    return cast("ArchiveParameters", parameters(archive))


def kept_until(archive: Archive, filed: date) -> date | None:
    """The last day that it has to be kept: counted from the end of the year of filing; none where for ever."""
    years = YEARS[rule_of(archive).retention]
    return date(filed.year + years, 12, 31) if years else None


def make_package(*, archive: Archive, by: Appointment, now: datetime) -> Package:
    """Put the package together, outside of any transaction. Raises Refusal naming a file that is lost or altered."""
    case = archive.case
    chains = [case.chain, case.stay_chain, *case.outcomes.values_list("stay_chain", flat=True)]
    for paper in of(chains):
        rendered(paper=paper, now=now)
    items = items_of(case)
    house = installation()
    info = [
        ("Source-Organization", house.bureau.name if house else ""),
        ("External-Identifier", case.number or case.public_id),
        ("External-Description", case.title),
        ("Bagging-Date", f"{now.date()}"),
        ("Retention", rule_of(archive).retention),
        ("Bag-Software-Agent", f"Kechuang {__version__}"),
    ]
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as whole:
        try:
            bag.write(
                cast("IO[bytes]", whole),
                root_of(archive),
                [one.payload for one in items],
                info,
            )
        except (FileNotFoundError, bag.TornError) as lost:
            sentence = str(_("A file is lost or altered: {file}. Restore it from the backup, then file again."))
            raise Refusal("file_lost", format_lazy(sentence, file=str(lost))) from lost
        size = whole.seek(0, 2)
        sha256 = blobs.keep(whole)
    return Package.objects.create(
        archive=archive, sha256=sha256, size=size, files=len(items), fingerprint=fingerprint(items), by=by, at=now
    )


def root_of(archive: Archive) -> str:
    """The one folder of the package, and its name as a file."""
    return archive.case.number or archive.case.public_id


def file_case(*, archive: Archive, actor: Actor, now: datetime, key: str = "") -> Result:
    """Make the package and file the case with it. Raises Refusal."""
    if actor.appointment is None:
        raise Refusal("not_yours", _("A person in an appointment does this."))
    package = make_package(archive=archive, by=actor.appointment, now=now)
    return perform(archive, "file", actor, {"package": package.public_id}, now=now, key=key)
