"""What the door answers when it stays shut."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise

Sentence = str | Promise
"""Words in the reader's language, made when they are shown."""


class Refusal(Exception):  # noqa: N818  it is an answer, not a failure
    """Nothing was changed. `code` is stable; `sentence` says the remedy; `fields` says it per field of the payload."""

    def __init__(self, code: str, sentence: Sentence, fields: Mapping[str, Sequence[Sentence]] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
        self.fields: dict[str, list[Sentence]] = {name: list(said) for name, said in (fields or {}).items()}

    def __str__(self) -> str:
        named = "".join(f" {name}: {' '.join(map(str, said))}" for name, said in self.fields.items())
        return f"{self.code}: {self.sentence}{named}"
