"""A variable: its totals over the years, and what each library said in one of them."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.lab.returns import dictionary
from sextant.work.returns import rules
from sextant.work.returns.models import Collection, YearRelease
from sextant.work.returns.queries import variables as held
from sextant.work.returns.queries import words
from sextant.work.returns.queries.libraries import libraries
from sextant.work.returns.queries.notions import notions_of
from sextant.work.returns.views.holdings import collection_at


def variable_at(code: str, variable: str) -> tuple[Collection, dictionary.Variable]:
    """A collection and a variable that there is."""
    if variable not in dictionary.variables():
        raise Http404
    return collection_at(code), dictionary.variables()[variable]


@decided_by(rules.may_read, variable_at)
@require_safe
def variable(request: HttpRequest, found: tuple[Collection, dictionary.Variable]) -> HttpResponseBase:
    """What it means, its totals, where its meaning changes, and its value in every library. `?format=` downloads the year."""
    collection, variable = found
    breaks = notions_of(collection).of([variable.code])
    totals = held.year_totals(collection, variable.code, breaks)
    release = _release(collection, totals, request.GET.get("year", ""))
    asked = request.GET.get("q", "").strip()
    rows = held.returns_by_name(release, libraries(asked, collection, user=request.user) if asked else None) if release else None
    if release and rows is not None and request.GET.get("format"):
        return download(held.variable_table(release, variable.code, rows), request.GET["format"])
    page = paged(request, rows) if rows is not None else None
    cells = held.cell_rows(release, variable.code, page) if release and page is not None else []
    context = {
        "collection": collection,
        "variable": variable,
        "name": words.variable_name(variable.code),
        "definition": words.text_of(variable, "definition"),
        "unit": words.variable_unit(variable.code, collection),
        "totals": totals,
        "chart": held.totals_chart(totals, variable.code, collection, breaks),
        "release": release,
        "page": page,
        "cells": cells,
        "guesses": any(row.cell.guess for row in cells),
        "asked": asked,
    }
    return render(request, "returns/variable.html", context)


def _release(collection: Collection, totals: list[held.YearTotal], asked: str) -> YearRelease | None:
    """The year asked for, or the latest that asked for the variable."""
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else max((row.point.year for row in totals), default=0)
    return collection.years.select_related("collection").filter(year=year).first()
