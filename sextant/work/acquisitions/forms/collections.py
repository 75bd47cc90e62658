"""A collection, the files brought into it, and the children it is for."""

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sextant.lab.sentences import SaidError
from sextant.society.members.models import Organisation
from sextant.work.acquisitions.actions.collections import Children
from sextant.work.acquisitions.models import Collection

MEGABYTE = 1024 * 1024
LARGEST, LARGEST_TABLE, LARGEST_POPULATION = 500 * MEGABYTE, 200 * MEGABYTE, 256 * 1024
CATALOGUES = (".mrc", ".marc", ".iso", ".dat", ".bin", ".xml", ".gz", ".txt", ".usm", ".rsm", ".utf", ".utf8")
FORMATS = (
    ("auto", _("find it from the records")),
    ("marc21", "MARC 21"),
    ("unimarc", "UNIMARC"),
    ("rusmarc", "RUSMARC"),
)


class CollectionForm(forms.ModelForm):
    """What a collection is called, its norms, and who may see its profile."""

    class Meta:
        model = Collection
        fields = ("organisation", "name", "currency", "old_after", "recent", "dead_after", "is_public", "shares")
        labels = {"organisation": _("Library"), "name": _("What the collection is called")}
        help_texts = {
            "name": _("Such as “Whole library” or “Youth branch”."),
            "currency": _("Of prices in offers and budgets, in three letters."),
            "is_public": _("Figures and lists of titles, without loans. Files, plans and prices are for you and the section alone."),
            "shares": _("Only counts of libraries together are shown, never those of fewer than three libraries."),
        }

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.queryset = organisations
        if self.instance.pk:
            del self.fields["organisation"]
        elif organisations.count() == 1:
            field.initial = organisations[0]

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).strip().upper()


def organisations_for(keys: set[int], *, keeper: bool) -> Any:
    """Libraries for which somebody may begin a collection."""
    libraries = Organisation.objects.filter(kind__in=Organisation.LIBRARIES, merged_into=None).order_by("name_ru", "pk")
    return libraries if keeper else libraries.filter(pk__in=keys)


def fits(file: Any, largest: int, endings: tuple[str, ...]) -> Any:
    """A file of a likely kind and size; what is in it is looked at by the job."""
    if file.size > largest:
        raise forms.ValidationError(_("The file is larger than %(most)s MB; split it."), params={"most": largest // MEGABYTE})
    if Path(file.name).suffix.lower() not in endings:
        raise forms.ValidationError(
            _("This is no file of that kind; its name should end in one of %(endings)s."), params={"endings": ", ".join(endings)}
        )
    return file


class ImportForm(forms.Form):
    """A catalogue, and what the library knows of its copies and loans."""

    catalogue = forms.FileField(
        label=_("Catalogue file"),
        allow_empty_file=True,
        help_text=_("MARC 21, UNIMARC or RUSMARC, binary (ISO 2709) or XML, as it is or packed as gz. Up to 500 MB."),
    )
    holdings = forms.FileField(
        label=_("Copies and places"),
        required=False,
        allow_empty_file=True,
        help_text=_("CSV with the columns isbn, location, copies, added; without it every record is one copy."),
    )
    loans = forms.FileField(
        label=_("Loans"),
        required=False,
        allow_empty_file=True,
        help_text=_("CSV with the columns isbn, date, loans: sums by month or year. Never who borrowed."),
    )
    form = forms.ChoiceField(label=_("Format of the catalogue"), choices=FORMATS, initial="auto", required=False)

    def clean_catalogue(self) -> Any:
        return fits(self.cleaned_data["catalogue"], LARGEST, CATALOGUES)

    def clean_holdings(self) -> Any:
        return self._table("holdings")

    def clean_loans(self) -> Any:
        return self._table("loans")

    def _table(self, name: str) -> Any:
        file = self.cleaned_data[name]
        return fits(file, LARGEST_TABLE, (".csv", ".txt", ".tsv")) if file else None

    def brought(self) -> dict[str, Any]:
        """The files by the names of their fields."""
        return {name: self.cleaned_data[name] for name in ("catalogue", "holdings", "loans")}


class ChildrenForm(forms.Form):
    """One line of the table of population; a line without a number is left out."""

    low = forms.IntegerField(label=_("From age"), min_value=0, max_value=99, required=False)
    high = forms.IntegerField(label=_("To age"), min_value=0, max_value=99, required=False)
    language = forms.RegexField("^[a-z]{3}$", label=_("Language"), required=False)
    area = forms.CharField(label=_("Area"), max_length=80, required=False)
    number = forms.IntegerField(label=_("Children"), min_value=0, max_value=100_000_000, required=False)

    needed_sometimes = ("low", "high", "language", "area", "number")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("number") is not None and (given.get("low") is None or given.get("high") is None):
            raise forms.ValidationError(_("Say from which age to which."))
        return given

    def line(self) -> Children | None:
        """The line; None where it was left empty."""
        given = self.cleaned_data
        if given.get("number") is None:
            return None
        return Children(given["low"], given["high"], given["number"], given["language"], given["area"].strip())


ChildrenLines = forms.formset_factory(ChildrenForm, extra=0, max_num=400, absolute_max=400)


class ChildrenFile(forms.Form):
    """The same as a table."""

    table = forms.FileField(
        label=_("Table of children"),
        help_text=_("CSV with the columns age_low, age_high, people and, if known, region and language. It takes the place of the lines above."),
    )

    def clean_table(self) -> list[Children]:
        """The lines of the file; a table that does not fit is refused with the line and the reason."""
        file = fits(self.cleaned_data["table"], LARGEST_POPULATION, (".csv", ".txt", ".tsv"))
        return read_children(file)


def read_children(file: UploadedFile) -> list[Children]:
    """A small table of numbers, read at once."""
    from sextant.lab.catalogues.tables import Rows, read_population

    tongue = (get_language() or "ru")[:2]
    rows = Rows()
    with NamedTemporaryFile(suffix=".csv") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
        kept.flush()
        try:
            found = list(read_population(Path(kept.name), rows=rows))
        except SaidError as refusal:
            raise forms.ValidationError(refusal.said.sentence(tongue)) from refusal
    if rows.refusals:
        refused = rows.refusals[0]
        sentence = refused.sentence(tongue).replace(Path(kept.name).name, str(file.name))
        raise forms.ValidationError(sentence)
    return [Children(one.low, one.high, one.people, one.language[:3].lower(), one.region[:80]) for one in found]
