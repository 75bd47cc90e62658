"""Other forms filled from what is held: of a year, and of one library."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import Column, Table, download
from sextant.base.permissions.pages import decided_by
from sextant.work.returns import rules
from sextant.work.returns.models import LibraryReturn, YearRelease
from sextant.work.returns.queries import crosswalks as held
from sextant.work.returns.views.holdings import release_at

NAMES = ("form", "cell", "name", "place", "unit", "value", "status", "loss", "formula", "why", "libraries")
COLUMNS = tuple(Column(name, name, lambda row, name=name: row[name]) for name in NAMES)  # type: ignore[misc]


def return_at(pk: int, year: int) -> LibraryReturn:
    rows = LibraryReturn.objects.select_related("library__collection", "library__organisation", "release__collection")
    return get_object_or_404(rows, library=pk, year=year, is_current=True)


def _source(thing: YearRelease | LibraryReturn) -> held.Source:
    found = held.of_year(thing) if isinstance(thing, YearRelease) else held.of_library(thing.library, thing.year)
    if found is None:
        raise Http404
    return found


def _shared(thing: YearRelease | LibraryReturn) -> dict[str, Any]:
    """What both pages say of what the form is filled from."""
    release = thing if isinstance(thing, YearRelease) else thing.release
    library = None if isinstance(thing, YearRelease) else thing.library
    name = library.name if library else release.collection.name
    return {
        "release": release,
        "collection": release.collection,
        "library": library,
        "of_what": f"{name}, {release.year}",
        "is_published": release.published_at is not None,
    }


def _list(request: UserRequest, thing: YearRelease | LibraryReturn) -> HttpResponse:
    source, shared = _source(thing), _shared(thing)
    filled = [held.filled(name, source, shared["collection"].currency) for name in held.forms()]
    return render(request, "returns/forms.html", {**shared, "forms": filled})


def _form(request: UserRequest, thing: YearRelease | LibraryReturn, name: str) -> HttpResponseBase:
    if name not in held.forms():
        raise Http404
    shared = _shared(thing)
    found = held.filled(name, _source(thing), shared["collection"].currency)
    if request.GET.get("format"):
        key = shared["library"].key if shared["library"] else shared["collection"].code
        return download(Table(f"{name}-{key}-{shared['release'].year}", COLUMNS, held.records(found)), request.GET["format"])
    return render(request, "returns/form.html", {**shared, "form": found})


@decided_by(rules.may_see_forms, release_at)
@require_safe
def year_forms(request: UserRequest, release: YearRelease) -> HttpResponse:
    """The forms that can be filled from a year's totals, with how much of each is lost."""
    return _list(request, release)


@decided_by(rules.may_see_forms_of, return_at)
@require_safe
def library_forms(request: UserRequest, row: LibraryReturn) -> HttpResponse:
    """The forms that can be filled from one return."""
    return _list(request, row)


def form_of_year(code: str, year: int, name: str) -> tuple[YearRelease, str]:
    return release_at(code, year), name


def form_of_library(pk: int, year: int, name: str) -> tuple[LibraryReturn, str]:
    return return_at(pk, year), name


def may_see_year_form(user: Any, found: tuple[YearRelease, str]) -> bool:
    return rules.may_see_forms(user, found[0])


def may_see_library_form(user: Any, found: tuple[LibraryReturn, str]) -> bool:
    return rules.may_see_forms_of(user, found[0])


@decided_by(may_see_year_form, form_of_year)
@require_safe
def year_form(request: UserRequest, found: tuple[YearRelease, str]) -> HttpResponseBase:
    """One form filled from a year's totals."""
    return _form(request, *found)


@decided_by(may_see_library_form, form_of_library)
@require_safe
def library_form(request: UserRequest, found: tuple[LibraryReturn, str]) -> HttpResponseBase:
    """One form filled from one return."""
    return _form(request, *found)
