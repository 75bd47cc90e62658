"""A document begun, its head, a clause of a draft, and what lists are narrowed to."""

from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.accounts.models import User
from sextant.society.documents.clauses import WORDS
from sextant.society.documents.kinds import kinds
from sextant.society.documents.models import Clause, Document, Version
from sextant.society.members.models import Person

AREA = forms.Textarea(attrs={"rows": 3})
LONG = forms.Textarea(attrs={"rows": 10})
MOST_TEXT = 50_000


class PeopleField(forms.CharField):
    """People by their e-mail addresses, one a line: persons of the register, or log-ins with `users`."""

    widget = AREA

    def __init__(self, *, users: bool = False, **kwargs: Any) -> None:
        self.users = users
        super().__init__(**{"max_length": 60_000, **kwargs})

    def clean(self, value: Any) -> Any:
        found: dict[int, Any] = {}
        missing = []
        for address in dict.fromkeys((super().clean(value) or "").replace(",", "\n").replace(";", "\n").split()):
            rows: Any = User.objects.filter(email__iexact=address, is_active=True) if self.users else _people(address)
            one = rows.first()
            if one is None:
                missing.append(address)
            else:
                found[one.pk] = one
        if missing:
            raise forms.ValidationError(say("Nobody with this address is known here: %(addresses)s.") % {"addresses": ", ".join(missing[:10])})
        return list(found.values())


def _people(address: str) -> Any:
    return Person.objects.filter(email__iexact=address, merged_into=None, erased_at=None)


class DocumentFilter(forms.Form):
    """Which documents are wanted."""

    q = forms.CharField(label=_("Words of the title"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind of document"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", pgettext_lazy("document", "any state")), *Document.STATES])
    year = forms.IntegerField(label=_("Year of publication"), required=False, min_value=1900, max_value=2200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", pgettext_lazy("document", "any kind")), *((kind.code, kind.name) for kind in kinds())]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}


class HeadForm(forms.Form):
    """Title, summary and note of a draft. `revision` is the one that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title_ru = forms.CharField(label=pgettext_lazy("document", "Title in Russian"), max_length=300, required=False)
    title_en = forms.CharField(label=pgettext_lazy("document", "Title in English"), max_length=300, required=False)
    summary_ru = forms.CharField(label=_("In short, in Russian"), max_length=2000, required=False, widget=AREA)
    summary_en = forms.CharField(label=_("In short, in English"), max_length=2000, required=False, widget=AREA)
    note_ru = forms.CharField(label=_("What this version changes, in Russian"), max_length=500, required=False)
    note_en = forms.CharField(label=_("What this version changes, in English"), max_length=500, required=False)

    def __init__(self, *args: Any, version: Version | None = None, **kwargs: Any) -> None:
        names = list(HeadForm.base_fields)
        kwargs.setdefault("initial", {name: getattr(version, name) for name in names} if version else {})
        super().__init__(*args, **kwargs)

    def words(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


class NewDocumentForm(forms.Form):
    """What a document begins with; clauses are written on the next page."""

    kind = forms.ChoiceField(label=_("Kind of document"))
    title_ru = forms.CharField(label=pgettext_lazy("document", "Title in Russian"), max_length=300, required=False)
    title_en = forms.CharField(label=pgettext_lazy("document", "Title in English"), max_length=300, required=False)
    summary_ru = forms.CharField(label=_("In short, in Russian"), max_length=2000, required=False, widget=AREA)
    summary_en = forms.CharField(label=_("In short, in English"), max_length=2000, required=False, widget=AREA)
    needed_sometimes = ("title_ru", "title_en")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind.code, kind.name) for kind in kinds() if kind.may_draft(user)]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("kind", choices[0][0] if choices else "")


class ClauseForm(forms.Form):
    """Heading and text of a clause in both languages. `revision` is the one that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    part_of = forms.ModelChoiceField(
        label=_("Chapter"), queryset=Clause.objects.none(), required=False, empty_label=_("none: it is a chapter, or stands alone")
    )
    own_number = forms.CharField(label=_("Number of its own"), max_length=20, required=False, help_text=_("Empty: it is counted."))
    heading_ru = forms.CharField(label=_("Heading in Russian"), max_length=300, required=False)
    heading_en = forms.CharField(label=_("Heading in English"), max_length=300, required=False)
    text_ru = forms.CharField(label=_("Text in Russian"), max_length=MOST_TEXT, required=False, widget=LONG)
    text_en = forms.CharField(label=_("Text in English"), max_length=MOST_TEXT, required=False, widget=LONG)

    def __init__(self, *args: Any, version: Version, clause: Clause | None = None, **kwargs: Any) -> None:
        if clause is not None:
            kwargs["initial"] = {name: getattr(clause, name) for name in ("revision", "own_number", *WORDS)} | {"part_of": clause.part_of_id}
        super().__init__(*args, **kwargs)
        chapters = version.clauses.filter(part_of=None)
        field: Any = self.fields["part_of"]
        field.queryset = chapters.exclude(pk=clause.pk) if clause else chapters

    def words(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


class EditorsForm(forms.Form):
    """Who edits beside those whom the kind names."""

    editors = PeopleField(
        users=True, required=False, label=_("E-mail addresses of editors"), help_text=_("One a line; addresses with which they log in.")
    )
