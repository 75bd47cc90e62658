"""Suggestions: filtered, decided, and looked for in a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.society.concepts import states
from sextant.society.concepts.forms.fields import ConceptField
from sextant.society.concepts.models import Concept, Label, Suggestion, TextFile


class SuggestionFilter(forms.Form):
    """Which suggestions are shown."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100, widget=forms.SearchInput)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *Suggestion.STATES])
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[("", _("both")), *Label.Language.choices])

    def wish(self) -> tuple[str, str, str]:
        """State, language and words; at first those that wait."""
        if not self.is_bound or not self.is_valid():
            return states.SUGGESTED, "", ""
        return self.cleaned_data["state"], self.cleaned_data["language"], self.cleaned_data["q"]


class SynonymForm(forms.Form):
    """The concept that the term means."""

    concept = ConceptField(label=_("Synonym of"))


class NewConceptForm(forms.Form):
    """The concept that the term becomes."""

    broader = ConceptField(label=_("Under"))
    label_ru = forms.CharField(label=_("Name (Russian)"), max_length=200)
    label_en = forms.CharField(label=_("Name (English)"), max_length=200)


class RefuseForm(forms.Form):
    """Why the term is no concept."""

    why = forms.CharField(label=_("Why not"), max_length=300, required=False)


def forms_for(suggestion: Suggestion, near: list[Concept], **bound: forms.Form) -> dict[str, Any]:
    """The three ways to decide, filled in as far as it can be guessed; a form that was sent takes the place of its own."""
    nearest = near[0] if near else None
    named = {f"label_{suggestion.language}": suggestion.term}
    return {
        "synonym": SynonymForm(initial={"concept": nearest}, prefix="synonym"),
        "new": NewConceptForm(initial={"broader": nearest, **named}, prefix="new"),
        "refuse": RefuseForm(prefix="refuse"),
        **bound,
    }


class TextFileForm(forms.Form):
    """A file in which terms are looked for."""

    file = forms.FileField(label=_("File"), help_text=_("Plain text or CSV in UTF-8, up to 10 MB."))
    kind = forms.ChoiceField(label=_("What is in it"), choices=TextFile.Kind.choices)
    least = forms.IntegerField(
        label=_("A term occurs at least"), min_value=1, max_value=1000, initial=5, help_text=_("times; rarer ones are left out.")
    )
