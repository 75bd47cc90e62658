"""Bilingual content: one idea, two columns, and an attribute that answers in the reader's language."""

from typing import Any

from django.db import models
from django.utils.translation import get_language

LANGUAGES = ("ru", "en")


def in_language(values: dict[str, str], language: str | None = None) -> str:
    """The text in the language asked for (the active one by default), else in the other; never None."""
    first = (language or get_language() or "ru")[:2]
    order = (first, *(code for code in LANGUAGES if code != first))
    return next((values[code] for code in order if values.get(code)), "")


class _BilingualAttribute:
    """Reads `title_ru` or `title_en` as `title`; a missing language falls back to the other."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: models.Model | None, owner: type[models.Model] | None = None) -> Any:
        if instance is None:
            return self
        return in_language({code: getattr(instance, f"{self.name}_{code}") for code in LANGUAGES})


class Bilingual:
    """Declares `name_ru` and `name_en` columns and the read-only attribute `name`.

    `Bilingual(max_length=200)` makes two CharFields, `Bilingual()` two TextFields. Both may be blank in a
    draft; what must be complete says so in its action.
    """

    def __init__(self, max_length: int | None = None, *, verbose_name: Any = None) -> None:
        self.max_length = max_length
        self.verbose_name = verbose_name

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        for code in LANGUAGES:
            field: models.Field[Any, Any]
            if self.max_length:
                field = models.CharField(max_length=self.max_length, blank=True, default="")
            else:
                field = models.TextField(blank=True, default="")
            field.contribute_to_class(model, f"{name}_{code}")
        setattr(model, name, _BilingualAttribute(name))

    def __get__(self, instance: models.Model | None, owner: Any = None) -> str:
        raise AttributeError("replaced when the model class is made")
