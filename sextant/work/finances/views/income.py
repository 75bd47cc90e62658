"""What we live on."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.parts import part_wanted
from sextant.work.finances import rules
from sextant.work.finances.forms.shown import ShownForm
from sextant.work.finances.queries import books
from sextant.work.finances.queries.income import income, income_chart, income_table


@decided_by(rules.may_see_finances)
def live_on(request: HttpRequest) -> HttpResponseBase:
    """Income by stream and year, and how concentrated it is; every figure opens to its lines."""
    rows, today = books.moved(), timezone.localdate()
    known = books.currencies(rows) or [books.HOME]
    currency = books.chosen_currency(request.GET.get("currency", ""), known)
    shown = income(books.income_by_year(rows, currency), currency, today.year)
    years = [row.year for row in reversed(shown.years) if row.found is not None]
    last = shown.last_over
    form = ShownForm(request.GET or None, currencies=known, years=years)
    if "format" in request.GET:
        return download(income_table(shown), request.GET["format"])
    row = shown.year(int(form.chosen("year", str(last.year)))) if last else None
    form.initial = {"year": row.year if row else None, "currency": currency}
    context = {"form": form, "income": shown, "row": row, "chart": income_chart(shown), "sources": shown.sources(row) if row else []}
    return render(request, "finances/_income.html" if part_wanted(request) else "finances/live_on.html", context)
