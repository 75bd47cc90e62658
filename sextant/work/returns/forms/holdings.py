"""What comes in: a file to import, a question to the list of libraries, the reason of a correction."""

from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.lab.returns import mapping
from sextant.work.returns.models import Collection
from sextant.work.returns.queries.words import text_of

LARGEST = 200 * 1024 * 1024


class ImportForm(forms.Form):
    """One file, and what it does not say about itself."""

    file = forms.FileField(
        label=_("File"), help_text=_("CSV, as it is or packed (gz, zip); a register of libraries as JSON. Up to 200 MB."), allow_empty_file=True
    )
    mapping = forms.ChoiceField(label=_("Layout of the file"), required=False, help_text=_("As a rule it is found from the names of the columns."))
    mapping_file = forms.FileField(
        label=_("A layout of your own"), required=False, help_text=_("A mapping file (TOML), if the layout is not in the list.")
    )
    year = forms.IntegerField(
        label=_("Year"), required=False, min_value=1800, max_value=2100, help_text=_("Only where neither the table nor the file's name tells it.")
    )
    replace = forms.BooleanField(
        label=_("Replace figures that differ"),
        required=False,
        help_text=_("They become a new revision; the earlier one stays. Variables that the file does not have stay as they are."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(name, text_of(mapping.load(name), "title")) for name in mapping.names()]
        choices: Any = self.fields["mapping"]
        choices.choices = [("", _("find it from the header")), *known]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("The file is larger than 200 MB; split it by year, or import it with the command “sextant returns import”.")
            )
        return file

    def clean_mapping_file(self) -> Any:
        file = self.cleaned_data["mapping_file"]
        if file and Path(file.name).suffix != ".toml":
            raise forms.ValidationError(_("A mapping file ends in .toml."))
        return file


class LibraryFilter(forms.Form):
    """A question to the list of libraries."""

    q = forms.CharField(label=_("Name or key"), required=False, max_length=100)
    collection = forms.ModelChoiceField(
        Collection.objects.all(), label=_("Collection"), required=False, to_field_name="code", empty_label=_("all collections")
    )
    region = forms.CharField(label=_("Region code"), required=False, max_length=60)


class CorrectionForm(forms.Form):
    """Why a published year has to be opened again."""

    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("It stays in the record of changes."))
