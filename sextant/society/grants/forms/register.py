"""What comes in about grants given."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.base.words.money import major
from sextant.society.agenda.forms.fields import PersonField
from sextant.society.grants.forms.fields import AREA, CURRENCIES, DayField, OrganisationField
from sextant.society.grants.models import Grant, Publication
from sextant.society.ledger.forms.invoices import AmountField
from sextant.society.ledger.models import Fund, Line, Programme


class RegisterForm(forms.Form):
    """A grant that was given before, or elsewhere, as the register describes it."""

    number = forms.SlugField(label=_("Number of the grant"), max_length=40)
    kind = forms.ChoiceField(label=_("Kind"), choices=Grant.Kind.choices, initial=Grant.Kind.OTHER)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=200, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    description_ru = forms.CharField(label=_("What it is for, in Russian"), widget=AREA, required=False)
    description_en = forms.CharField(label=_("What it is for, in English"), widget=AREA, required=False)
    organisation = OrganisationField(
        label=_("Organisation that receives"), required=False, help_text=_("Tax number, number in the directory, or full name.")
    )
    recipient_id = forms.CharField(
        label=_("Identifier of the organisation"), max_length=60, required=False, help_text=_("Register and number, such as RU-INN-7707083893.")
    )
    person = PersonField(label=_("Person who receives"), required=False, help_text=_("Is never named in what is published."))
    amount = AmountField()
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    awarded_on = DayField(label=_("Awarded on"))
    starts_on = DayField(label=_("First day"), required=False)
    ends_on = DayField(label=_("Last day"), required=False)
    programme = forms.ModelChoiceField(label=_("Programme"), queryset=Programme.objects.filter(is_open=True), required=False, empty_label=_("none"))
    fund = forms.ModelChoiceField(label=_("Fund"), queryset=Fund.objects.all(), required=False, empty_label=_("none"))
    open_call = forms.BooleanField(label=_("From an open call"), required=False)

    @classmethod
    def of(cls, grant: Grant | None, data: Any = None, line: Line | None = None) -> "RegisterForm":
        """The form of a grant that is there, of one that a line of the books paid, or an empty one."""
        if grant is not None:
            values = {name: getattr(grant, name) for name in cls.base_fields if name != "amount"}
            return cls(data, initial={**values, "amount": major(grant.amount_minor, grant.currency)})
        if line is not None:
            start = {"amount": major(line.amount_minor, line.currency), "currency": line.currency, "awarded_on": line.entry.day}
            return cls(data, initial={**start, "fund": line.fund_id, "programme": line.programme_id, "title_ru": line.memo or line.entry.memo})
        return cls(data, initial={"currency": "RUB"})

    def words(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        values["amount_minor"] = values.pop("amount")
        organisation = values["organisation"]
        if organisation is not None and not values["recipient_id"] and organisation.tax_number:
            values["recipient_id"] = f"RU-INN-{organisation.tax_number}"
        return values


class PublicationForm(forms.Form):
    """How grants are published."""

    org_id = forms.CharField(label=_("Identifier of the association"), max_length=60, help_text=_("Register and number, such as RU-INN-7707083893."))
    mark = forms.CharField(label=_("Prefix of the identifiers"), max_length=40, help_text=_("360G- and one word of Latin letters and digits."))
    website = forms.URLField(label=_("Web site"), required=False, assume_scheme="https")
    licence = forms.URLField(label=_("Address of the licence"), assume_scheme="https", initial="https://creativecommons.org/licenses/by/4.0/")

    @classmethod
    def of(cls, row: Publication | None, data: Any = None) -> "PublicationForm":
        names = {"org_id": "org_id", "mark": "prefix", "website": "website", "licence": "licence"}
        return cls(data, initial={name: getattr(row, column) for name, column in names.items()} if row else {})

    def words(self) -> dict[str, str]:
        values = dict(self.cleaned_data)
        values["prefix"] = values.pop("mark")
        return values


class WordsForm(forms.Form):
    """What the register says of a grant that is run here."""

    title_ru = forms.CharField(label=_("Title in Russian"), max_length=200, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    description_ru = forms.CharField(label=_("What it is for, in Russian"), widget=AREA, required=False)
    description_en = forms.CharField(label=_("What it is for, in English"), widget=AREA, required=False)
    recipient_id = forms.CharField(
        label=_("Identifier of the organisation"), max_length=60, required=False, help_text=_("Register and number, such as RU-INN-7707083893.")
    )
    open_call = forms.BooleanField(label=_("From an open call"), required=False)

    @classmethod
    def of(cls, grant: Grant, data: Any = None) -> "WordsForm":
        return cls(data, initial={name: getattr(grant, name) for name in cls.base_fields})


class RegisterFilter(forms.Form):
    """Which grants of the register are wanted."""

    q = forms.CharField(label=_("Title, purpose or organisation"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("any kind")), *Grant.Kind.choices])
    to = forms.ChoiceField(
        label=_("Given to"), required=False, choices=[("", _("everybody")), ("organisations", _("organisations")), ("persons", _("persons"))]
    )
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("all years")), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
