"""What the words of papers consist of: everything is text in the order in which it is printed."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20000)]
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20000)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class Words(BaseModel):
    """A piece of a paper: nothing unknown, nothing changed after it was made."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Fact(Words):
    """A label and what it says."""

    label: Short
    value: Text


class Column(Words):
    """A column of a table; `width` is its share of the page."""

    label: Short
    width: int = Field(default=1, ge=1, le=20)
    align: Literal["left", "center", "right"] = "left"


class Table(Words):
    """A table; every row has a cell for every column, and so has the total where there is one."""

    caption: Text = ""
    columns: tuple[Column, ...] = Field(min_length=1, max_length=12)
    rows: tuple[tuple[Text, ...], ...] = ()
    total: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def rows_fill_the_columns(self) -> Self:
        """Refuse a row that is too short or too long."""
        for row in (*self.rows, *([self.total] if self.total else [])):
            if len(row) != len(self.columns):
                raise ValueError(f"a row has {len(row)} cells, the table {len(self.columns)} columns")
        return self


class Part(Words):
    """A section: a heading, paragraphs, facts, tables."""

    heading: Text = ""
    paragraphs: tuple[Said, ...] = ()
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()


class Letter(Words):
    """An official letter (公文)."""

    to: Text = ""
    paragraphs: tuple[Said, ...] = Field(min_length=1)
    parts: tuple[Part, ...] = ()
    enclosures: tuple[Short, ...] = ()
    contact: Text = ""


class Receipt(Words):
    """A receipt (回执)."""

    paragraphs: tuple[Said, ...] = Field(min_length=1)
    facts: tuple[Fact, ...] = ()
    notes: tuple[Said, ...] = ()


class Signature(Words):
    """Who signs a bound paper, and the lines that are left to be filled in by hand."""

    party: Short
    name: Text = ""
    lines: tuple[Short, ...] = ()


class Book(Words):
    """A bound paper with a cover: a task agreement (任务书), a whole application (申报书)."""

    facts: tuple[Fact, ...] = Field(min_length=1)
    parts: tuple[Part, ...] = ()
    signatures: tuple[Signature, ...] = ()


class Certificate(Words):
    """A certificate (证书), and what it rests on."""

    paragraphs: tuple[Said, ...] = Field(min_length=1)
    facts: tuple[Fact, ...] = ()
    parts: tuple[Part, ...] = ()
