"""Lists of products: taken in, and stored row by row; every row is stored, merged into what is there, or refused with a sentence."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.society.members.sheets.reading import read_sheet
from sextant.work.shop.actions.products import save_category, save_product, save_variant, slug_for
from sextant.work.shop.actions.stock import receive_stock
from sextant.work.shop.models import Category, Product, ProductImport, Variant
from sextant.work.shop.sheet import Row, columns_of, row_of


@transaction.atomic
def begin_import(*, name: str, content: bytes, by: User | None) -> ProductImport:
    """Keeps a file and queues its reading; a file that is no table, or lacks a needed column, is refused at once."""
    try:
        columns_of(read_sheet(content).header)
    except ValidationError as refusal:
        raise ValidationError({"file": refusal.messages}) from refusal
    work = ProductImport.objects.create(name=name[:200], content=content, by=by)
    record(verb="shop.begin_import", obj=work, by=by, after={"name": work.name})
    after_commit("shop.import_products", by=by, import_id=work.pk)
    return work


def _category(word: str, by: User | None) -> Category:
    for category in Category.objects.filter(Q(code__iexact=word) | Q(name_ru=word) | Q(name_en=word))[:1]:
        return category
    taken = set(Category.objects.values_list("code", flat=True))
    return save_category(None, by=by, code=slug_for(word, taken)[:40], name_ru=word[:120], name_en="", order=50)


def _known(row: Row) -> tuple[Product | None, Variant | None]:
    """The product and the variant that a row speaks of: by article number, else the product by ISBN or by its title."""
    variant = Variant.objects.select_related("product").filter(sku=row.variant["sku"]).first()
    if variant is not None:
        return variant.product, variant
    rows, title = Product.objects.all(), row.product.get("title_ru", "")
    if row.product["isbn"]:
        return rows.filter(isbn=row.product["isbn"]).first(), None
    return rows.filter(title_ru=title, year=row.product["year"]).first() if title else None, None


@transaction.atomic
def store_row(row: Row, *, by: User | None) -> bool:
    """Stores one row; True for a new product or variant, False for one that was brought up to date.

    An empty cell changes nothing. Copies are received only with a new variant: stock that is there is counted by movements.
    """
    product, variant = _known(row)
    given: dict[str, Any] = {name: value for name, value in row.product.items() if value not in ("", None)}
    saved = save_product(product, category=_category(row.category, by), by=by, **given)
    kept = save_variant(variant, product=saved, by=by, **row.variant)
    if variant is None and row.on_hand and kept.is_counted:
        receive_stock(kept, quantity=row.on_hand, on=timezone.localdate(), by=by, note=_("Import"))
    return variant is None


@transaction.atomic
def store_import(work: ProductImport) -> ProductImport:
    """Stores what can be stored of a file, once; what cannot is a finding with its line."""
    work = ProductImport.objects.select_for_update().get(pk=work.pk)
    if work.state != ProductImport.State.WAITING:
        return work
    sheet = read_sheet(bytes(work.content))
    columns = columns_of(sheet.header)
    findings = []
    for line, cells in sheet.rows:
        work.rows += 1
        try:
            if store_row(row_of(cells, columns), by=work.by):
                work.stored += 1
            else:
                work.merged += 1
        except ValidationError as refusal:
            work.refused += 1
            findings.append([line, " ".join(refusal.messages)])
    work.findings, work.state, work.content = findings, ProductImport.State.DONE, b""
    work.save()
    counts = {name: getattr(work, name) for name in ("rows", "stored", "merged", "refused")}
    record(verb="shop.store_import", obj=work, by=work.by, after=counts)
    return work


@transaction.atomic
def refuse_import(work: ProductImport, *, trouble: str) -> ProductImport:
    """Ends an import of which nothing could be stored."""
    work.state, work.trouble, work.content = ProductImport.State.REFUSED, trouble[:500], b""
    work.save(update_fields=["state", "trouble", "content"])
    record(verb="shop.refuse_import", obj=work, by=work.by, after={"trouble": work.trouble})
    return work
