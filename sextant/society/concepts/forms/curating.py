"""A concept as its curator writes it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.lab.thesaurus.concepts import Labels
from sextant.society.concepts.actions.concepts import Wish
from sextant.society.concepts.forms.fields import ConceptField, ConceptsField
from sextant.society.concepts.models import Concept
from sextant.society.concepts.queries.whole import mark_of, stored_thesaurus

MOST_LABELS = 60


class LinesField(forms.CharField):
    """A list, one a line; cleaned to the lines without blanks, each at most 200 characters."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        super().__init__(**{"required": False, "max_length": 12_000, "widget": forms.Textarea(attrs={"rows": rows}), **options})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        lines = [" ".join(line.split()) for line in (super().clean(value) or "").splitlines() if line.strip()]
        if len(lines) > MOST_LABELS:
            raise forms.ValidationError(_("At most %(most)s lines.") % {"most": MOST_LABELS})
        for line in lines:
            if len(line) > 200:
                raise forms.ValidationError(_("“%(line)s…” has more than 200 characters. Shorten it.") % {"line": line[:40]})
        return lines


class ConceptForm(forms.Form):
    """Labels and definition in both languages, and where the concept stands."""

    needed_sometimes = ("broader",)

    label_ru = forms.CharField(label=_("Name (Russian)"), max_length=200)
    label_en = forms.CharField(label=_("Name (English)"), max_length=200)
    alt_ru = LinesField(label=_("Synonyms (Russian)"), help_text=_("One a line."))
    alt_en = LinesField(label=_("Synonyms (English)"), help_text=_("One a line."))
    hidden_ru = LinesField(
        label=_("Only for searching (Russian)"), rows=2, help_text=_("Misspellings and the like: texts are found by them, readers do not see them.")
    )
    hidden_en = LinesField(label=_("Only for searching (English)"), rows=2)
    definition_ru = forms.CharField(label=_("Definition (Russian)"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    definition_en = forms.CharField(label=_("Definition (English)"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    broader = ConceptsField(
        label=_("Broader"),
        required=False,
        help_text=_("Codes or names of what it stands under, divided by semicolons; empty only for the head of a facet."),
    )
    related = ConceptsField(label=_("Related"), required=False, most=30, help_text=_("Divided by semicolons."))
    is_top = forms.BooleanField(label=_("Heads a facet"), required=False)
    notation = forms.CharField(label=_("Notation"), required=False, max_length=40)
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    elsewhere = LinesField(label=_("The same concept elsewhere"), rows=2, help_text=_("Addresses, one a line."))

    def wish(self) -> Wish:
        """What was asked for; only of a form that is valid."""
        given = self.cleaned_data
        ru, en = (
            Labels(given[f"label_{side}"], tuple(given[f"alt_{side}"]), tuple(given[f"hidden_{side}"]), given[f"definition_{side}"])
            for side in ("ru", "en")
        )
        rest = {name: given[name] for name in ("broader", "related", "is_top", "notation")}
        return Wish(ru, en, matches=given["elsewhere"], **rest)


def first_values(concept: Concept) -> dict[str, Any]:
    """The form as the concept stands now."""
    texts: dict[str, list[str]] = {}
    for label in concept.labels.order_by("pk"):
        texts.setdefault(f"{label.kind}_{label.language}", []).append(label.text)
    plain = ("label_ru", "label_en", "definition_ru", "definition_en", "is_top", "notation")
    links = {"broader": list(concept.broader.all()), "related": list(concept.related.all())}
    mark = mark_of(stored_thesaurus().by_id[concept.code])
    return {**{name: getattr(concept, name) for name in plain}, **texts, **links, "elsewhere": concept.matches, "seen": mark}


class WithdrawForm(forms.Form):
    """What takes the place of a concept that ends."""

    successor = ConceptField(
        label=_("Successor"), required=False, help_text=_("The concept on which its texts land from now on; empty where there is none.")
    )
