"""Where a text still stands anywhere in the database: the proof, and the honesty, of an erasure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

TEXTS = (models.CharField, models.TextField, models.JSONField)


@dataclass(frozen=True)
class Trace:
    """A row and a column in which one of the texts was found."""

    model: type[models.Model]
    column: str
    key: object

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.column} {self.key}"


def spellings(text: str) -> set[str]:
    """The text as it may be stored: as it is, in small letters, and as JSON writes other letters than Latin ones."""
    plain = {text, text.lower()}
    return plain | {each.encode("ascii", "backslashreplace").decode().replace("\\x", "\\u00") for each in plain}


def traces_of(texts: Iterable[str], *, leave_out: frozenset[str] = frozenset(), most: int | None = 100) -> Iterator[Trace]:
    """Every text column of every table in which one of the texts occurs, in at most so many rows of a table; `leave_out` names models by their labels."""
    asked = {spelling for text in texts if text for spelling in spellings(text)}
    for model in apps.get_models(include_auto_created=True) if asked else ():
        if model._meta.label not in leave_out and model._meta.managed and not model._meta.proxy:
            yield from _traces_in(model, asked, most)


def _traces_in(model: type[models.Model], asked: set[str], most: int | None) -> Iterator[Trace]:
    """One query a table, for there are some thousand columns of text; which of its columns it was is seen in the rows found."""
    columns = [column.name for column in model._meta.concrete_fields if isinstance(column, TEXTS) and not column.is_relation]
    if not columns:
        return
    rows = model._base_manager.annotate(**{f"_{name}_as_text": Cast(name, models.TextField()) for name in columns})
    condition = Q()
    for name, text in product(columns, asked):
        condition |= Q(**{f"_{name}_as_text__contains": text})
    small = {text.lower() for text in asked}  # SQLite compares without regard to capitals
    for key, *values in rows.filter(condition).values_list("pk", *(f"_{name}_as_text" for name in columns))[:most]:
        for name, value in zip(columns, values, strict=True):
            if value and any(text in value.lower() for text in small):
                yield Trace(model, name, key)
