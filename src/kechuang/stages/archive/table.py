"""How an archive moves: the case is packed and filed."""

from django.utils.translation import gettext_lazy as _

from kechuang.cases.engine import reflect
from kechuang.cases.permissions import DIVISION, ENGINE
from kechuang.directory.roles import Role
from kechuang.door.table import NOT_YET, State, Table, Transition
from kechuang.stages.archive import effects
from kechuang.stages.archive.models import Archive
from kechuang.stages.archive.payloads import Filing

TO_BE_FILED = _("To be filed")

ARCHIVES = Table(
    kind="archive",
    model=Archive,
    states=(
        State("collecting", TO_BE_FILED, TO_BE_FILED, Role.DIVISION_OFFICER),
        State("filed", _("Filed"), _("Filed")),
    ),
    transitions=(
        Transition(
            "enter", (NOT_YET,), "collecting", ENGINE, _("Come to the archive"), TO_BE_FILED, effect=effects.enter
        ),
        Transition(
            "file",
            ("collecting",),
            "filed",
            DIVISION,
            _("Pack and file the case"),
            _("Case packed and filed"),
            Filing,
            effect=effects.file,
            page="stage_archive:file",
        ),
    ),
    after=reflect,
)
