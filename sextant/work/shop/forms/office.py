"""What those who keep the shop send."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.words.money import major
from sextant.society.ledger.forms.invoices import AmountField
from sextant.society.members.forms.memberships import DAY
from sextant.work.shop import states
from sextant.work.shop.models import Category, DeliveryMethod, Movement, Order, OrderLine, Product, Variant, Voucher

CURRENCIES = [(code, code) for code in ("RUB", "EUR", "USD", "KZT", "BYN")]


class CategoryForm(forms.ModelForm):
    class Meta:
        model = Category
        fields = ("code", "name_ru", "name_en", "order")
        labels = {"code": _("Code"), "name_ru": _("Name in Russian"), "name_en": _("Name in English"), "order": _("Place in the list")}


class ProductForm(forms.ModelForm):
    """A product; the cover is checked by the action."""

    cover = forms.FileField(label=_("Cover"), required=False, help_text=_("PNG or JPEG, up to 3 MB. Without one a cover is drawn."))
    isbn = forms.CharField(label="ISBN", required=False, max_length=25)
    issn = forms.CharField(label="ISSN", required=False, max_length=20)

    class Meta:
        model = Product
        fields = ("category", "title_ru", "title_en", "authors", "year", "pages", "isbn", "issn", "age_mark", "about_ru", "about_en")
        labels = {
            "category": _("Category"),
            "title_ru": _("Title in Russian"),
            "title_en": _("Title in English"),
            "about_ru": _("About it in Russian"),
            "about_en": _("About it in English"),
            "authors": _("Authors"),
            "year": _("Year"),
            "pages": _("Pages"),
            "age_mark": _("Age mark"),
        }

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        values = dict(self.cleaned_data)
        values["cover"] = values.get("cover") or None
        return values


class VariantForm(forms.ModelForm):
    """A variant with its price; amounts as people write them."""

    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    price = AmountField(label=_("Price"))
    member_price = AmountField(label=_("Price for members"), required=False, help_text=_("Leave it empty where all pay the same."))
    file = forms.FileField(label=_("File of the digital edition"), required=False, help_text=_("Kept private, given out through links that expire."))

    class Meta:
        model = Variant
        fields = ("kind", "name_ru", "name_en", "sku", "currency", "licence", "seats", "max_downloads", "open_days", "is_open")
        labels = {
            "kind": _("Format"),
            "name_ru": _("Name in Russian"),
            "name_en": _("Name in English"),
            "sku": _("Article number"),
            "licence": _("Licence of a digital edition"),
            "seats": _("Readers of a library licence"),
            "max_downloads": _("Downloads allowed"),
            "open_days": _("Days for which links work"),
            "is_open": _("can be bought"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        variant = kwargs.get("instance")
        if variant is not None and variant.pk:
            initial = {"price": major(variant.price_minor, variant.currency)}
            if variant.member_price_minor is not None:
                initial["member_price"] = major(variant.member_price_minor, variant.currency)
            kwargs["initial"] = {**initial, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for name in ("seats", "max_downloads", "open_days"):
            self.fields[name].required = False
        currency = str(self.data.get(self.add_prefix("currency")) or (variant.currency if variant else "RUB"))
        if currency in dict(CURRENCIES):
            for name in ("price", "member_price"):
                self.fields[name].currency = currency  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        values = dict(self.cleaned_data)
        values["price_minor"], values["member_price_minor"] = values.pop("price"), values.pop("member_price")
        for name, usual in (("seats", 1), ("max_downloads", 5), ("open_days", 30)):
            values[name] = values.get(name) or usual
        values["file"] = values.get("file") or None
        return values


class StockForm(forms.Form):
    """Copies that came or were written off."""

    kind = forms.ChoiceField(
        label=_("What happened"), choices=[(one.value, one.label) for one in (Movement.Kind.RECEIVED, Movement.Kind.WRITTEN_OFF)]
    )
    quantity = forms.IntegerField(label=_("Copies"), min_value=1)
    day = forms.DateField(label=_("Day"), widget=DAY, initial=timezone.localdate)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)


class MethodForm(forms.ModelForm):
    price = AmountField(label=_("Price"))
    free_from = AmountField(label=_("Free from"), required=False, help_text=_("The sum of goods from which it costs nothing; may be empty."))
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)

    class Meta:
        model = DeliveryMethod
        fields = ("code", "name_ru", "name_en", "about_ru", "about_en", "currency", "needs_address", "is_open", "order")
        labels = {
            "code": _("Code"),
            "name_ru": _("Name in Russian"),
            "name_en": _("Name in English"),
            "about_ru": _("About it in Russian"),
            "about_en": _("About it in English"),
            "needs_address": _("needs an address"),
            "is_open": _("can be chosen"),
            "order": _("Place in the list"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        method = kwargs.get("instance")
        if method is not None:
            initial = {"price": major(method.price_minor, method.currency)}
            if method.free_from_minor is not None:
                initial["free_from"] = major(method.free_from_minor, method.currency)
            kwargs["initial"] = {**initial, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        values = dict(self.cleaned_data)
        values["price_minor"], values["free_from_minor"] = values.pop("price"), values.pop("free_from")
        return values


class VoucherForm(forms.ModelForm):
    amount = AmountField(required=False)
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)

    class Meta:
        model = Voucher
        fields = ("code", "percent", "currency", "since", "until", "uses_allowed", "once_per_customer", "note", "is_open")
        widgets = {"since": DAY, "until": DAY}
        labels = {
            "code": _("Code"),
            "percent": _("Per cent"),
            "since": _("From"),
            "until": _("Until"),
            "uses_allowed": _("Uses allowed"),
            "once_per_customer": _("once per customer"),
            "note": _("Note"),
            "is_open": _("can be used"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        voucher = kwargs.get("instance")
        if voucher is not None and voucher.amount_minor:
            kwargs["initial"] = {"amount": major(voucher.amount_minor, voucher.currency), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        values = dict(self.cleaned_data)
        values["amount_minor"] = values.pop("amount")
        return values

    def _post_clean(self) -> None:
        """The action says what is wrong with a voucher, in words."""


class OrderFilter(forms.Form):
    """Which orders the office wants to see."""

    q = forms.CharField(label=_("Number, name or e-mail"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any state")), *Order.STATES])
    since = forms.DateField(label=_("From"), required=False, widget=DAY)
    until = forms.DateField(label=_("Until"), required=False, widget=DAY)
    to_send = forms.BooleanField(label=_("to be packed or sent"), required=False)

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return self.cleaned_data


class ProductFilter(forms.Form):
    """Which products the office wants to see."""

    q = forms.CharField(label=_("Title, author, ISBN"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any state")), *Product.State.choices])

    def wish(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data


class SalesFilter(forms.Form):
    """Which sales are counted."""

    year = forms.IntegerField(label=_("Year"), required=False, min_value=2000, max_value=2100)
    category = forms.ModelChoiceField(
        Category.objects.all(), label=_("Category"), required=False, to_field_name="code", empty_label=_("all categories")
    )

    def wish(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data


class SendForm(forms.Form):
    tracking = forms.CharField(label=_("Tracking number"), required=False, max_length=60)


class ReturnForm(forms.Form):
    """How many of each line came back."""

    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines: list[OrderLine] = [line for line in order.lines.all() if line.quantity > line.returned]
        for line in self.lines:
            left = line.quantity - line.returned
            self.fields[f"line_{line.pk}"] = forms.IntegerField(label=line.text, min_value=0, max_value=left, initial=0, required=False)
        self.order_fields([*(f"line_{line.pk}" for line in self.lines), "reason"])

    def quantities(self) -> dict[int, int]:
        """{key of the line: copies}"""
        return {line.pk: self.cleaned_data.get(f"line_{line.pk}") or 0 for line in self.lines}


class GiveBackForm(forms.Form):
    reference = forms.CharField(label=_("Reference"), max_length=140, help_text=_("The number of the payment order by which the money goes back."))


class ImportForm(forms.Form):
    file = forms.FileField(label=_("File"), help_text=_("CSV or XLSX, up to 10 MB; the first row names the columns."))


TO_SEND = (states.PAID, states.PACKED)
