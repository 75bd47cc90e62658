"""A corpus, a file for it, the parameters of an edition, and the words at its publication."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.work.observatory.models import Corpus

LARGEST = 500 * 1024 * 1024
FORMATS = (
    ("auto", _("find it from the file")),
    ("openalex", "OpenAlex (JSON)"),
    ("crossref", "Crossref (JSON)"),
    ("wos", "Web of Science"),
    ("scopus", "Scopus (CSV)"),
    ("medline", "PubMed / Medline"),
    ("ris", "RIS"),
    ("bibtex", "BibTeX"),
    ("lens", "Lens (CSV)"),
    ("dimensions", "Dimensions (CSV)"),
    ("proquest", "ProQuest"),
    ("oai", "OAI-PMH (XML)"),
    ("arxiv", "arXiv"),
    ("elibrary", "eLibrary.ru (XML)"),
    ("gost", _("references after GOST R 7.0.100 (text)")),
    ("lists", _("a table with a header of its own")),
)


class CorpusForm(forms.ModelForm):
    """What a corpus is called, where its works are from, and its last whole year."""

    class Meta:
        model = Corpus
        fields = ("code", "name_ru", "name_en", "about_ru", "about_en", "licence", "until")
        labels = {
            "code": _("Short name in the address"),
            "name_ru": _("Name in Russian"),
            "name_en": _("Name in English"),
            "about_ru": _("About it in Russian"),
            "about_en": _("About it in English"),
            "licence": _("Where the works are from, and on which terms"),
            "until": _("Last whole year"),
        }
        help_texts = {
            "code": _("Latin letters, digits and hyphens."),
            "until": _("Works of later years are kept and left out of analyses. Empty: all years."),
        }
        widgets = {"about_ru": forms.Textarea(attrs={"rows": 3}), "about_en": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["code"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not (given.get("name_ru") or given.get("name_en")):
            raise forms.ValidationError(_("Give the corpus a name in at least one language."))
        return given


class ImportForm(forms.Form):
    """One file of literature."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("An export of a database or a reference manager, as it is or packed (gz, zip). Up to 500 MB; larger ones with the command."),
    )
    form = forms.ChoiceField(label=_("Format"), choices=FORMATS, initial="auto", required=False)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 500 MB; bring it in with the command “sextant literature import”."))
        return file


class HarvestForm(forms.Form):
    """A repository that answers OAI-PMH."""

    address = forms.URLField(label=_("Address for OAI-PMH"), max_length=300, assume_scheme="https", help_text=_("Such as https://example.org/oai."))
    set = forms.CharField(label=_("Set"), required=False, max_length=200, help_text=_("Empty: all records."))
    since = forms.DateField(label=_("Changed since"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Changed until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def wish(self) -> dict[str, str]:
        """The arguments of `ListRecords`."""
        given = self.cleaned_data
        days = {"from": given["since"], "until": given["until"]}
        return {"set": given["set"], **{name: day.isoformat() if day else "" for name, day in days.items()}}


class EditionForm(forms.Form):
    """The parameters of an edition; those shown first are good ones for some thousand works."""

    until = forms.IntegerField(label=_("Last year"), required=False, min_value=1500, max_value=2200, help_text=_("Empty: all years."))
    most = forms.IntegerField(label=_("Concepts on the map"), initial=120, min_value=10, max_value=400)
    least = forms.IntegerField(label=_("Fewest works on a concept"), initial=5, min_value=1, max_value=1000)
    resolution = forms.FloatField(
        label=_("Resolution of clusters"), initial=1.0, min_value=0.1, max_value=10, help_text=_("More: smaller clusters, and more of them.")
    )
    periods = forms.IntegerField(label=_("Periods of themes"), initial=3, min_value=1, max_value=6)
    times = forms.IntegerField(label=_("Resamplings for the intervals"), initial=200, min_value=20, max_value=1000)
    others = forms.BooleanField(label=_("Profiles, laws, citations and topic models too"), required=False, initial=True)
    horizon = forms.IntegerField(label=_("Years of the forecast"), initial=3, min_value=1, max_value=5)


class PublishForm(forms.Form):
    """A word to the readers of an edition."""

    note_ru = forms.CharField(label=_("Word to the reader in Russian"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    note_en = forms.CharField(label=_("Word to the reader in English"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
