"""What a donor fills in on the public page of an appeal."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sextant.base.words.money import money
from sextant.society.ledger.forms.invoices import AmountField
from sextant.work.fundraising.actions.gifts import Wish, refuse_amount
from sextant.work.fundraising.models import Appeal, Donor, Gift

OWN = "own"
OFTEN = (("", _("once")), ("1", _("every month")), ("3", _("every quarter")), ("12", _("every year")))


class OwnAmountField(AmountField):
    """An amount that may be left out; cleaned to minor units or None."""

    def clean(self, value: Any) -> Any:
        return super().clean(value) if str(value or "").strip() else None


class GiveForm(forms.Form):
    """A gift as it is promised: how much, how often, by whom, for whom, and what the donor agrees to."""

    needed_sometimes = ("amount", "tribute_name")
    choice = forms.ChoiceField(label=_("Amount"), widget=forms.RadioSelect, required=False)
    amount = OwnAmountField(label=_("Another amount"), required=False)
    often = forms.ChoiceField(label=_("How often"), widget=forms.RadioSelect, choices=OFTEN, required=False, initial="")
    kind = forms.ChoiceField(label=_("I give"), widget=forms.RadioSelect, required=False, initial=Donor.Kind.PERSON)
    name = forms.CharField(label=_("Name"), max_length=300, help_text=_("As it should stand on the receipt."))
    email = forms.EmailField(label=_("E-mail"), help_text=_("The receipt goes there."))
    is_anonymous = forms.BooleanField(label=_("Do not name me publicly"), required=False)
    tribute = forms.ChoiceField(label=_("In memory or in honour of somebody"), required=False)
    tribute_name = forms.CharField(label=_("Of whom"), max_length=200, required=False)
    message = forms.CharField(label=_("A few words to the association"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    wants_receipt = forms.BooleanField(label=_("Send me the receipt"), required=False, initial=True)
    agrees_to_letters = forms.BooleanField(label=_("Write to me what was done, and about new appeals"), required=False)
    processing = forms.BooleanField(label=_("I agree that the association keeps these data to receive the gift and to account for it."))
    website = forms.CharField(required=False, label=_("Leave this empty"), widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    def __init__(self, *args: Any, appeal: Appeal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.appeal = appeal
        suggested = [(str(amount), money(amount, appeal.currency)) for amount in appeal.suggested]
        fields: dict[str, Any] = self.fields
        fields["choice"].choices = [*suggested, (OWN, _("another amount"))]
        fields["choice"].initial = suggested[len(suggested) // 2][0] if suggested else OWN
        if not suggested:
            fields["choice"].widget = forms.HiddenInput()
            fields["amount"].label = _("Amount")
        fields["amount"].currency = appeal.currency
        fields["amount"].widget.attrs["autocomplete"] = "off"
        fields["kind"].choices = [(Donor.Kind.PERSON, _("for myself")), (Donor.Kind.ORGANISATION, _("for an organisation"))]
        fields["tribute"].choices = [("", _("no")), *Gift.Tribute.choices]
        fields["name"].widget.attrs["autocomplete"] = "name"
        fields["email"].widget.attrs["autocomplete"] = "email"

    @property
    def is_from_a_machine(self) -> bool:
        """A field that no person sees was filled in."""
        return bool(self.data.get("website"))

    def clean(self) -> dict[str, Any]:
        """One amount out of the two ways to say it; an own amount goes before a suggested one."""
        given = super().clean() or self.cleaned_data
        if "amount" in self.errors:
            return given
        own, chosen = given.get("amount"), given.get("choice")
        if own is None and chosen in ("", None, OWN):
            self.add_error("amount", _("Choose an amount, or write another one."))
            return given
        given["amount_minor"] = own if own is not None else int(chosen or 0)
        try:
            refuse_amount(given["amount_minor"], self.appeal.currency)
        except ValidationError as refusal:
            self.add_error("amount", refusal.messages)
        if given.get("tribute") and not given.get("tribute_name", "").strip():
            self.add_error("tribute_name", _("Say in whose memory or honour the gift is made."))
        return given

    def wish(self, language: str) -> Wish:
        """What the donor said beside the amount."""
        given = self.cleaned_data
        names = ("name", "email", "is_anonymous", "tribute", "tribute_name", "message", "agrees_to_letters", "wants_receipt")
        return Wish(language=language, **{name: given[name] for name in names})
