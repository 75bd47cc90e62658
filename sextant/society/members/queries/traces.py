"""Where a text still stands anywhere in the database: the proof, and the honesty, of an erasure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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


def traces_of(texts: Iterable[str], *, leave_out: frozenset[str] = frozenset()) -> Iterator[Trace]:
    """Every text column of every table in which one of the texts occurs; `leave_out` names models by their labels."""
    asked = {spelling for text in texts if text for spelling in spellings(text)}
    if not asked:
        return
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label in leave_out or not model._meta.managed or model._meta.proxy:
            continue
        for column in model._meta.concrete_fields:
            if isinstance(column, TEXTS) and not column.is_relation:
                rows = model._base_manager.annotate(_as_text=Cast(column.name, models.TextField()))
                condition = Q()
                for text in asked:
                    condition |= Q(_as_text__contains=text)
                for key in rows.filter(condition).values_list("pk", flat=True)[:100]:
                    yield Trace(model, column.name, key)
