"""A spreadsheet of products: which column holds what, and one row as values. Asks no database."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sextant.lab.payments.amounts import decimals, parse_amount
from sextant.lab.payments.refusals import PaymentError
from sextant.work.shop.models import Product, Variant
from sextant.work.shop.numbers import isbn_of, issn_of

HEADINGS: dict[str, tuple[str, ...]] = {
    "title_ru": ("title_ru", "название", "заглавие", "название на русском", "title in russian"),
    "title_en": ("title_en", "название на английском", "title", "title in english"),
    "authors": ("authors", "авторы", "автор", "author"),
    "isbn": ("isbn",),
    "issn": ("issn",),
    "year": ("year", "год", "год издания"),
    "pages": ("pages", "страницы", "страниц", "объём", "количество страниц"),
    "age_mark": ("age_mark", "возрастная маркировка", "возраст", "age mark"),
    "category": ("category", "категория", "раздел", "рубрика"),
    "kind": ("kind", "формат", "вид", "format"),
    "sku": ("sku", "артикул", "article number"),
    "currency": ("currency", "валюта"),
    "price": ("price", "цена"),
    "member_price": ("member_price", "цена для членов", "price for members"),
    "on_hand": ("on_hand", "остаток", "в наличии", "in stock"),
}
KINDS = {
    "print": Variant.Kind.PRINT,
    "печатное издание": Variant.Kind.PRINT,
    "печать": Variant.Kind.PRINT,
    "книга": Variant.Kind.PRINT,
    "printed edition": Variant.Kind.PRINT,
    "digital": Variant.Kind.DIGITAL,
    "электронное издание": Variant.Kind.DIGITAL,
    "pdf": Variant.Kind.DIGITAL,
    "digital edition": Variant.Kind.DIGITAL,
}
AGES = {mark for mark, _mark in Product.AGES}
NEEDED = ("category", "sku", "price")


@dataclass(frozen=True)
class Row:
    """One row as values: of the product, of its variant, the category's name or code, and copies to begin with."""

    product: dict[str, Any]
    variant: dict[str, Any]
    category: str
    on_hand: int


def columns_of(header: list[str]) -> dict[str, int]:
    """{field: place}; refuses a file that does not name category, article number, price and a title."""
    found: dict[str, int] = {}
    for place, heading in enumerate(header):
        plain = " ".join(heading.lower().split())
        for name, known in HEADINGS.items():
            if plain in known and name not in found:
                found[name] = place
    lacking = [name for name in NEEDED if name not in found]
    if "title_ru" not in found and "title_en" not in found:
        lacking.insert(0, "title_ru")
    if lacking:
        words = ", ".join(HEADINGS[name][1] if (get_language() or "ru").startswith("ru") and len(HEADINGS[name]) > 1 else name for name in lacking)
        raise ValidationError(_("These columns are missing: %(columns)s. Name them in the first row.") % {"columns": words})
    return found


def _number(text: str, field: str) -> int | None:
    if not text:
        return None
    if not text.isdigit() or len(text) > 7:
        raise ValidationError(_("“%(value)s” in the column %(column)s is not a whole number.") % {"value": text[:40], "column": field})
    return int(text)


def _amount(text: str, currency: str) -> int | None:
    if not text:
        return None
    try:
        amount = int(parse_amount(text, currency))
    except PaymentError as refusal:
        raise ValidationError(refusal.sentence((get_language() or "ru")[:2])) from refusal
    if amount < 0:
        raise ValidationError(_("“%(value)s” is below zero.") % {"value": text[:40]})
    return amount


def _numbers(given: dict[str, str]) -> dict[str, str]:
    isbn, issn = isbn_of(given.get("isbn", "")), issn_of(given.get("issn", ""))
    if isbn is None:
        raise ValidationError(_("“%(value)s” is not an ISBN.") % {"value": given["isbn"][:40]})
    if issn is None:
        raise ValidationError(_("“%(value)s” is not an ISSN.") % {"value": given["issn"][:40]})
    return {"isbn": isbn, "issn": issn}


def _kind_and_age(given: dict[str, str]) -> tuple[str, str]:
    kind = KINDS.get(given.get("kind", "").lower() or "print")
    if kind is None:
        raise ValidationError(_("“%(value)s” is no format: write “print” or “digital”.") % {"value": given["kind"][:40]})
    age = given.get("age_mark", "")
    if age and age not in AGES:
        raise ValidationError(_("“%(value)s” is no age mark: 0+, 6+, 12+, 16+ or 18+.") % {"value": age[:40]})
    return kind, age


def row_of(cells: list[Any], columns: dict[str, int]) -> Row:
    """One row as values; ValidationError with a sentence for what is wrong with it."""
    given = {name: " ".join(str(cells[place]).split()) for name, place in columns.items()}
    if not given.get("title_ru") and not given.get("title_en"):
        raise ValidationError(_("The title is missing."))
    for name, words in (("sku", _("The article number is missing.")), ("category", _("The category is missing."))):
        if not given[name]:
            raise ValidationError(words)
    currency = given.get("currency", "").upper() or "RUB"
    try:
        decimals(currency)
    except PaymentError as refusal:
        raise ValidationError(refusal.sentence((get_language() or "ru")[:2])) from refusal
    price, member_price = _amount(given["price"], currency), _amount(given.get("member_price", ""), currency)
    if price is None:
        raise ValidationError(_("The price is missing."))
    if member_price is not None and member_price > price:
        raise ValidationError(_("The members' price is not above the price for everybody."))
    kind, age = _kind_and_age(given)
    texts: dict[str, Any] = {name: given[name] for name in ("title_ru", "title_en", "authors") if name in given}
    product: dict[str, Any] = {
        **texts,
        **_numbers(given),
        "age_mark": age,
        "year": _number(given.get("year", ""), "year"),
        "pages": _number(given.get("pages", ""), "pages"),
    }
    variant: dict[str, Any] = {"kind": kind, "sku": given["sku"][:40], "currency": currency, "price_minor": price, "member_price_minor": member_price}
    return Row(product, variant, given["category"], _number(given.get("on_hand", ""), "on_hand") or 0)
