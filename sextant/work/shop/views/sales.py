"""What was sold: by product and month, and the lines behind each figure."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.bars import bar_chart
from sextant.base.ui.charts import Chart, Point
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.base.words.money import major
from sextant.work.shop import rules
from sextant.work.shop.forms.office import SalesFilter
from sextant.work.shop.models import Product
from sextant.work.shop.queries import sales as sold
from sextant.work.shop.queries.tables import lines_table, sales_table


def _asked(request: HttpRequest) -> tuple[SalesFilter, int, dict[str, Any]]:
    form = SalesFilter(request.GET or None, initial={"year": timezone.localdate().year})
    wish = form.wish() if form.is_bound else {}
    product = request.GET.get("product", "")
    if product.isdigit() and len(product) < 12:
        wish = {**wish, "product": Product.objects.filter(pk=product).first()}
    return form, wish.get("year") or timezone.localdate().year, wish


def _chart(rows: list[sold.SalesRow], year: int) -> Chart | None:
    """The ten products that earned most, in the currency that earned most."""
    if not rows:
        return None
    currency = max(rows, key=lambda row: row.amount_minor).currency
    page = reverse("shop:sold_lines")
    best = [row for row in rows if row.currency == currency][:10]
    bars = [Point(row.product.title, float(major(row.amount_minor, currency)), f"{page}?year={year}&product={row.product.pk}") for row in best]
    return bar_chart(bars, title=_("Sales of %(year)s") % {"year": year}, unit=currency, decimals=0, width=760)


@decided_by(rules.may_see_sales)
def sales(request: HttpRequest) -> HttpResponseBase:
    """Sales of a year by product and month; every figure opens to its lines."""
    form, year, wish = _asked(request)
    rows = sold.sales_by_product(sold.sold_lines(date(year, 1, 1), date(year, 12, 31), wish).iterator(chunk_size=2000))
    if "format" in request.GET:
        return download(sales_table(rows), request.GET["format"])
    totals: dict[str, int] = {}
    for row in rows:
        totals[row.currency] = totals.get(row.currency, 0) + row.amount_minor
    shown = {"form": form, "rows": rows, "year": year, "totals": totals, "chart": _chart(rows, year), "months": range(1, 13)}
    return render(request, "shop/_sales.html" if part_wanted(request) else "shop/sales.html", shown)


@decided_by(rules.may_see_sales)
def sold_lines(request: HttpRequest) -> HttpResponseBase:
    """The lines behind a figure: of a year, or of one of its months, of all products or of one."""
    _form, year, wish = _asked(request)
    month = int(request.GET["month"]) if request.GET.get("month", "").isdigit() and 1 <= int(request.GET["month"]) <= 12 else 0
    since, until = date(year, month or 1, 1), date(year, 12, 31)
    if month:
        until = date(year + month // 12, month % 12 + 1, 1) - date.resolution
    rows = sold.sold_lines(since, until, wish)
    if "format" in request.GET:
        return download(lines_table(rows), request.GET["format"])
    page = paged(request, rows)
    shown = {"page": page, "kept": [(line, sold.kept_minor(line)) for line in page], "since": since, "until": until, "product": wish.get("product")}
    return render(request, "shop/sold_lines.html", {**shown, "sees_orders": rules.may_see_orders(request.user)})
