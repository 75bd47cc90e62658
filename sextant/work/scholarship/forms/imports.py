"""What comes in as a file: lists of dissertations and files of works."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.society.members.models import Organisation
from sextant.work.scholarship.models import DissertationImport
from sextant.work.scholarship.sheet import FIELDS


class ListForm(forms.Form):
    """A list of dissertations."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("XLSX or CSV, up to 10 MB. The first row holds the names of the columns."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )


class ColumnsForm(forms.Form):
    """Which column holds what, and the school of rows that name none."""

    school = forms.ModelChoiceField(
        label=_("School of rows that name none"), queryset=Organisation.objects.none(), required=False, empty_label=_("every row names its own")
    )

    def __init__(self, *args: Any, work: DissertationImport, schools: set[int] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.filter(merged_into=None)
        known = rows.filter(pk__in=schools) if schools is not None else rows.filter(kind=Organisation.Kind.LIS_SCHOOL)
        self.fields["school"].queryset = known  # type: ignore[attr-defined]
        self.places = range(len(work.header))
        for place in self.places:
            shown = "; ".join(str(row[place]) for row in work.sample[:3] if place < len(row) and row[place] not in ("", None))
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=work.header[place] or f"{place + 1}",
                choices=[("", _("leave out")), *FIELDS.items()],
                required=False,
                initial=work.columns.get(str(place), ""),
                help_text=shown[:160],
            )

    def columns(self) -> dict[str, str]:
        return {str(place): self.cleaned_data[f"column_{place}"] for place in self.places}


class WorksForm(forms.Form):
    """A file of works."""

    file = forms.FileField(
        label=_("File of works"),
        help_text=_("BibTeX or RIS, as reference managers and databases export it, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".bib,.ris,.txt,.csv,.xml"}),
    )
