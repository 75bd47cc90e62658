"""Products, variants, stock and imports, as those who keep the shop see them."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.shop import rules
from sextant.work.shop.actions.imports import begin_import
from sextant.work.shop.actions.products import save_product, save_variant, set_product_state
from sextant.work.shop.actions.stock import receive_stock, write_off_stock
from sextant.work.shop.forms.office import ImportForm, ProductFilter, ProductForm, StockForm, VariantForm
from sextant.work.shop.models import Category, Movement, Product, ProductImport, Variant
from sextant.work.shop.queries.catalogue import products_wanted
from sextant.work.shop.queries.tables import products_table

WITH_VARIANTS = Product.objects.select_related("category").prefetch_related(
    Prefetch("variants", queryset=Variant.objects.order_by("kind", "pk").select_related("product"))
)
WITH_PRODUCT = Variant.objects.select_related("product")
DONE = {
    "on_sale": gettext_lazy("The product is on sale."),
    "withdrawn": gettext_lazy("The product is withdrawn from sale."),
    "draft": gettext_lazy("The product is a draft again; visitors do not see it."),
}


@decided_by(rules.may_keep_shop)
def products(request: HttpRequest) -> HttpResponseBase:
    """All products with their variants."""
    form = ProductFilter(request.GET or None)
    rows = products_wanted(form.wish() if form.is_bound else {}, all_states=True)
    if "format" in request.GET:
        wanted = Variant.objects.filter(product__in=rows.values("pk").order_by()).select_related("product__category")
        return download(products_table(wanted.order_by("product__title_ru", "pk")), request.GET["format"])
    shown = {"form": form, "page": paged(request, rows), "has_categories": Category.objects.exists()}
    return render(request, "shop/_product_rows.html" if part_wanted(request) else "shop/products.html", shown)


def _product_page(request: UserRequest, product: Product | None) -> HttpResponse:
    form = ProductForm(request.POST or None, request.FILES or None, instance=product)
    if form.is_valid():
        saved = attempt(form, save_product, Product.objects.get(pk=product.pk) if product else None, by=request.user, **form.given())
        if saved is not None:
            messages.success(request, _("The product is saved."))
            return redirect("shop:edit_product", saved.pk)
    shown = {"form": form, "product": product, "variants": list(product.variants.all()) if product else []}
    return render(request, "shop/edit_product.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep_shop)
def new_product(request: UserRequest) -> HttpResponse:
    return _product_page(request, None)


@decided_by(rules.may_keep_shop, WITH_VARIANTS)
def edit_product(request: UserRequest, product: Product) -> HttpResponse:
    """A product, its variants, and whether it is on sale."""
    return _product_page(request, product)


@decided_by(rules.may_keep_shop, Product)
@require_POST
def set_state(request: UserRequest, product: Product) -> HttpResponse:
    """Puts it on sale, or takes it from sale."""
    wanted = request.POST.get("state", "")
    if wanted in DONE:
        carried_out(request, DONE[wanted], set_product_state, product, state=wanted, by=request.user)
    return redirect("shop:edit_product", product.pk)


def _variant_page(request: UserRequest, product: Product, variant: Variant | None, stock_form: StockForm | None = None) -> HttpResponse:
    bound = stock_form is None and request.method == "POST"
    form = VariantForm(request.POST if bound else None, request.FILES if bound else None, instance=variant or Variant(product=product))
    if form.is_valid():
        saved = attempt(form, save_variant, variant, product=product, by=request.user, **form.given())
        if saved is not None:
            messages.success(request, _("The variant is saved."))
            return redirect("shop:edit_variant", saved.pk)
    shown: dict[str, Any] = {"form": form, "product": product, "variant": variant, "stock_form": stock_form or StockForm()}
    if variant is not None:
        variant.refresh_from_db(fields=["on_hand", "reserved"])
        shown["movements"] = variant.movements.select_related("order", "by")[:50]
        shown["prices"] = variant.price_changes.select_related("by")[:50]
    return render(request, "shop/edit_variant.html", shown, status=400 if form.is_bound or stock_form else 200)


@decided_by(rules.may_keep_shop, Product)
def new_variant(request: UserRequest, product: Product) -> HttpResponse:
    return _variant_page(request, product, None)


@decided_by(rules.may_keep_shop, WITH_PRODUCT)
def edit_variant(request: UserRequest, variant: Variant) -> HttpResponse:
    """A variant with its price history, its stock and what moved it."""
    return _variant_page(request, variant.product, variant)


@decided_by(rules.may_keep_shop, WITH_PRODUCT)
@require_POST
def move_stock(request: UserRequest, variant: Variant) -> HttpResponse:
    """Copies came, or were written off."""
    form = StockForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        action = receive_stock if given["kind"] == Movement.Kind.RECEIVED else write_off_stock
        if attempt(form, action, variant, quantity=given["quantity"], on=given["day"], note=given["note"], by=request.user) is not None:
            messages.success(request, _("The stock is up to date."))
            return redirect("shop:edit_variant", variant.pk)
    return _variant_page(request, variant.product, variant, form)


@decided_by(rules.may_keep_shop)
def stock(request: HttpRequest) -> HttpResponseBase:
    """What is counted: on hand, held for orders, free; what runs out stands first."""
    rows = Variant.objects.exclude(kind=Variant.Kind.DIGITAL).select_related("product__category").order_by("on_hand", "pk")
    if "format" in request.GET:
        return download(products_table(rows), request.GET["format"])
    return render(request, "shop/stock.html", {"page": paged(request, rows)})


@decided_by(rules.may_keep_shop)
def imports(request: UserRequest) -> HttpResponse:
    """Imports so far, and the form for a new one."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        work = attempt(form, begin_import, name=file.name, content=file.read(), by=request.user)
        if work is not None:
            return redirect("shop:import", work.pk)
    rows = ProductImport.objects.defer("content").select_related("by")
    return render(request, "shop/imports.html", {"form": form, "page": paged(request, rows)}, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep_shop, ProductImport.objects.defer("content").select_related("by"))
def import_run(request: HttpRequest, work: ProductImport) -> HttpResponse:
    """What became of the rows of one list."""
    return render(request, "shop/import.html", {"work": work})
