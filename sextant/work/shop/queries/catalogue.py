"""What the catalogue shows, and to whom."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Min, OuterRef, Prefetch, Q, QuerySet

from sextant.work.shop.models import Product, Variant
from sextant.work.shop.numbers import isbn_of

OPEN = Variant.objects.filter(is_open=True).order_by("kind", "price_minor", "pk")


def _text(rows: QuerySet[Product], text: str) -> QuerySet[Product]:
    """Products in whose title or authors all words stand, or whose ISBN or article number it is."""
    number = isbn_of(text)
    if number:
        return rows.filter(isbn=number)
    for word in text.split()[:8]:
        asked = Q()
        for form in {word, word.lower(), word.capitalize(), word.upper()}:
            asked |= Q(title_ru__icontains=form) | Q(title_en__icontains=form) | Q(authors__icontains=form)
        rows = rows.filter(asked | Exists(Variant.objects.filter(product=OuterRef("pk"), sku__iexact=word)))
    return rows


def products_wanted(wish: dict[str, Any], *, all_states: bool = False) -> QuerySet[Product]:
    """Products of one filter with their category and open variants, in three queries whatever their number."""
    rows = Product.objects.all() if all_states else Product.objects.filter(state=Product.State.ON_SALE)
    rows = rows.filter(state=wish["state"]) if all_states and wish.get("state") else rows
    rows = rows.filter(category=wish["category"]) if wish.get("category") else rows
    rows = rows.filter(Exists(OPEN.filter(product=OuterRef("pk"), kind=wish["kind"]))) if wish.get("kind") else rows
    rows = _text(rows, (wish.get("q") or "").strip())
    if wish.get("sort") == "price":
        rows = rows.annotate(cheapest=Min("variants__price_minor", filter=Q(variants__is_open=True))).order_by("cheapest", "pk")
    elif wish.get("sort") == "title":
        rows = rows.order_by("title_ru", "pk")
    else:
        rows = rows.order_by("-year", "title_ru", "pk")
    shown = Variant.objects.order_by("kind", "price_minor", "pk") if all_states else OPEN
    return rows.select_related("category").prefetch_related(Prefetch("variants", queryset=shown.select_related("product"), to_attr="shown"))


@dataclass(frozen=True)
class Offer:
    """A variant as one reader sees it: the price to pay, and whether a member would pay less."""

    variant: Variant
    price_minor: int
    is_member_price: bool
    member_saves: bool


def offers_of(product: Product, member: bool) -> list[Offer]:
    """The open variants of a product with this reader's prices."""
    found = []
    for variant in OPEN.filter(product=product).select_related("product"):
        price = variant.price_for(member)
        cheaper = variant.member_price_minor is not None and variant.member_price_minor < variant.price_minor
        found.append(Offer(variant, price, price < variant.price_minor, cheaper and not member))
    return found
