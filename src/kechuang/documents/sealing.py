"""What the digest of a paper is taken over, so that anybody can compute it again."""

from kechuang.decide.canonical import digest
from kechuang.documents.models import Paper
from kechuang.trail.form import instant

VERSION = 1


def digest_of(paper: Paper) -> str:
    """SHA-256, in hex, over the RFC 8785 form of all that the paper says."""
    return digest(
        {
            "v": VERSION,
            "number": paper.number,
            "kind": paper.kind,
            "title": paper.title,
            "subject": paper.subject,
            "issuer": paper.issuer,
            "issued_at": instant(paper.issued_at),
            "words": paper.words,
        }
    )
