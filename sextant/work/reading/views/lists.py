"""Recommended lists for everybody: the one that stands, earlier ones, downloads, a part to embed."""

from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.parts import part_wanted
from sextant.society.members.book_ways import ways_of
from sextant.work.reading import rules, states
from sextant.work.reading.forms.awards import wished
from sextant.work.reading.forms.books import BookFilter
from sextant.work.reading.models import ListFile, RecommendedList
from sextant.work.reading.onix import onix_message
from sextant.work.reading.printed import method_in_words
from sextant.work.reading.queries.books import current_season
from sextant.work.reading.queries.lists import books_shown, languages_in, lists_read, standing_lists, topics_in
from sextant.work.reading.queries.tables import list_table


def list_at(year: int, version: int | None = None) -> RecommendedList:
    """That version; without a number the one that stands."""
    rows = lists_read().filter(season__year=year)
    return get_object_or_404(rows, version=version) if version else get_object_or_404(rows, state=states.PUBLISHED)


def list_page(request: HttpRequest, one: RecommendedList) -> HttpResponseBase:
    """Books of a published list, narrowed; `?format=` downloads what is asked for."""
    content = one.content
    form = BookFilter(request.GET or None, topics=topics_in(content), languages=languages_in(content))
    books = books_shown(content, wished(form))
    if "format" in request.GET:
        return download(list_table(content, books), request.GET["format"])
    ways = ways_of(request.user, [book["isbn"] for book in books])
    shown: dict[str, Any] = {"one": one, "form": form, "books": [{**book, "ways": ways.get(book["isbn"], [])} for book in books]}
    if part_wanted(request):
        return render(request, "reading/_list.html", shown)
    versions = list(lists_read().filter(season=one.season_id))
    shown |= {
        "site": settings.SEXTANT_URL,
        "versions": versions,
        "files": list(one.files.all()),
        "method": method_in_words(content["method"]),
        "keeper": rules.is_keeper(request.user),
    }
    return render(request, "reading/list.html", shown)


@decided_by(anyone)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The list that stands, of the latest year; before the first one, what is being done."""
    one = standing_lists().first()
    if one is not None:
        return list_page(request, one)
    return render(request, "reading/no_list.html", {"season": current_season(), "keeper": rules.is_keeper(request.user)})


@decided_by(anyone)
@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """All years and versions."""
    return render(request, "reading/lists.html", {"lists": lists_read()})


@decided_by(rules.may_see_list, list_at)
@require_safe
def year(request: HttpRequest, one: RecommendedList) -> HttpResponseBase:
    """The version of that year that stands."""
    return list_page(request, one)


@decided_by(rules.may_see_list, list_at)
@require_safe
def read(request: HttpRequest, one: RecommendedList) -> HttpResponseBase:
    """One version, as it was published."""
    return list_page(request, one)


@decided_by(rules.may_see_list, list_at)
@require_safe
def onix(request: HttpRequest, one: RecommendedList) -> HttpResponse:
    """The version as an ONIX 3.0 message."""
    name = f"recommended-{one.season.year}-{one.version}.xml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(onix_message(one.content, _("Sextant")), content_type="application/xml", headers=headers)


def file_at(year: int, version: int, language: str) -> ListFile:
    rows = ListFile.objects.select_related("list__season").filter(list__state__in=states.READ_LISTS)
    return get_object_or_404(rows, list__season__year=year, list__version=version, language=language)


def may_read_file(user: Any, kept: ListFile) -> bool:
    return rules.may_see_list(user, kept.list)


@decided_by(may_read_file, file_at)
@require_safe
def printed(request: HttpRequest, kept: ListFile) -> HttpResponseBase:
    """The version as PDF in one language."""
    try:
        opened = kept.file.open("rb")
    except OSError as missing:
        raise Http404 from missing
    name = f"recommended-{kept.list.season.year}-{kept.list.version}-{kept.language}.pdf"
    return FileResponse(opened, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@decided_by(rules.may_see_list, list_at)
@require_safe
def embedded(request: HttpRequest, one: RecommendedList) -> HttpResponse:
    """The list without the site around it, for a frame on another site: it sets nothing and asks nothing."""
    form = BookFilter(request.GET or None, topics=topics_in(one.content), languages=languages_in(one.content))
    return render(request, "reading/embedded.html", {"one": one, "books": books_shown(one.content, wished(form))})
