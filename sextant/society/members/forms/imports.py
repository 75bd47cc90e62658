"""What comes in about a spreadsheet: the file, the fields of its columns, what stands for unknown organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.society.members.models.imports import ImportRow, ImportRun
from sextant.society.members.names import folded_organisation
from sextant.society.members.sheets.columns import FIELDS


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("XLSX or CSV, up to 10 MB. The first row holds the names of the columns, in any order and in Russian or English."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )


class ColumnsForm(forms.Form):
    """A field for every column of the file; empty leaves the column out."""

    def __init__(self, *args: Any, run: ImportRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [("", _("— leave out —")), *((field.name, field.title) for field in FIELDS)]
        for place, heading in enumerate(run.header):
            example = next((str(row[place]) for row in run.sample if place < len(row) and row[place] not in ("", None)), "")
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading or _("(no heading)"), required=False, choices=options, initial=run.columns.get(str(place), "")
            )
            self.fields[f"column_{place}"].example = example  # type: ignore[attr-defined]

    def columns(self) -> dict[int, str]:
        """{place: field} of the columns that are not left out."""
        return {int(name.removeprefix("column_")): field for name, field in self.cleaned_data.items() if field}


class ConfirmForm(forms.Form):
    """What stands for each organisation that is not known."""

    def __init__(self, *args: Any, run: ImportRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names: dict[str, str] = {}
        for number, (name, _rows, similar) in enumerate(run.unknown):
            options = [
                ("new", _("make a new organisation")),
                *((str(key), text) for key, text in similar),
                ("skip", _("leave the place of work out")),
            ]
            self.names[f"organisation_{number}"] = folded_organisation(name)
            self.fields[f"organisation_{number}"] = forms.ChoiceField(label=name, choices=options, initial="new", required=False)

    def choices(self) -> dict[str, str]:
        """{folded name: new, skip or the key of an organisation}."""
        return {folded: self.cleaned_data.get(name) or "new" for name, folded in self.names.items()}


class RowsForm(forms.Form):
    """Which rows are shown."""

    outcome = forms.ChoiceField(label=_("Rows"), required=False, choices=[("", _("all")), *ImportRow.Outcome.choices])
    q = forms.CharField(label=_("Name or words"), required=False, max_length=100)
