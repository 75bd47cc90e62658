"""Questions to the list of titles: the cells of a profile are such questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.work.acquisitions.sorting import BANDS, READERS, section_name

NONE = "none"
"""Stands in an address for “not told”, since an empty value asks for nothing."""
STANDS = (
    ("", _("all titles")),
    ("held", _("those that have a copy")),
    ("dated", _("those whose year is known")),
    ("old", _("older than the norm of the library")),
    ("recent", _("recent editions")),
    ("fresh", _("added in the last year")),
    ("awarded", _("on a list of awards or recommendations")),
    ("lent", _("borrowed in the last year")),
    ("idle", _("unused stock")),
)
INSIDE = ("lent", "idle")
"""What tells of loans: for the library and the section."""


class TitlesForm(forms.Form):
    """What the list is narrowed to."""

    q = forms.CharField(label=_("Title, author or ISBN"), required=False, max_length=100)
    readers = forms.ChoiceField(label=_("Readers"), required=False)
    suits = forms.ChoiceField(label=_("Suits the ages"), required=False)
    language = forms.CharField(label=_("Language"), required=False, max_length=10)
    section = forms.CharField(label=_("Class"), required=False, max_length=40)
    stand = forms.ChoiceField(label=_("Which of them"), choices=STANDS, required=False)
    since = forms.IntegerField(label=_("Came out from"), required=False, min_value=1000, max_value=2200)
    until = forms.IntegerField(label=_("Came out until"), required=False, min_value=1000, max_value=2200)
    topic = forms.CharField(label=_("Topic"), required=False, max_length=60)
    award = forms.CharField(label=_("List"), required=False, max_length=60)
    place = forms.CharField(label=_("Place"), required=False, max_length=80)

    def __init__(self, data: Any, *, sections: list[str], languages: list[tuple[str, str]], places: list[str], insider: bool) -> None:
        super().__init__(data or None)
        self._choose("readers", [("", _("all readers")), *READERS.items()])
        self._choose("suits", [("", _("any ages")), *((band, READERS[band]) for band in BANDS)])
        self._choose("section", [("", _("all classes")), *((code or NONE, section_name(code)) for code in sections)])
        self._choose("language", [("", _("all languages")), *((code or NONE, name) for code, name in languages)])
        self._choose("place", [("", _("all places")), *((code or NONE, code or _("place not told")) for code in places)])
        if not insider:
            stand: Any = self.fields["stand"]
            stand.choices = [(code, words) for code, words in STANDS if code not in INSIDE]
        for name in ("topic", "award"):
            if not (data and data.get(name)):
                self.fields[name].widget = forms.HiddenInput()

    def _choose(self, name: str, choices: list[Any]) -> None:
        given = self.data.get(name) if self.data else ""
        if given and given not in {code for code, _words in choices} and name not in ("readers", "suits"):
            choices.append((given, given))
        self.fields[name] = forms.ChoiceField(label=self.fields[name].label, choices=choices, required=False)

    def asked(self) -> dict[str, Any]:
        """What is asked for, with `none` as the empty word; nothing where the question makes no sense."""
        given = self.cleaned_data if self.is_valid() else {}
        return {name: ("" if value == NONE else value) for name, value in given.items() if value not in ("", None)}
