"""What the office fills in about gifts: entered by hand, pledged in instalments, given in kind, paid, given back."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sextant.base.words.money import major
from sextant.lab.payments.amounts import parse_amount
from sextant.lab.payments.refusals import PaymentError
from sextant.society.ledger.forms.invoices import AmountField
from sextant.society.ledger.models import Account, Fund
from sextant.society.members.forms.memberships import DAY
from sextant.work.fundraising import states
from sextant.work.fundraising.actions.gifts import Wish
from sextant.work.fundraising.forms.appeals import CURRENCIES
from sextant.work.fundraising.models import Appeal, Donor, Gift, Part

OPEN_APPEALS = Appeal.objects.filter(state__in=[states.OPEN, states.CLOSED])


class GiftFilter(forms.Form):
    """Which gifts are wanted."""

    q = forms.CharField(label=_("Donor, address or number"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any state")), *Gift.STATES])
    appeal = forms.ModelChoiceField(label=_("Appeal"), required=False, queryset=Appeal.objects.all(), empty_label=_("any appeal"))
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("any kind")), *Gift.Kind.choices])
    since = forms.DateField(label=_("From"), required=False, widget=DAY)
    until = forms.DateField(label=_("Through"), required=False, widget=DAY)

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return self.cleaned_data


class DonorFields(forms.Form):
    """Who gives: found by the address, else added."""

    donor_kind = forms.ChoiceField(label=_("Donor"), choices=Donor.Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=300)
    email = forms.EmailField(label=_("E-mail"), required=False, help_text=_("A donor with this address is used again."))
    language = forms.ChoiceField(label=_("Language of letters"), choices=[("ru", "Русский"), ("en", "English")])

    def __init__(self, *args: Any, donor: Donor | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.donor = donor
        if donor is not None:
            for name in ("donor_kind", "name", "email", "language"):
                del self.fields[name]

    def wish(self) -> Wish:
        """How the receipt names the donor."""
        given, known = self.cleaned_data, self.donor
        return Wish(
            name=known.name if known else given["name"],
            email=known.email if known else given["email"],
            language=known.language if known else given["language"],
            is_anonymous=given.get("is_anonymous", False),
            wants_receipt=given.get("wants_receipt", True),
        )


class EnteredGiftForm(DonorFields):
    """A gift or a pledge that came to the office."""

    amount = AmountField()
    appeal = forms.ModelChoiceField(label=_("Appeal"), queryset=OPEN_APPEALS, required=False, empty_label=_("none"))
    fund = forms.ModelChoiceField(
        label=_("Fund"),
        queryset=Fund.objects.filter(closed_on=None),
        required=False,
        empty_label=_("general fund"),
        help_text=_("A gift to an appeal goes to the appeal's fund."),
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    day = forms.DateField(label=_("Promised on"), widget=DAY, initial=timezone.localdate)
    due_on = forms.DateField(label=_("Expected on"), widget=DAY, required=False)
    instalments = forms.CharField(
        label=_("Instalments"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, day and amount: 2027-03-01 5000. They add up to the amount."),
    )
    is_anonymous = forms.BooleanField(label=_("Not named publicly"), required=False)
    wants_receipt = forms.BooleanField(label=_("Receipt by e-mail"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            chosen = str(self.data.get("currency", "RUB"))
            self.fields["amount"].currency = chosen if chosen in dict(CURRENCIES) else "RUB"  # type: ignore[attr-defined]

    def clean_instalments(self) -> list[tuple[date, int]]:
        """(day, minor units) of every line; a line that is not so is refused with the line in the sentence."""
        found, currency = [], self.cleaned_data.get("currency", "RUB")
        for line in filter(None, map(str.strip, self.cleaned_data["instalments"].splitlines())):
            day, _space, amount = line.partition(" ")
            try:
                found.append((date.fromisoformat(day), parse_amount(amount, currency)))
            except PaymentError as refusal:
                raise ValidationError(f"{line}: {refusal.said.sentence((get_language() or 'ru')[:2])}") from refusal
            except ValueError as refusal:
                raise ValidationError(_("“%(line)s” begins with no day. Write it so: 2027-03-01 5000."), params={"line": line}) from refusal
        if any(amount <= 0 for _day, amount in found):
            raise ValidationError(_("Each instalment is above zero."))
        return found


class InKindForm(DonorFields):
    """A thing that was given."""

    description = forms.CharField(label=_("What was given"), max_length=300)
    value = AmountField(label=_("Assessed value"))
    basis = forms.CharField(label=_("How it was assessed"), max_length=300, help_text=_("A price list with its date, an invoice, an expert's name."))
    day = forms.DateField(label=pgettext_lazy("day", "Received on"), widget=DAY, initial=timezone.localdate)
    appeal = forms.ModelChoiceField(label=_("Appeal"), queryset=OPEN_APPEALS, required=False, empty_label=_("none"))
    books = forms.BooleanField(label=_("Enter it in the books"), required=False, initial=True)
    booked_on = forms.ModelChoiceField(
        label=_("Booked on"),
        queryset=Account.objects.filter(kind__in=["expense", "asset"], is_open=True, is_cash=False),
        required=False,
        empty_label=_("other expenses"),
        help_text=_("An expense where it is used at once, an asset where it is kept."),
    )
    is_anonymous = forms.BooleanField(label=_("Not named publicly"), required=False)
    wants_receipt = forms.BooleanField(label=_("Receipt by e-mail"), required=False, initial=True)


class CameForm(forms.Form):
    """Money that came for a gift."""

    amount = AmountField()
    day = forms.DateField(label=_("Day of payment"), widget=DAY)
    account = forms.ModelChoiceField(label=_("Received on"), queryset=Account.objects.filter(is_cash=True, is_open=True), empty_label=None)
    reference = forms.CharField(label=_("Reference"), max_length=140, help_text=_("The number of the payment order or of the receipt."))

    def __init__(self, *args: Any, gift: Gift, asked_minor: int, **kwargs: Any) -> None:
        kwargs["initial"] = {"amount": major(asked_minor, gift.currency), "day": timezone.localdate(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["amount"].currency = gift.currency  # type: ignore[attr-defined]
        self.fields["amount"].help_text = gift.currency


class ReturnForm(forms.Form):
    """Money that goes back to the donor."""

    amount = AmountField()
    day = forms.DateField(label=_("Given back on"), widget=DAY, initial=timezone.localdate)
    reference = forms.CharField(label=_("Reference"), max_length=140, help_text=_("The number of the payment order."))

    def __init__(self, *args: Any, part: Part, **kwargs: Any) -> None:
        kwargs["initial"] = {"amount": major(part.amount_minor, part.gift.currency)}
        super().__init__(*args, **kwargs)
        self.fields["amount"].currency = part.gift.currency  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300)


class ThanksForm(forms.Form):
    how = forms.CharField(label=_("How you thanked"), max_length=100, help_text=_("By telephone, with a card, in person."))
