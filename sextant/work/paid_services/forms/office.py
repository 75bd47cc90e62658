"""What the office decides about requests, contracts and acts."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.words.money import major
from sextant.society.agenda.forms.fields import PersonField
from sextant.society.ledger.forms.invoices import OptionalAmountField
from sextant.work.paid_services.forms.fields import AREA, CURRENCIES, DAY, OrganisationField, QuantityField, quantity_shown
from sextant.work.paid_services.models import Contract, ContractLine, OfferRequest, Service

LANGUAGES = (("ru", _("Russian")), ("en", _("English")))


class ContractFilter(forms.Form):
    """Which contracts are wanted."""

    q = forms.CharField(label=_("Customer, subject or number"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any state")), *Contract.STATES])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("any kind")), *Service.Kind.choices])
    since = forms.DateField(label=_("From"), required=False, widget=DAY)
    until = forms.DateField(label=_("Until"), required=False, widget=DAY)
    overdue = forms.BooleanField(label=_("overdue"), required=False)
    members = forms.BooleanField(label=_("members only"), required=False)

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class RequestFilter(forms.Form):
    """Which requests are wanted."""

    q = forms.CharField(label=_("Who or what"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any state")), *OfferRequest.STATES])

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ContractForm(forms.Form):
    """A contract as the office draws it up."""

    organisation = OrganisationField(
        label=_("Organisation"), max_length=300, required=False, help_text=_("Tax number, number in the directory or full name; empty for others.")
    )
    person = PersonField(label=_("Person"), required=False, help_text=_("E-mail address, number or full name."))
    customer = forms.CharField(label=_("Name in the contract"), max_length=300, required=False, help_text=_("Empty: as the directory has it."))
    tax_id = forms.RegexField(label=_("INN"), regex=r"^(\d{10}|\d{12})?$", required=False, max_length=12)
    tax_code = forms.RegexField(label=_("KPP"), regex=r"^(\d{9})?$", required=False, max_length=9)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    details = forms.CharField(label=_("Bank details"), max_length=500, required=False, widget=AREA)
    signatory = forms.CharField(
        label=_("Who signs for the customer"), max_length=300, required=False, help_text=_("Position, name, and by what right: a statute, a power.")
    )
    contact = forms.CharField(label=_("Contact"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail"), help_text=_("The link to the contract goes there."))
    language = forms.ChoiceField(label=_("Language of letters"), choices=LANGUAGES)
    subject_ru = forms.CharField(label=_("Subject of the contract, in Russian"), max_length=300, required=False)
    subject_en = forms.CharField(label=_("Subject of the contract, in English"), max_length=300, required=False)
    day = forms.DateField(label=_("Day of the contract"), widget=DAY, help_text=_("The prices of this day are taken."))
    since = forms.DateField(label=_("First day"), widget=DAY)
    until = forms.DateField(label=_("Last day"), widget=DAY)
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    advance_percent = forms.IntegerField(label=_("Advance, per cent"), min_value=0, max_value=100, initial=0)
    pay_days = forms.IntegerField(label=_("Days to pay"), min_value=1, max_value=365, initial=10)
    conditions = forms.CharField(label=_("Special conditions"), max_length=4000, required=False, widget=AREA)

    NAMES = (
        "organisation",
        "person",
        "customer",
        "tax_id",
        "tax_code",
        "address",
        "details",
        "signatory",
        "contact",
        "email",
        "language",
        "subject_ru",
        "subject_en",
        "day",
        "since",
        "until",
        "currency",
        "advance_percent",
        "pay_days",
        "conditions",
    )

    def __init__(self, *args: Any, contract: Contract | None = None, request: OfferRequest | None = None, **kwargs: Any) -> None:
        today = timezone.localdate()
        begun: dict[str, Any] = {"day": today, "since": today, "until": today.replace(month=12, day=31), "language": "ru", "currency": "RUB"}
        if request is not None:
            title = {f"subject_{code}": getattr(request.service, f"title_{code}") if request.service else "" for code in ("ru", "en")}
            begun |= {"organisation": request.organisation, "customer": request.who, "contact": request.contact, "email": request.email}
            begun |= {"language": request.language, "until": request.wanted_by or begun["until"], **title}
        if contract is not None:
            begun = {name: getattr(contract, name) for name in self.NAMES}
        kwargs["initial"] = {**begun, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        if contract is not None and contract.lines.exists():
            self.fields["currency"].disabled = True

    def clean(self) -> dict[str, Any]:
        """What the directory knows of an organisation fills what was left empty."""
        given = super().clean() or {}
        known = given.get("organisation")
        if known is not None:
            inn = known.tax_number if known.tax_number.isdecimal() and len(known.tax_number) in (10, 12) else ""
            for name, value in (("customer", known.name), ("address", known.address), ("tax_id", inn)):
                given[name] = given.get(name) or value
        return given


class LineForm(forms.Form):
    """A line of a contract; the price of the list holds where none is typed."""

    service = forms.ModelChoiceField(label=_("Service"), queryset=Service.objects.all(), empty_label=None)
    quantity = QuantityField()
    price = OptionalAmountField(label=_("Another price"), help_text=_("Empty: the price of the list on the day of the contract."))
    price_reason = forms.CharField(label=_("Reason for the other price"), max_length=300, required=False)
    text_ru = forms.CharField(label=_("What exactly, in Russian"), max_length=300, required=False, help_text=_("Empty: the title of the service."))
    text_en = forms.CharField(label=_("What exactly, in English"), max_length=300, required=False)

    def __init__(self, *args: Any, contract: Contract, line: ContractLine | None = None, **kwargs: Any) -> None:
        if line is not None:
            other = line.price_minor != line.list_minor
            kwargs["initial"] = {
                "service": line.service_id,
                "quantity": quantity_shown(line.quantity),
                "price": major(line.price_minor, contract.currency) if other else "",
                "price_reason": line.price_reason,
                "text_ru": line.text_ru,
                "text_en": line.text_en,
            }
        super().__init__(*args, **kwargs)
        self.fields["price"].currency = contract.currency  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What `save_line` takes."""
        given = dict(self.cleaned_data)
        given["price_minor"] = given.pop("price")
        return given


class ActForm(forms.Form):
    """How much of each line is handed over; one field a line of which something is left."""

    day = forms.DateField(label=_("Day of the act"), widget=DAY)
    since = forms.DateField(label=_("Services from"), widget=DAY)
    until = forms.DateField(label=_("Services until"), widget=DAY)
    note = forms.CharField(label=_("What was done, in words"), max_length=2000, required=False, widget=AREA)

    def __init__(self, *args: Any, contract: Contract, lines: list[ContractLine], **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs["initial"] = {
            "day": today,
            "since": contract.since,
            "until": min(max(today, contract.since), contract.until),
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        self.keys = {f"line_{line.pk}": line.pk for line in lines if line.left}
        for line in lines:
            if line.left:
                left = quantity_shown(line.left)
                words = _("%(left)s %(unit)s are left; empty: nothing.") % {"left": left, "unit": line.unit}
                self.fields[f"line_{line.pk}"] = QuantityField(label=line.text, required=False, initial=left, help_text=words)

    def given(self) -> dict[str, Any]:
        """What `write_act` takes beside the contract."""
        quantities = {key: self.cleaned_data[name] for name, key in self.keys.items()}
        return {"quantities": quantities, **{name: self.cleaned_data[name] for name in ("day", "since", "until", "note")}}


class SignedForm(forms.Form):
    """The office notes what was signed on paper or by letter."""

    name = forms.CharField(label=_("Who signed for the customer"), max_length=200)
    day = forms.DateField(label=_("Day"), widget=DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": timezone.localdate(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class RefusedForm(forms.Form):
    """What the customer finds wrong, noted by the office."""

    objection = forms.CharField(label=_("What is wrong"), max_length=4000, widget=AREA)


class ReasonForm(forms.Form):
    """Why something is declined, cancelled or taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class CopyForm(forms.Form):
    """A scan of what was signed."""

    file = forms.FileField(label=_("Scan"), help_text=_("PDF, PNG or JPEG, up to 20 MB."))
