"""A watch list as its owner draws it up, and a file of a feed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.society.concepts.forms.fields import ConceptsField
from sextant.work.trends.models import WatchList

LARGEST = 5 * 1024 * 1024
"""Bytes of a file."""


class WatchListForm(forms.ModelForm):
    """What to watch, where, and from when on it counts as rising. Where to look is chosen once."""

    concepts = ConceptsField(
        label=_("Concepts of the thesaurus"), most=50, required=False, help_text=_("Codes or labels of the thesaurus, divided by semicolons.")
    )

    class Meta:
        model = WatchList
        fields = ("title", "source", "concepts", "words", "least", "times")
        widgets = {"words": forms.Textarea(attrs={"rows": 5}), "source": forms.RadioSelect}

    field_order = ("title", "source", "concepts", "words", "least", "times")
    needed_sometimes = ("concepts", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["source"]
            self.initial["concepts"] = list(self.instance.concepts.all())

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors.get("concepts") and not given.get("concepts") and not (given.get("words") or "").strip():
            self.add_error("words", _("Name at least one concept or one word to watch."))
        return given

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class FeedForm(forms.Form):
    """A file of a feed."""

    file = forms.FileField(
        label=_("File of a feed"),
        allow_empty_file=True,
        help_text=_("RSS, Atom, or a table (CSV in UTF-8) with the columns title, date and, where there are, url and text; up to 5 MB."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 5 MB. Divide it."))
        return file
