"""Answering with a paper's PDF. Who may have it is asked by the rooms above."""

from datetime import datetime

from django.http import FileResponse

from kechuang.documents.models import Paper
from kechuang.documents.services import rendered
from kechuang.files import blobs
from kechuang.files.pages import answer


def send(paper: Paper, *, now: datetime) -> FileResponse:
    """The paper as a download, named by its number and title."""
    made = rendered(paper=paper, now=now)
    return answer(
        blobs.opened(made.sha256),
        name=f"{paper.number} {paper.title}.pdf".replace("/", "／"),
        media_type="application/pdf",
        size=made.size,
    )
