"""Counts that a library reports, and the voting page it opens."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.ui.choices import ManyRowsField
from sextant.society.members.forms.memberships import DAY
from sextant.society.members.models import Organisation
from sextant.work.reading import states
from sextant.work.reading.actions.votes import MOST_BOOKS
from sextant.work.reading.models import Book, Season
from sextant.work.reading.models.votes import STARS, Band
from sextant.work.reading.queries.votes import libraries_of

STAR_LABELS = {
    "five": _("Readers who gave five stars"),
    "four": _("Readers who gave four stars"),
    "three": _("Readers who gave three stars"),
    "two": _("Readers who gave two stars"),
    "one": _("Readers who gave one star"),
}
THUMB_LABELS = {"five": _("Readers who liked it"), "one": _("Readers who did not like it")}


class BallotForm(forms.Form):
    """Numbers of readers, and no names."""

    library = forms.ModelChoiceField(label=_("Library"), queryset=Organisation.objects.none(), empty_label=None)
    band = forms.ChoiceField(label=_("Age of the readers"), choices=Band.choices)
    day = forms.DateField(label=_("Day of the vote"), widget=DAY)

    def __init__(self, *args: Any, keys: set[int], season: Season, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"day": timezone.localdate()}, **kwargs})
        self.fields["library"].queryset = libraries_of(keys)  # type: ignore[attr-defined]
        self.asked = THUMB_LABELS if season.scale == Season.Scale.THUMBS else STAR_LABELS
        for name, label in self.asked.items():
            self.fields[name] = forms.IntegerField(label=label, min_value=0, max_value=2000, required=False, initial=0)
        self.needed_sometimes = tuple(self.asked)

    def counts(self) -> dict[str, int]:
        return {name: self.cleaned_data.get(name) or 0 for name in STARS if name in self.asked}


class SessionForm(forms.Form):
    """A voting page for one lesson or one day."""

    library = forms.ModelChoiceField(label=_("Library"), queryset=Organisation.objects.none(), empty_label=None)
    band = forms.ChoiceField(label=_("Age of the readers"), choices=Band.choices)
    most = forms.IntegerField(
        label=_("Readers in the room"), min_value=1, max_value=200, help_text=_("On each book no more votes than this are counted.")
    )
    hours = forms.IntegerField(label=_("Hours until it closes by itself"), min_value=1, max_value=8, initial=2)
    books = ManyRowsField(label=pgettext_lazy("of a vote", "Books"), queryset=Book.objects.none(), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, keys: set[int], season: Season, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["library"].queryset = libraries_of(keys)  # type: ignore[attr-defined]
        self.fields["books"].queryset = season.books.filter(state=states.ACCEPTED)  # type: ignore[attr-defined]
        self.fields["books"].help_text = _("One to %(most)s.") % {"most": MOST_BOOKS}


class CodeForm(forms.Form):
    """The code that the librarian has told."""

    code = forms.CharField(
        label=_("Code of the voting page"), max_length=24, widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off"})
    )
