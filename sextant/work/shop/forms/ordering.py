"""What visitors send: a search of the catalogue, quantities, a voucher, the order itself."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from sextant.society.members.models import Organisation
from sextant.work.shop.models import Category, DeliveryMethod, Variant
from sextant.work.shop.queries.basket import MOST

ORDERS = (("new", _("newest first")), ("title", _("by title")), ("price", _("cheapest first")))


class CatalogueFilter(forms.Form):
    """Which products a visitor wants to see."""

    q = forms.CharField(label=_("Title, author, ISBN"), required=False, max_length=100)
    category = forms.ModelChoiceField(
        Category.objects.all(), label=_("Category"), required=False, to_field_name="code", empty_label=_("all categories")
    )
    kind = forms.ChoiceField(label=_("Format"), required=False, choices=[("", _("any format")), *Variant.Kind.choices])
    sort = forms.ChoiceField(label=_("Sorted"), required=False, choices=ORDERS)

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return self.cleaned_data


class AddForm(forms.Form):
    """So many of one variant into the basket."""

    variant = forms.ModelChoiceField(Variant.objects.select_related("product"))
    quantity = forms.IntegerField(label=_("Quantity"), min_value=1, max_value=MOST, initial=1, required=False)


class BasketForm(forms.Form):
    """The quantities of a basket; nought takes a line out."""

    def __init__(self, *args: Any, keys: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in keys:
            self.fields[f"quantity_{key}"] = forms.IntegerField(label=_("Quantity"), min_value=0, max_value=MOST)
        self.fields["voucher"] = forms.CharField(label=_("Voucher"), required=False, max_length=30)

    def quantities(self) -> dict[str, int]:
        """{key of the variant: quantity}"""
        return {name.removeprefix("quantity_"): value for name, value in self.cleaned_data.items() if name.startswith("quantity_")}


class OrderForm(forms.Form):
    """Who orders, who pays, and how printed editions reach them."""

    needed_sometimes = ("address",)
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("The link to the order and to downloads comes to this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(label=_("Phone"), required=False, max_length=60, widget=forms.TextInput(attrs={"autocomplete": "tel"}))
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Who pays"), required=False, empty_label=_("I pay, or the organisation named below")
    )
    payer_name = forms.CharField(
        label=_("Organisation that pays"), required=False, max_length=300, help_text=_("Only where the invoice is made out to an organisation.")
    )
    payer_tax_id = forms.CharField(
        label=_("INN of the organisation"),
        required=False,
        max_length=12,
        validators=[RegexValidator(r"^(\d{10}|\d{12})$", _("An INN has 10 or 12 digits."))],
    )
    delivery = forms.ModelChoiceField(DeliveryMethod.objects.none(), label=_("Delivery"), empty_label=None, widget=forms.RadioSelect)
    address = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=400,
        help_text=_("Needed where the order is sent: postcode, town, street, house, flat."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    key = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, *args: Any, is_delivered: bool, organisations: list[Organisation], methods: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_delivered:
            self.fields["delivery"].queryset = methods  # type: ignore[attr-defined]
        else:
            del self.fields["delivery"]
            del self.fields["address"]
        if organisations:
            field: Any = self.fields["organisation"]
            field.queryset = Organisation.objects.filter(pk__in=[one.pk for one in organisations])
        else:
            del self.fields["organisation"]
