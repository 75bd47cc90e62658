"""What comes in about lists of donors, letters to them, and imports."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.society.ledger.models import Fund
from sextant.work.fundraising.models import Appeal, GiftImport
from sextant.work.fundraising.sheets import FIELDS

TEXT = forms.Textarea(attrs={"rows": 7})


class SegmentForm(forms.Form):
    name = forms.CharField(label=_("Name of the list"), max_length=160)


class MailingForm(forms.Form):
    """A letter to a list."""

    appeal = forms.ModelChoiceField(
        label=_("Appeal"),
        queryset=Appeal.objects.filter(state="open"),
        required=False,
        empty_label=_("none"),
        help_text=_("Its address ends the letter."),
    )
    held_percent = forms.IntegerField(
        label=_("Held back, per cent"),
        min_value=0,
        max_value=50,
        initial=10,
        help_text=_("So many, drawn by lot, get no letter. Only so can be told what the letter itself brought."),
    )
    subject_ru = forms.CharField(label=_("Subject in Russian"), max_length=200, required=False)
    text_ru = forms.CharField(label=_("Text in Russian"), required=False, widget=TEXT, help_text=_("Greeting and address of the appeal are added."))
    subject_en = forms.CharField(label=_("Subject in English"), max_length=200, required=False)
    text_en = forms.CharField(label=_("Text in English"), required=False, widget=TEXT)


class UploadForm(forms.Form):
    file = forms.FileField(label=_("File"), help_text=_("CSV or XLSX, one gift a row, headings in the first row. Up to 10 MB."))


class ColumnsForm(forms.Form):
    """Which column holds what, and where the gifts belong."""

    appeal = forms.ModelChoiceField(label=_("Appeal"), queryset=Appeal.objects.exclude(state="draft"), required=False, empty_label=_("none"))
    fund = forms.ModelChoiceField(label=_("Fund"), queryset=Fund.objects.filter(closed_on=None), required=False, empty_label=_("general fund"))
    books = forms.ChoiceField(
        label=_("The books"),
        widget=forms.RadioSelect,
        initial="no",
        choices=[
            ("no", _("These gifts stand in the books already, or in those of another year")),
            ("yes", _("Book each of them as a payment on the bank account")),
        ],
    )

    def __init__(self, *args: Any, work: GiftImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = range(len(work.header))
        for place in self.places:
            shown = "; ".join(str(row[place]) for row in work.sample[:3] if place < len(row) and row[place] not in ("", None))
            label = work.header[place] or f"{place + 1}"
            choices = [("", _("leave out")), *FIELDS.items()]
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=work.columns.get(str(place), ""), help_text=shown[:160]
            )

    def columns(self) -> dict[str, str]:
        return {str(place): self.cleaned_data[f"column_{place}"] for place in self.places}


class StatementsForm(forms.Form):
    """Of which year statements are written."""

    year = forms.IntegerField(label=_("Year"), min_value=1991, max_value=2100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"year": timezone.localdate().year - 1}
        super().__init__(*args, **kwargs)
