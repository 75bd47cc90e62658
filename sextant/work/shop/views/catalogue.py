"""The public catalogue: the list, one product, its cover, and the way into the basket."""

import json
import mimetypes
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.base.words.money import major
from sextant.work.shop import rules
from sextant.work.shop.covers import cover_of
from sextant.work.shop.forms.ordering import AddForm, CatalogueFilter
from sextant.work.shop.models import Product
from sextant.work.shop.queries.basket import trouble_with
from sextant.work.shop.queries.catalogue import Offer, offers_of, products_wanted
from sextant.work.shop.queries.prices import pays_member_price
from sextant.work.shop.views.session import count_of, items_of, keep_items

WITH_CATEGORY = Product.objects.select_related("category")


@decided_by(anyone)
def catalogue(request: HttpRequest) -> HttpResponse:
    """What is on sale, narrowed by words, category and format."""
    form = CatalogueFilter(request.GET or None)
    rows = products_wanted(form.wish() if form.is_bound else {})
    shown = {
        "form": form,
        "page": paged(request, rows, 24),
        "in_basket": count_of(request),
        "member": pays_member_price(request.user),
        "may_keep": rules.may_keep_shop(request.user),
    }
    return render(request, "shop/_products.html" if part_wanted(request) else "shop/catalogue.html", shown)


def _described(request: HttpRequest, product: Product, offers: list[Offer]) -> str:
    """The product in the words of schema.org, for machines; what could end the script element is written otherwise."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Book" if product.isbn else "Product",
        "name": product.title,
        "image": request.build_absolute_uri(f"{request.path}cover/"),
        "offers": [
            {
                "@type": "Offer",
                "price": str(major(offer.variant.price_minor, offer.variant.currency)),
                "priceCurrency": offer.variant.currency,
                "availability": f"https://schema.org/{'InStock' if offer.variant.can_be_bought else 'OutOfStock'}",
            }
            for offer in offers
        ],
    }
    more = {"isbn": product.isbn, "author": product.authors, "numberOfPages": product.pages, "datePublished": product.year and str(product.year)}
    data |= {name: value for name, value in more.items() if value and product.isbn}
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


@decided_by(rules.may_see_product, WITH_CATEGORY)
def product(request: HttpRequest, product: Product) -> HttpResponse:
    """One product with everything that can be bought of it."""
    offers = offers_of(product, pays_member_price(request.user))
    shown = {"product": product, "offers": offers, "described": _described(request, product, offers), "in_basket": count_of(request)}
    return render(request, "shop/product.html", {**shown, "may_keep": rules.may_keep_shop(request.user), "on_sale": product.state == "on_sale"})


@decided_by(rules.may_see_product, WITH_CATEGORY)
def cover(request: HttpRequest, product: Product) -> HttpResponseBase:
    """The cover: the picture that was uploaded, or a drawn one."""
    kept = {"Cache-Control": "public, max-age=3600"}
    if product.cover and product.cover.storage.exists(str(product.cover.name)):
        kind = mimetypes.guess_type(str(product.cover.name))[0] or "image/png"
        return FileResponse(product.cover.open("rb"), content_type=kind, headers=kept)
    return HttpResponse(cover_of(product), content_type="image/svg+xml", headers=kept)


@decided_by(anyone)
@require_POST
def add_to_basket(request: HttpRequest) -> HttpResponse:
    """Puts copies of a variant into the basket."""
    form = AddForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This cannot be put into the basket. Choose the number of copies again."))
        return redirect("shop:catalogue")
    variant, items = form.cleaned_data["variant"], items_of(request)
    quantity = items.get(str(variant.pk), 0) + (form.cleaned_data["quantity"] or 1)
    trouble = trouble_with(variant, quantity)
    if trouble:
        messages.error(request, trouble)
        return redirect("shop:product", variant.product.slug)
    keep_items(request, {**items, str(variant.pk): quantity})
    messages.success(request, _("“%(title)s” is in the basket.") % {"title": variant.product.title})
    return redirect("shop:basket")
