"""Concepts in forms: chosen by typing, in either language."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.society.concepts.models import Concept
from sextant.society.concepts.queries.finding import choices, found


class ConceptInput(forms.TextInput):
    """A line with the concepts' labels to choose from as one types."""

    template_name = "concepts/concept_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"concepts-of-{name}"
        context["widget"]["attrs"]["autocomplete"] = "off"
        context["labels"] = [label for _code, label in choices()]
        return context


def _one(text: str) -> Concept:
    concepts = found(text)
    if len(concepts) == 1:
        return concepts[0]
    if concepts:
        codes = ", ".join(f"{one} ({one.code})" for one in concepts)
        raise ValidationError(
            _("“%(text)s” may mean several concepts: %(codes)s. Give the code of the one that is meant.") % {"text": text, "codes": codes}
        )
    raise ValidationError(_("“%(text)s” is not a concept of the thesaurus. Choose one from the list that opens as you type.") % {"text": text})


class ConceptField(forms.CharField):
    """One concept by its code or by any of its labels, in Russian or English; cleaned to the concept or None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 200, "widget": ConceptInput, **options})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = Concept.objects.filter(pk=value).first()
        return str(value) if isinstance(value, Concept) else value

    def clean(self, value: Any) -> Any:
        text = (super().clean(value) or "").strip()
        return _one(text) if text else None


class ConceptsField(forms.CharField):
    """Several concepts, divided by semicolons, each by its code or by any of its labels; cleaned to a list without doubles."""

    def __init__(self, *, most: int = 10, **options: Any) -> None:
        self.most = most
        super().__init__(**{"max_length": 2000, **options})

    def prepare_value(self, value: Any) -> Any:
        return "; ".join(str(one) for one in value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        texts = [part.strip() for part in (super().clean(value) or "").split(";") if part.strip()]
        if len(texts) > self.most:
            raise ValidationError(_("At most %(most)s concepts.") % {"most": self.most})
        return list({one.pk: one for one in map(_one, texts)}.values())
