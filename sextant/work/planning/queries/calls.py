"""The register of calls as pages ask for it."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.words.money import major
from sextant.lab.funding.words import fold, stems
from sextant.work.planning.models import Call

CURRENCY = "RUB"
"""In which the filter's amount is meant; currencies are never converted, so calls in another one stay in the list."""


def calls_wanted(wish: dict[str, Any], on: date) -> QuerySet[Call]:
    """Calls of one filter, the nearest last day first; without `closed` only those still open on that day."""
    rows = Call.objects.all() if wish.get("closed") else Call.objects.open_on(on)
    for stem in stems(wish.get("q") or ""):
        rows = rows.filter(words__contains=stem)
    if theme := fold(wish.get("theme") or ""):
        rows = rows.filter(theme_words__contains=theme)
    if country := (wish.get("country") or "").upper():
        rows = rows.filter(Q(country_words__contains=f"|{country}|") | Q(country_words__contains="|*|") | Q(country_words="||"))
    if wish.get("amount"):
        rows = rows.filter(Q(award_max=None) | Q(award_max__gte=wish["amount"]) | ~Q(currency=CURRENCY))
    if wish.get("until"):
        rows = rows.filter(closes_on__lte=wish["until"])
    return rows


def calls_table(rows: QuerySet[Call]) -> Table:
    """The same as a file."""
    columns = (
        Column("source", _("Source"), lambda one: one.source),
        Column("id", _("Number"), lambda one: one.key),
        Column("title", _("Call"), lambda one: one.title),
        Column("funder", _("Funder"), lambda one: one.funder),
        Column("countries", _("Countries"), lambda one: "; ".join(one.countries)),
        Column("themes", _("Themes"), lambda one: "; ".join(one.themes)),
        Column("award_min", _("Smallest award"), lambda one: _amount(one, one.award_min)),
        Column("award_max", _("Largest award"), lambda one: _amount(one, one.award_max)),
        Column("currency", _("Currency"), lambda one: one.currency),
        Column("opens_on", _("First day"), lambda one: one.opens_on),
        Column("closes_on", _("Last day"), lambda one: one.closes_on),
        Column("url", _("Link"), lambda one: one.url),
        Column("seen_on", _("Seen on"), lambda one: one.seen_on),
    )
    return Table("funding-calls", columns, rows.iterator(chunk_size=500))


def _amount(call: Call, amount: int | None) -> Any:
    return major(amount, call.currency) if amount is not None and call.currency else None
