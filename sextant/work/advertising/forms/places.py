"""What comes in about places, prices and what belongs to them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.base.ui.spots import spots
from sextant.society.ledger.forms.invoices import AmountField
from sextant.work.advertising.models import Discount, Issue, Place, Price, Reach, Term

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
KINDS = [("png", "PNG"), ("jpeg", "JPEG"), ("gif", "GIF"), ("webp", "WebP"), ("pdf", "PDF")]


class PlaceForm(forms.ModelForm):
    """A place as the manager enters it."""

    file_types = forms.MultipleChoiceField(label=_("File types"), choices=KINDS, required=False, widget=forms.CheckboxSelectMultiple)
    spot = forms.ChoiceField(label=_("Where on the site"), required=False)

    class Meta:
        model = Place
        fields = (
            "code",
            "channel",
            "spot",
            "name_ru",
            "name_en",
            "about_ru",
            "about_en",
            "country",
            "unit",
            "capacity",
            "measure",
            "width",
            "height",
            "file_types",
            "weight_limit",
            "seconds_limit",
            "text_limit",
            "hold_hours",
            "prepaid",
            "is_open",
            "order",
        )
        labels = {
            "code": _("Code"),
            "name_ru": _("Name in Russian"),
            "name_en": _("Name in English"),
            "about_ru": _("What it is, in Russian"),
            "about_en": _("What it is, in English"),
            "country": _("Country whose rules of marking hold"),
        }
        widgets = {"about_ru": forms.Textarea(attrs={"rows": 3}), "about_en": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"country": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("nowhere: not shown by this site")), *((spot.code, spot.title) for spot in spots())]
        self.fields["spot"].choices = choices  # type: ignore[attr-defined]
        self.initial["file_types"] = self.instance.types

    def clean_file_types(self) -> str:
        """Kept as one text."""
        return ",".join(self.cleaned_data["file_types"])

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class PriceForm(forms.Form):
    """A price of one unit."""

    since = forms.DateField(label=_("From"), widget=DAY)
    until = forms.DateField(label=_("Until"), required=False, widget=DAY)
    amount = AmountField(label=_("Price of one unit"), help_text="RUB")

    def row(self) -> Price:
        given = self.cleaned_data
        return Price(since=given["since"], until=given["until"], amount_minor=given["amount"])


class DiscountForm(forms.Form):
    """Less for longer."""

    units = forms.IntegerField(label=_("From so many units"), min_value=2, max_value=400)
    percent = forms.IntegerField(label=_("Per cent off"), min_value=1, max_value=90)

    def row(self) -> Discount:
        return Discount(**self.cleaned_data)


class TermForm(forms.Form):
    """What cancelling costs."""

    days_before = forms.IntegerField(label=_("So many days before the first day, or more"), min_value=0, max_value=400)
    fee_percent = forms.IntegerField(label=_("Fee, per cent of the price"), min_value=0, max_value=100)

    def row(self) -> Term:
        return Term(**self.cleaned_data)


class ReachForm(forms.Form):
    """A figure of reach with its source."""

    label_ru = forms.CharField(label=_("What is counted, in Russian"), max_length=160)
    label_en = forms.CharField(label=_("What is counted, in English"), max_length=160)
    value = forms.IntegerField(label=_("Figure"), min_value=0, max_value=2_000_000_000)
    source_ru = forms.CharField(label=_("Source, in Russian"), max_length=200)
    source_en = forms.CharField(label=_("Source, in English"), max_length=200)
    on = forms.DateField(label=_("Read on"), widget=DAY)

    def row(self) -> Reach:
        return Reach(**self.cleaned_data)


class IssueForm(forms.Form):
    """An issue or an event."""

    name_ru = forms.CharField(label=_("Name in Russian"), max_length=160)
    name_en = forms.CharField(label=_("Name in English"), max_length=160)
    since = forms.DateField(label=_("First day"), widget=DAY)
    until = forms.DateField(label=_("Last day"), widget=DAY)
    closes_on = forms.DateField(label=_("Material until"), widget=DAY)

    def row(self) -> Issue:
        return Issue(**self.cleaned_data)


ROWS: dict[str, Any] = {
    "price": (PriceForm, Price),
    "discount": (DiscountForm, Discount),
    "term": (TermForm, Term),
    "reach": (ReachForm, Reach),
    "issue": (IssueForm, Issue),
}
"""What can be added to a place, by the word in the address."""
