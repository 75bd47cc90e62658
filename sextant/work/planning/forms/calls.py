"""What comes in about calls, files and searches."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.money import major
from sextant.lab.funding.calls import FundingCall
from sextant.society.ledger.forms.invoices import OptionalAmountField
from sextant.work.planning.forms.fields import CURRENCIES, DayField
from sextant.work.planning.models import Call, SavedSearch
from sextant.work.planning.queries.searches import parts

LARGEST = 30 * 1024 * 1024
ANY = "*"
APPLICANTS = [("library", _("libraries")), ("museum", _("museums")), ("school", _("schools")), (ANY, _("everybody"))]
FORMS = [
    ("nonprofit", _("non-profit organisation")),
    ("public institution", _("public institution")),
    ("company", _("company")),
    (ANY, pgettext_lazy("legal form", "any")),
]


class CallFilter(forms.Form):
    """What the register is narrowed to."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    theme = forms.CharField(label=_("Theme"), required=False, max_length=60)
    country = forms.CharField(label=_("Country"), required=False, max_length=2)
    amount = OptionalAmountField(label=_("Award of at least, RUB"))
    until = DayField(label=_("Closes by"), required=False)
    closed = forms.BooleanField(label=_("with closed ones"), required=False)

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return self.cleaned_data


class CallForm(forms.Form):
    """A call as its source says it; what the source does not say stays empty."""

    title = forms.CharField(label=_("Title"), max_length=400)
    funder = forms.CharField(label=_("Funder"), max_length=300, required=False)
    url = forms.URLField(label=_("Address of the call"), required=False, assume_scheme="https")
    text = forms.CharField(label=_("What it is for"), widget=forms.Textarea(attrs={"rows": 5}), required=False)
    themes = forms.CharField(label=_("Themes"), max_length=300, required=False, help_text=_("With commas."))
    countries = forms.CharField(label=_("Countries"), max_length=120, required=False, help_text=_("Two letters each, with commas; * for all."))
    regions = forms.CharField(label=_("Regions"), max_length=300, required=False, help_text=_("With commas; * for all."))
    legal_forms = forms.MultipleChoiceField(label=_("Legal forms"), choices=FORMS, widget=forms.CheckboxSelectMultiple, required=False)
    applicant_kinds = forms.MultipleChoiceField(label=_("Who may apply"), choices=APPLICANTS, widget=forms.CheckboxSelectMultiple, required=False)
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    award_min = OptionalAmountField(label=_("Smallest award"))
    award_max = OptionalAmountField(label=_("Largest award"))
    cofunding = forms.DecimalField(
        label=_("Co-funding, per cent"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=False,
        help_text=_("The applicant's share of the whole cost."),
    )
    opens_on = DayField(label=_("First day"), required=False)
    closes_on = DayField(label=_("Last day"), required=False)
    rolling = forms.BooleanField(label=_("Has no last day"), required=False)

    def __init__(self, *args: Any, call: Call | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(call) if call else {"currency": "RUB"}
        super().__init__(*args, **kwargs)
        for name in ("legal_forms", "applicant_kinds") if call else ():
            field = self.fields[name]
            known = {code for code, _label in field.choices}  # type: ignore[attr-defined]
            field.choices = [*field.choices, *((word, word) for word in getattr(call, name) if word not in known)]  # type: ignore[attr-defined]

    def said(self, source: str, key: str) -> FundingCall:
        """The call as the lab knows it."""
        given = self.cleaned_data
        lists = {name: parts(given[name]) for name in ("themes", "countries", "regions")}
        lists |= {name: tuple(given[name]) for name in ("legal_forms", "applicant_kinds")}
        same = {name: given[name] for name in ("title", "funder", "url", "text", "award_min", "award_max", "opens_on", "closes_on", "rolling")}
        share = given["cofunding"] / 100 if given["cofunding"] is not None else None
        has_amount = given["award_min"] is not None or given["award_max"] is not None
        currency = given["currency"] if has_amount else ""
        return FundingCall(id=key, source=source, currency=currency, cofunding_share=share, **lists, **same)  # type: ignore[arg-type]


def _initial(call: Call) -> dict[str, Any]:
    names = ("title", "funder", "url", "text", "legal_forms", "applicant_kinds", "opens_on", "closes_on", "rolling")
    values: dict[str, Any] = {name: getattr(call, name) for name in names} | {"currency": call.currency or "RUB"}
    values |= {name: ", ".join(getattr(call, name)) for name in ("themes", "countries", "regions")}
    for name in ("award_min", "award_max"):
        amount = getattr(call, name)
        values[name] = major(amount, call.currency) if amount is not None and call.currency else None
    values["cofunding"] = call.cofunding_share * 100 if call.cofunding_share is not None else None
    return values


class FileForm(forms.Form):
    """One file to read."""

    file = forms.FileField(label=_("File"), help_text=_("CSV, XLSX, ODS or JSON, up to 30 MB."))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 30 MB. Bring it in parts."))
        return file


class SearchForm(forms.Form):
    """A search to keep."""

    title = forms.CharField(label=_("Name of the search"), max_length=160)
    all_words = forms.CharField(label=_("All of these words"), max_length=300, required=False, help_text=_("With commas; endings do not matter."))
    any_words = forms.CharField(label=_("One of these words at least"), max_length=300, required=False)
    no_words = forms.CharField(label=_("None of these words"), max_length=300, required=False)
    themes = forms.CharField(label=_("One of these themes"), max_length=300, required=False)
    no_funders = forms.CharField(label=_("Not from these funders"), max_length=300, required=False)
    amount = OptionalAmountField(label=_("Award of at least"))
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    days_left = forms.IntegerField(label=_("Days left at least"), min_value=0, max_value=400, required=False)
    by_letter = forms.BooleanField(
        label=_("Write to me when something new answers"),
        required=False,
        help_text=_("At most one letter a day; every letter has a link that stops them."),
    )

    @classmethod
    def of(cls, search: SavedSearch | None, data: Any = None) -> "SearchForm":
        """The form of a search that is there, or an empty one."""
        if search is None:
            return cls(data, initial={"currency": "RUB"})
        values = {name: getattr(search, name) for name in cls.base_fields if name != "amount"}
        values["amount"] = major(search.amount_minor, search.currency) if search.amount_minor is not None else None
        return cls(data, initial=values)

    def words(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        values["amount_minor"] = values.pop("amount")
        return values
