"""The list of libraries, and one library."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.work.returns import rules
from sextant.work.returns.forms import LibraryFilter
from sextant.work.returns.models import Library
from sextant.work.returns.queries import libraries as held
from sextant.work.returns.queries import words
from sextant.work.returns.queries.fans import fans_of
from sextant.work.returns.queries.guesses import guesses_of
from sextant.work.returns.queries.notions import firsts, notions_of
from sextant.work.returns.queries.tables import libraries_table, library_table


@decided_by(rules.may_read)
def libraries(request: HttpRequest) -> HttpResponseBase:
    """Libraries by name, collection and region."""
    form = LibraryFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = held.libraries(asked.get("q", ""), asked.get("collection"), asked.get("region", ""), request.user)
    if request.GET.get("format"):
        return download(libraries_table(rows), request.GET["format"])
    return render(request, "returns/libraries.html", {"form": form, "page": paged(request, rows)})


@decided_by(rules.may_read, Library.objects.select_related("collection", "organisation"))
def library(request: HttpRequest, library: Library) -> HttpResponseBase:
    """One library: every variable and indicator over the years, beside its region and its size class."""
    returns = held.returns_in_force(library)
    regions = words.region_names(library.collection)
    guesses, notions = guesses_of(library, regions), notions_of(library.collection, library.region)
    if request.GET.get("format"):
        return download(library_table(library, returns, guesses), request.GET["format"])
    broken = firsts([row.year for row in returns], notions.declared)
    context = {
        "library": library,
        "collection": library.collection,
        "region_name": regions.get(library.region, library.region),
        "returns": returns,
        "rows": held.variable_rows(library, returns, guesses, notions),
        "standings": held.standings(library, returns, notions.of_code),
        "guesses": guesses,
        "heads": [(row, broken.get(row.year, "")) for row in returns],
        "fans": fans_of(library, returns, notions),
        "size_name": words.size_name(returns[-1].size_class) if returns else "",
        "form_years": _form_years(request, library, returns),
    }
    return render(request, "returns/library.html", context)


def _form_years(request: HttpRequest, library: Library, returns: list[held.LibraryReturn]) -> list[int]:
    """The years whose returns the reader may see in other forms, latest first."""
    published = {row.year for row in returns if row.release.published_at}
    everything = len(published) < len(returns) and rules.acts_for(request.user, library)
    return [row.year for row in reversed(returns) if everything or row.year in published]
