"""For everybody: the overview, an edition, its map, themes, bursts, topics and forecasts, and how it was made."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sextant.base.exports.tables import Column, Table, download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.work.observatory import rules
from sextant.work.observatory.models import Analysis, Brief, Corpus, Edition
from sextant.work.observatory.queries import pictures
from sextant.work.observatory.queries.editions import analyses_by_name, analysis_of, editions_public, label_of, labels, note_of
from sextant.work.observatory.queries.forecasts import outlooks
from sextant.work.observatory.queries.recipes import recipe_files, recipe_of


def edition_at(code: str, number: int) -> Edition:
    """An edition that has been made."""
    return get_object_or_404(Edition.objects.select_related("corpus", "published_by").exclude(state="making"), corpus__code=code, number=number)


def shown_of(edition: Edition, analysis: Analysis | None, **more: Any) -> dict[str, Any]:
    """What every page of an edition is given."""
    return {"edition": edition, "corpus": edition.corpus, "analysis": analysis, "notes": note_of(analysis.notes) if analysis else [], **more}


def needed(edition: Edition, name: str) -> Analysis:
    analysis = analysis_of(edition, name)
    if analysis is None:
        raise Http404
    return analysis


def as_file(edition: Edition, name: str, rows: list[dict[str, Any]], form: str) -> HttpResponseBase:
    """Rows of an analysis with every figure in a column of its own."""
    flats = [flat(row) for row in rows]
    names = dict.fromkeys(key for row in flats for key in row)
    columns = tuple(Column(key, key, _getter(key)) for key in names)
    return download(Table(f"{edition.corpus.code}-{edition.number}-{name}", columns, flats), form)


def _getter(key: str) -> Callable[[dict[str, Any]], Any]:
    return lambda row: row.get(key)


def flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row with dictionaries opened into columns `name.key`, and lists as one text."""
    found: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, dict):
            found.update({f"{key}.{inner}": one for inner, one in value.items()})
        else:
            found[key] = "; ".join(map(str, value)) if isinstance(value, list) else value
    return found


@decided_by(rules.may_read)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What is followed, the newest edition of each corpus, and the newest briefs."""
    editions = list(editions_public())
    briefs = list(Brief.objects.published().select_related("concept")[:6])
    return render(request, "observatory/overview.html", {"editions": editions, "briefs": briefs, "keeps": rules.may_keep(request.user)})


def corpus_at(code: str) -> Corpus:
    return get_object_or_404(Corpus, code=code)


@decided_by(rules.may_read, corpus_at)
@require_safe
def corpus(request: HttpRequest, corpus: Corpus) -> HttpResponse:
    """To the newest edition that is published."""
    newest = corpus.editions.published().order_by("-number").first()
    if newest is None:
        raise Http404
    return redirect("observatory:edition", corpus.code, newest.number)


@decided_by(rules.may_read_edition, edition_at)
@require_safe
def edition(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The edition at a glance: the first of its priorities, the map small, and the way to everything else."""
    found = analyses_by_name(edition, without=("priorities",))
    names = {row["concept"]: label_of(row) for row in found["topics"].rows} if "topics" in found else {}
    priorities = [{**row, "label": names.get(row["concept"], "")} for row in found["priorities"].rows[:10]] if "priorities" in found else []
    others = edition.corpus.editions.published().exclude(pk=edition.pk).order_by("-number")[:20]
    shown = {
        "priorities": priorities,
        "map": pictures.map_of(found["map"], names) if "map" in found else None,
        "concepts": len(names),
        "others": others,
        "briefs": Brief.objects.published().filter(edition=edition).select_related("concept")[:12],
        "keeps": rules.may_keep(request.user),
    }
    return render(request, "observatory/edition.html", shown_of(edition, None, **shown))


def _analysis_view(name: str, more: Callable[[Analysis, dict[str, str]], dict[str, Any]]) -> Callable[..., HttpResponseBase]:
    """A page for one analysis, with its rows as a file."""

    @decided_by(rules.may_read_edition, edition_at)
    @require_safe
    def page(request: HttpRequest, edition: Edition) -> HttpResponseBase:
        analysis = needed(edition, name)
        if "format" in request.GET:
            return as_file(edition, name, analysis.rows, request.GET["format"])
        return render(request, f"observatory/{name}.html", shown_of(edition, analysis, **more(analysis, labels(edition))))

    return page


def _themes(analysis: Analysis, names: dict[str, str]) -> dict[str, Any]:
    diagrams, followed = pictures.themes_of(analysis, names)
    return {"diagrams": diagrams, "followed": followed, "side": pictures.SIDE}


map_page = _analysis_view("map", lambda analysis, names: {"map": pictures.map_of(analysis, names)})
themes_page = _analysis_view("themes", _themes)
bursts_page = _analysis_view("bursts", lambda analysis, names: {"bursts": pictures.bursts_of(analysis, names), "rows": analysis.rows})


@decided_by(rules.may_read_edition, edition_at)
@require_safe
def forecasts_page(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """Every concept with enough works, continued, and by how much its model beats the naive one."""
    analysis, topics = needed(edition, "forecast"), needed(edition, "topics")
    if "format" in request.GET:
        return as_file(edition, "forecast", analysis.rows, request.GET["format"])
    found = outlooks(analysis, topics, labels(edition))
    beating = sum(1 for one in found if one.beats)
    shown = shown_of(edition, analysis, page=paged(request, found), beating=beating, all=len(found), coverage=found[0].coverage80 if found else None)
    return render(request, "observatory/forecast.html", shown)


@decided_by(rules.may_read_edition, edition_at)
@require_safe
def topics_page(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """All concepts by the number of their works."""
    analysis = needed(edition, "topics")
    if "format" in request.GET:
        return as_file(edition, "topics", analysis.rows, request.GET["format"])
    asked = request.GET.get("q", "").casefold().strip()
    rows = [{**row, "label": label_of(row), "counts": list(row["by_year"].values())} for row in analysis.rows]
    rows = [row for row in rows if asked in row["label_en"].casefold() or asked in row["label_ru"].casefold()]
    return render(request, "observatory/topics.html", shown_of(edition, analysis, page=paged(request, rows), asked=request.GET.get("q", "")))


COLUMNS = (
    Column("key", gettext_lazy("Key"), lambda row: row.key),
    Column("year", gettext_lazy("Year"), lambda row: row.year),
    Column("title", gettext_lazy("Title"), lambda row: row.title),
    Column("authors", gettext_lazy("Authors"), lambda row: row.authors),
    Column("venue", gettext_lazy("Published in"), lambda row: row.venue),
    Column("cited_by", gettext_lazy("Cited by"), lambda row: row.cited_by),
    Column("doi", "DOI", lambda row: row.doi),
)


@decided_by(rules.may_read_edition, edition_at)
@require_safe
def method(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What identifies the edition, and the recipe that makes it again."""
    if request.GET.get("file") == "recipe":
        response = HttpResponse(recipe_files(edition), content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="{edition.corpus.code}-{edition.number}.zip"'
        return response
    return render(request, "observatory/method.html", shown_of(edition, None, recipe=recipe_of(edition)))
