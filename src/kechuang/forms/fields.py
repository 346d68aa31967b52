"""The kinds of field. A form's file names the kind; each kind accepts its own settings and no other."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from kechuang.forms.parts import Code, Label, Name, Option, Part

LONGEST_TEXT, LONGEST_PROSE = 500, 50_000
MOST_FEN = 10**14
MOST_NUMBER = 10**9
MOST_ROWS = 200
TICKED = "yes"
"""The code that a declaration has once it is ticked."""


class When(Part):
    """The condition: the field is asked only where an earlier field, by its code, is one of these."""

    field: Name
    among: tuple[str, ...] = Field(alias="is", min_length=1)


class Asked(Part):
    """What all fields have."""

    id: Name
    label: Label
    help: Label | None = None
    required: bool = False
    bind: str = ""
    """Where the answer is kept as a typed column or table (contract 5); empty where it is kept here alone."""
    blind: Literal["shown", "hidden"] = "shown"
    """Whether whoever reads blind sees it."""
    when: When | None = None


class Text(Asked):
    """One line."""

    kind: Literal["text"]
    minimum: int = Field(default=0, ge=0)
    maximum: int = Field(default=200, ge=1, le=LONGEST_TEXT)
    shape: Literal["", "telephone", "email"] = ""


class Prose(Asked):
    """A long text with a live count; blanks and line ends do not count."""

    kind: Literal["prose"]
    minimum: int = Field(default=0, ge=0)
    maximum: int = Field(default=2000, ge=1, le=LONGEST_PROSE)


class Number(Asked):
    """A number with a unit, kept as a whole number of its last decimal place."""

    kind: Literal["number"]
    unit: Label | None = None
    places: int = Field(default=0, ge=0, le=6)
    minimum: int = Field(default=0, ge=-MOST_NUMBER)
    """In whole units, as `maximum`."""
    maximum: int = Field(default=MOST_NUMBER, le=MOST_NUMBER)
    total: bool = False
    """Whether a table sums this column up."""


class Money(Asked):
    """An amount: typed in 万元, kept in fen."""

    kind: Literal["money"]
    minimum: int = Field(default=0, ge=0)
    """In fen, as `maximum`."""
    maximum: int = Field(default=MOST_FEN, le=MOST_FEN)
    total: bool = False


class Day(Asked):
    """A date."""

    kind: Literal["date"]
    earliest: date | None = None
    latest: date | None = None
    after: Name | Literal[""] = ""
    """The field whose day must come before this one."""


class Choice(Asked):
    """One of a few, or several."""

    kind: Literal["choice"]
    option: tuple[Option, ...] = Field(min_length=1)
    many: bool = False


class FromList(Asked):
    """One code of a list of the catalogue, or several. The list's entries are written in when the form is read."""

    kind: Literal["code"]
    list: Code
    option: tuple[Option, ...] = ()
    many: bool = False


class SomePerson(Asked):
    """A person: by name, known to the directory or not."""

    kind: Literal["person"]
    known: bool = False
    """Whether only a person of the directory will do."""


class SomeOrganisation(Asked):
    """An organisation: by its full name or its credit code."""

    kind: Literal["organisation"]
    known: bool = True
    """Whether only an organisation of the directory will do."""


class Attachment(Asked):
    """Files, uploaded at once."""

    kind: Literal["file"]
    accept: tuple[Literal["pdf", "docx", "xlsx", "jpg", "png"], ...] = ("pdf",)
    most: int = Field(default=1, ge=1, le=20)
    megabytes: int = Field(default=20, ge=1, le=200)


class Declaration(Asked):
    """A sentence that is agreed to by a tick."""

    kind: Literal["declaration"]
    text: Label


class Computed(Part):
    """A column that nobody types: the sum or the product of others of its row."""

    kind: Literal["sum", "product"]
    id: Name
    label: Label
    help: Label | None = None
    of: tuple[Name, ...] = Field(min_length=2)
    total: bool = False
    blind: Literal["shown", "hidden"] = "shown"


class FixedRow(Part):
    """A row that is there from the beginning, with its own name."""

    id: Name
    label: Label


Column = Annotated[
    Text | Prose | Number | Money | Day | Choice | FromList | SomePerson | SomeOrganisation | Computed,
    Field(discriminator="kind"),
]


class Table(Asked):
    """Rows of columns; either as many as are written, or the fixed ones."""

    kind: Literal["table"]
    column: tuple[Column, ...] = Field(min_length=1)
    row: tuple[FixedRow, ...] = ()
    least: int = Field(default=0, ge=0, le=MOST_ROWS)
    most: int = Field(default=50, ge=1, le=MOST_ROWS)

    def one(self, name: str) -> Column:
        """The column with this id. Raises KeyError."""
        return {column.id: column for column in self.column}[name]


AnyField = Annotated[
    Text
    | Prose
    | Number
    | Money
    | Day
    | Choice
    | FromList
    | SomePerson
    | SomeOrganisation
    | Attachment
    | Declaration
    | Table,
    Field(discriminator="kind"),
]
