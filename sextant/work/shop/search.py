"""How a product is found: by its titles, authors, ISBN and what is said about it."""

from django.utils.translation import gettext_lazy as _

from sextant.base.search.registry import EntryDraft, Searchable
from sextant.work.shop.models import Product


def _entry(product: Product) -> EntryDraft | None:
    if product.state != Product.State.ON_SALE:
        return None
    return EntryDraft(
        title_ru=product.title_ru or product.title_en,
        title_en=product.title_en or product.title_ru,
        url_name="shop:product",
        url_args=(product.slug,),
        summary_ru=(product.about_ru or product.about_en)[:300],
        summary_en=(product.about_en or product.about_ru)[:300],
        text=f"{product.authors} {product.isbn} {product.issn}",
        audience="public",
    )


PRODUCTS = Searchable("shop.product", Product, _entry, _("Publications"))
