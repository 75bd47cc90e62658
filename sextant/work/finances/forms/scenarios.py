"""What comes in about scenarios."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from sextant.lab.payments.amounts import parse_amount
from sextant.lab.payments.refusals import PaymentError
from sextant.work.finances.models import Scenario
from sextant.work.finances.queries.words import key_names

PERCENT, AMOUNT = "percent", "amount"
UNITS = ((PERCENT, _("per cent of what would be")), (AMOUNT, _("an amount a month")))
MONTH = forms.DateInput(attrs={"type": "month", "placeholder": "2026-06"}, format="%Y-%m")
MONTH_FORMATS = ("%Y-%m", "%m.%Y", "%Y-%m-%d")


class ScenarioForm(forms.Form):
    """A new scenario."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("What is asked, such as “Dues +10 %, the grant ends in June”."))
    currency = forms.ChoiceField(label=_("Currency"))
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, *args: Any, currencies: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["currency"] = forms.ChoiceField(label=_("Currency"), choices=[(one, one) for one in currencies])


class ChangeForm(forms.Form):
    """One change of a scenario."""

    key = forms.ChoiceField(label=_("What changes"))
    value = forms.CharField(label=_("By how much"), max_length=40, help_text=_("+10, −25; −100 per cent ends it. More of a cost is positive."))
    unit = forms.ChoiceField(label=_("Counted as"), choices=UNITS)
    since = forms.DateField(label=_("From month"), input_formats=MONTH_FORMATS, widget=MONTH)
    until = forms.DateField(
        label=_("Until month"), required=False, input_formats=MONTH_FORMATS, widget=MONTH, help_text=_("Included; empty: for good.")
    )

    def __init__(self, *args: Any, scenario: Scenario, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scenario = scenario
        self.fields["key"] = forms.ChoiceField(label=_("What changes"), choices=list(key_names().items()))

    def clean(self) -> dict[str, Any]:
        """Reads the value in its unit: `permille` or `amount_minor` is added to what was given."""
        given = super().clean() or {}
        text = (given.get("value") or "").strip()
        if text and given.get("unit") == PERCENT:
            given["permille"] = self._permille(text)
        elif text:
            given["amount_minor"] = self._amount(text)
        return given

    def _permille(self, text: str) -> int | None:
        try:
            exact = Decimal(text.rstrip("% ").replace(",", ".").replace("−", "-").replace("–", "-")) * 10
            if exact.is_finite() and exact == int(exact):
                return int(exact)
        except (InvalidOperation, OverflowError):
            pass
        self.add_error("value", ValidationError(say("Write per cent as a number with at most one decimal, such as 10 or −2.5.")))
        return None

    def _amount(self, text: str) -> int | None:
        try:
            return int(parse_amount(text, self.scenario.currency))
        except PaymentError as refusal:
            self.add_error("value", ValidationError(refusal.sentence((get_language() or "ru")[:2])))
            return None

    def fields_of_change(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: self.cleaned_data.get(name) for name in ("key", "since", "until", "permille", "amount_minor")}
