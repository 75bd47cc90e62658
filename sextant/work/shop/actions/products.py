"""Products, their variants and prices."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.search.actions import index
from sextant.work.shop.models import Category, PriceChange, Product, Variant
from sextant.work.shop.numbers import isbn_of, issn_of

PLAIN = ("title_ru", "title_en", "about_ru", "about_en", "authors", "year", "pages", "age_mark")
VARIANT_FIELDS = ("kind", "name_ru", "name_en", "sku", "licence", "seats", "max_downloads", "open_days", "is_open")
PICTURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
LARGEST_COVER, LARGEST_FILE = 3 * 1024 * 1024, 100 * 1024 * 1024
CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "ts",
            "ch",
            "sh",
            "sch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
        ],
        strict=True,
    )
)
"""A plain way into Latin letters for addresses, not a standard of transliteration."""


def slug_for(title: str, taken: set[str]) -> str:
    """An address that is not taken yet, made from a title in any script."""
    base = slugify("".join(CYRILLIC.get(letter, letter) for letter in title.lower()))[:60] or "product"
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def checked_numbers(isbn: str, issn: str) -> tuple[str, str]:
    """Both numbers as they are kept; refuses those whose check digit is wrong."""
    found_isbn, found_issn = isbn_of(isbn), issn_of(issn)
    if found_isbn is None:
        raise ValidationError({"isbn": _("This is not an ISBN: its check digit or its length is wrong. Compare it with the book.")})
    if found_issn is None:
        raise ValidationError({"issn": _("This is not an ISSN: its check digit or its length is wrong. Compare it with the journal.")})
    return found_isbn, found_issn


def picture_kind(content: bytes) -> str:
    """`png` or `jpg` by the first bytes; refuses anything else, whatever it is called."""
    for start, kind in PICTURES.items():
        if content.startswith(start):
            return kind
    raise ValidationError({"cover": _("A cover is a PNG or JPEG picture. Save it as one of these.")})


@transaction.atomic
def save_category(category: Category | None, *, by: User | None, **fields: Any) -> Category:
    """Keeps a shelf of the catalogue."""
    kept = category or Category()
    for name in ("code", "name_ru", "name_en", "order"):
        if name in fields:
            setattr(kept, name, fields[name])
    if not kept.name_ru and not kept.name_en:
        raise ValidationError({"name_ru": _("Give a name in at least one language.")})
    kept.save()
    record(verb="shop.save_category", obj=kept, by=by, after={"code": kept.code})
    return kept


@transaction.atomic
def save_product(product: Product | None, *, category: Category, by: User | None, cover: Any | None = None, **fields: Any) -> Product:
    """Keeps a product; what is not named stays as it is. A new one is a draft."""
    kept = product or Product(state=Product.State.DRAFT)
    kept.category = category
    for name in PLAIN:
        if name in fields:
            setattr(kept, name, fields[name])
    if not kept.title_ru.strip() and not kept.title_en.strip():
        raise ValidationError({"title_ru": _("Give a title in at least one language.")})
    kept.isbn, kept.issn = checked_numbers(fields.get("isbn", kept.isbn), fields.get("issn", kept.issn))
    twin = Product.objects.filter(isbn=kept.isbn).exclude(pk=kept.pk).first() if kept.isbn else None
    if twin is not None:
        raise ValidationError({"isbn": _("“%(title)s” has this ISBN already.") % {"title": twin.title}})
    if not kept.slug:
        kept.slug = slug_for(kept.title_en or kept.title_ru, set(Product.objects.values_list("slug", flat=True)))
    if cover is not None:
        if (cover.size or 0) > LARGEST_COVER:
            raise ValidationError({"cover": _("The cover is larger than 3 MB. Make the picture smaller.")})
        kind = picture_kind(cover.read(8))
        cover.seek(0)
        kept.cover.save(f"cover.{kind}", cover, save=False)
    kept.save()
    record(verb="shop.save_product", obj=kept, by=by, after={"title": kept.title, "isbn": kept.isbn, "state": kept.state})
    index(kept)
    return kept


@transaction.atomic
def set_product_state(product: Product, *, state: str, by: User | None) -> Product:
    """Puts a product on sale or takes it from sale; on sale it needs something that can be bought."""
    kept = Product.objects.select_for_update().get(pk=product.pk)
    if state == Product.State.ON_SALE and not kept.variants.filter(is_open=True).exists():
        raise ValidationError(_("Add a variant with a price first: there is nothing to buy yet."))
    before, kept.state = kept.state, state
    kept.save(update_fields=["state"])
    record(verb="shop.set_product_state", obj=kept, by=by, before={"state": before}, after={"state": state})
    index(kept)
    return kept


def _refuse_variant(variant: Variant) -> None:
    if not variant.sku.strip():
        raise ValidationError({"sku": _("Give an article number.")})
    if Variant.objects.filter(sku=variant.sku).exclude(pk=variant.pk).exists():
        raise ValidationError({"sku": _("This article number is taken. Choose another one.")})
    if variant.price_minor < 0:
        raise ValidationError({"price": _("Give a price that is not negative.")})
    if variant.member_price_minor is not None and not 0 <= variant.member_price_minor <= variant.price_minor:
        raise ValidationError({"member_price": _("The members' price is not above the price for everybody.")})


@transaction.atomic
def save_variant(variant: Variant | None, *, product: Product, by: User | None, file: Any | None = None, **fields: Any) -> Variant:
    """Keeps a variant; a price that differs from the one before becomes a line of the price history."""
    kept = Variant.objects.select_for_update().get(pk=variant.pk) if variant else Variant(product=product, is_demo=product.is_demo)
    earlier = (kept.currency, kept.price_minor, kept.member_price_minor) if variant else None
    for name in (*VARIANT_FIELDS, "currency", "price_minor", "member_price_minor"):
        if name in fields:
            setattr(kept, name, fields[name])
    _refuse_variant(kept)
    if variant and "kind" in fields and kept.kind == Variant.Kind.DIGITAL and kept.on_hand:
        raise ValidationError({"kind": _("There are copies in stock; a digital edition has none. Make a new variant.")})
    kept.save()
    if file is not None:
        if (file.size or 0) > LARGEST_FILE:
            raise ValidationError({"file": _("The file is larger than 100 MB.")})
        kept.file.save(_plain_name(file.name or "edition"), file, save=True)
    price = (kept.currency, kept.price_minor, kept.member_price_minor)
    if price != earlier:
        names = ("currency", "price_minor", "member_price_minor")
        PriceChange.objects.create(variant=kept, since=timezone.now(), by=by, **dict(zip(names, price, strict=True)))
    before = {"price_minor": earlier[1], "member_price_minor": earlier[2]} if earlier else None
    after = {"sku": kept.sku, "price_minor": kept.price_minor, "member_price_minor": kept.member_price_minor, "is_open": kept.is_open}
    record(verb="shop.save_variant", obj=kept, by=by, before=before, after=after)
    return kept


def _plain_name(name: str) -> str:
    """A file's name without anything that could lead out of its folder."""
    stem, _dot, ending = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    return f"{slugify(''.join(CYRILLIC.get(letter, letter) for letter in stem.lower()))[:60] or 'edition'}.{slugify(ending)[:8] or 'bin'}"
