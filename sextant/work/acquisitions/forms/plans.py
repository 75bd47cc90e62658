"""An offer, a plan, an order."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.society.ledger.forms.invoices import AmountField
from sextant.work.acquisitions.forms.collections import MEGABYTE, fits
from sextant.work.acquisitions.models import Collection, Offer, Plan

LARGEST_OFFER = 100 * MEGABYTE
OFFERS = (".csv", ".txt", ".tsv", ".xml", ".onix", ".mrc", ".marc", ".iso")


class OfferForm(forms.Form):
    """A supplier's list, or one that is here already, and the budget."""

    name = forms.CharField(label=_("What the plan is called"), max_length=120, help_text=_("Such as “First half of the year”."))
    file = forms.FileField(
        label=_("Offer of a supplier"),
        required=False,
        allow_empty_file=True,
        help_text=_("A table (CSV) with the columns id, isbn, title, price, age, language, class, awards, accessible, value; ONIX 3, or MARC 21."),
    )
    earlier = forms.ModelChoiceField(label=_("Or an offer that is here already"), queryset=Offer.objects.none(), required=False)
    budget = AmountField(label=_("Budget"))

    needed_sometimes = ("file", "earlier")

    def __init__(self, *args: Any, collection: Collection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        earlier, budget = self.fields["earlier"], self.fields["budget"]
        earlier.queryset = collection.offers.order_by("-pk")  # type: ignore[attr-defined]
        budget.currency = collection.currency  # type: ignore[attr-defined]
        budget.help_text = _("In %(currency)s.") % {"currency": collection.currency}

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        return fits(file, LARGEST_OFFER, OFFERS) if file else None

    def clean_budget(self) -> int:
        if self.cleaned_data["budget"] <= 0:
            raise forms.ValidationError(_("A budget is more than nothing."))
        return int(self.cleaned_data["budget"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors.get("file") and bool(given.get("file")) == bool(given.get("earlier")):
            self.add_error("file", _("Bring a file, or choose an offer that is here: one of the two."))
        return given


class CopyForm(forms.Form):
    """The name of another plan of the same offer."""

    name = forms.CharField(label=_("What the other plan is called"), max_length=120)


class OrderForm(forms.Form):
    """When the list was ordered, and under which number."""

    on = forms.DateField(label=_("Ordered on"), initial=timezone.localdate, widget=forms.DateInput(attrs={"type": "date"}))
    number = forms.CharField(label=_("Number of the order"), max_length=80, required=False)


class CompareForm(forms.Form):
    """The plan to set beside this one."""

    other = forms.ModelChoiceField(label=_("Compare with"), queryset=Plan.objects.none(), empty_label=None)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["other"]
        field.queryset = Plan.objects.filter(collection=plan.collection_id, currency=plan.currency, spent__isnull=False).exclude(pk=plan.pk)


class ListForm(forms.Form):
    """A question to the list of a plan."""

    WHICH = (("", _("titles of the list")), ("hand", _("decided by hand")), ("left", _("just left out")))
    q = forms.CharField(label=_("Title, author or ISBN"), required=False, max_length=100)
    which = forms.ChoiceField(label=pgettext_lazy("titles of a plan", "Show"), choices=WHICH, required=False)
