"""A sheet before one reader: what he may do with it, what stands around it, how far it is."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from kechuang.directory.models import Appointment
from kechuang.forms.answers import Answers, Checked, with_more
from kechuang.forms.blind import Flag, flags, names_in
from kechuang.forms.models import Sheet
from kechuang.forms.owners import Access, Frame, owner_of
from kechuang.forms.problems import said
from kechuang.forms.queries import judged, with_files
from kechuang.ui.visit import visit


@dataclass
class Seat:
    """A reader's seat before a sheet."""

    request: HttpRequest
    sheet: Sheet
    access: Access

    @cached_property
    def frame(self) -> Frame:
        """What stands around it."""
        return owner_of(self.sheet).frame(self.request, self.sheet)

    @cached_property
    def answers(self) -> Answers:
        """What was typed, with the files."""
        return with_files(self.sheet)

    @cached_property
    def result(self) -> Checked:
        """How far it is, by the form's rules and the room's."""
        result = judged(self.sheet, within=self.frame.within)
        return with_more(result, self.sheet.form, owner_of(self.sheet).more(self.sheet, result))

    @cached_property
    def flags(self) -> list[Flag]:
        """Names that stand where a blind reader would see them."""
        form = self.sheet.form
        return flags(form, self.answers, [*self.frame.names, *names_in(form, self.answers)])

    @cached_property
    def listing(self) -> list[dict[str, Any]]:
        """What is missing or wrong, under the names of the sections; a table's empty cells make one entry."""
        form = self.sheet.form
        found: dict[str, dict[str, Any]] = {}
        for one in self.result.problems:
            section = form.section_of[one.field]
            held = found.setdefault(section.id, {"section": section.id, "name": said(section.name), "entries": {}})
            inside = one.missing and "." in one.place
            entry = {
                "at": f"q-{one.field}" if inside or "." not in one.place else f"f-{one.place.replace('.', '-')}",
                "words": said(form.fields[one.field].label) if inside else one.name,
                "remedy": "" if one.missing else one.remedy,
            }
            held["entries"].setdefault((one.field if inside else one.place, one.code if not one.missing else ""), entry)
        return [held | {"entries": list(held["entries"].values())} for held in found.values()]

    @property
    def by(self) -> Appointment:
        """Who is at the page. Raises Http404 for nobody."""
        appointment = visit(self.request).appointment
        if appointment is None:
            raise Http404
        return appointment

    def fresh(self, sheet: Sheet) -> "Seat":
        """The same reader before the sheet as it stands now."""
        return Seat(self.request, sheet, self.access)

    def told(self) -> dict[str, Any]:
        """How far it is, for the page's script."""
        form = self.sheet.form
        return {
            "revision": self.sheet.revision,
            "at": f"{timezone.localtime(self.sheet.saved_at):%H:%M:%S}" if self.sheet.saved_at else "",
            "sections": {name: state.value for name, state in self.result.sections.items()},
            "problems": [
                {
                    "place": one.place,
                    "field": one.field,
                    "section": form.section_of[one.field].id,
                    "name": one.name,
                    "remedy": one.remedy,
                    "missing": one.missing,
                }
                for one in self.result.problems
            ],
            "listing": self.listing,
            "flags": [
                {
                    "field": one.field,
                    "section": form.section_of[one.field].id,
                    "label": said(one.label),
                    "name": one.name,
                }
                for one in self.flags
            ],
        }


def seat_at(request: HttpRequest, public_id: str, *, to_edit: bool = False) -> Seat:
    """The seat of whoever asks. Raises Http404, the same for what is hidden and what is not there."""
    sheet = Sheet.objects.select_related("version", "saved_by__person").filter(public_id=public_id).first()
    if sheet is None:
        raise Http404
    access = owner_of(sheet).access(request, sheet)
    if not (access.edit if to_edit else access.read):
        raise Http404
    return Seat(request, sheet, access)


def address(sheet: Sheet, page: str = "edit") -> str:
    """The address of a page of a sheet."""
    return reverse(f"forms:{page}", args=[sheet.public_id])
