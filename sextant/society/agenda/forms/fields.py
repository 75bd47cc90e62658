"""Fields that the forms of the agenda share."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _

from sextant.society.agenda.models import Guideline
from sextant.society.members.models import Person


class DayInput(forms.DateInput):
    """The browser's own calendar; dates go as ISO 8601."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PersonField(forms.CharField):
    """A person by e-mail address, by number, or by the full name where only one bears it."""

    def prepare_value(self, value: Any) -> Any:
        return (value.email or value.pk) if isinstance(value, Person) else value

    def clean(self, value: Any) -> Any:
        text = (super().clean(value) or "").strip()
        if not text:
            return None
        known = Person.objects.filter(merged_into=None, erased_at=None)
        if "@" in text:
            found = list(known.filter(email__iexact=text)[:2])
        elif text.isdecimal() and len(text) < 19:
            found = list(known.filter(pk=int(text)))
        else:
            family, _space, rest = text.partition(" ")
            found = [person for person in known.filter(family_name=family)[:50] if person.full_name.startswith(f"{family} {rest}".strip())]
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(_("Several people bear this name. Give the e-mail address or the number of the person."))
        raise ValidationError(_("Nobody was found. Give the e-mail address or the number of a person in the members' register."))


class _ByDirection(ModelChoiceIterator):
    """Guidelines in groups, one a direction."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        groups: dict[str, list[Any]] = {}
        for guideline in self.queryset:
            groups.setdefault(str(guideline.direction), []).append(self.choice(guideline))
        yield from groups.items()


class GuidelineField(forms.ModelChoiceField):
    """One guideline of the current agenda."""

    iterator = _ByDirection

    def __init__(self, **kwargs: Any) -> None:
        rows = Guideline.objects.filter(direction__agenda__is_current=True).select_related("direction")
        super().__init__(queryset=rows, **kwargs)


class GuidelinesField(forms.ModelMultipleChoiceField):
    """Several guidelines of the current agenda."""

    iterator = _ByDirection

    def __init__(self, **kwargs: Any) -> None:
        rows = Guideline.objects.filter(direction__agenda__is_current=True).select_related("direction")
        super().__init__(queryset=rows, widget=forms.CheckboxSelectMultiple, **kwargs)
