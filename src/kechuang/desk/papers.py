"""Papers and files at the desk: who may read them, and their downloads."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from kechuang.cases.kinds import room_of_chain
from kechuang.cases.models import Case
from kechuang.cases.visible import visible_cases
from kechuang.directory.models import Appointment
from kechuang.directory.roles import Role
from kechuang.documents import pages as papers
from kechuang.documents.models import Paper
from kechuang.files import pages as files
from kechuang.files.models import Attachment
from kechuang.ui.visit import visit


def reads_whole(viewer: Appointment | None, chain: str) -> bool:
    """Whether the viewer may read all of the case that a chain belongs to; an expert never does (contract 9)."""
    if viewer is None or viewer.role == Role.EXPERT:
        return False
    kind, _slash, public_id = chain.partition("/")
    if kind == Case.kind:
        return visible_cases(viewer).filter(public_id=public_id).exists()
    room = room_of_chain(chain)
    stay = room.model.objects.filter(public_id=public_id).first() if room else None
    return stay is not None and visible_cases(viewer).filter(pk=stay.case_id).exists()


@login_required
@require_safe
def paper(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The PDF of a paper, for whoever may read the whole case; the same answer for hidden and absent."""
    came = visit(request)
    found = get_object_or_404(Paper, public_id=public_id)
    if not reads_whole(came.appointment, found.subject):
        raise Http404
    return papers.send(found, now=came.now)


@login_required
@require_safe
def attachment(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """An attached file, for whoever may read the whole case."""
    found = get_object_or_404(Attachment, public_id=public_id)
    if not reads_whole(visit(request).appointment, found.owner):
        raise Http404
    return files.send(found)
