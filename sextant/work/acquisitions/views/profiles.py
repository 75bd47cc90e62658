"""The profile of a collection: what it is like for its readers; every figure opens to its titles."""

from datetime import date
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import Column, Table, download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.bars import distribution
from sextant.base.ui.charts import Strip
from sextant.base.ui.paging import paged
from sextant.society.members.forms.refusals import carried_out
from sextant.work.acquisitions import rules
from sextant.work.acquisitions.actions.profiles import start_profile
from sextant.work.acquisitions.models import Collection, Title
from sextant.work.acquisitions.queries.pictures import address, bars_of, years_chart
from sextant.work.acquisitions.queries.plans import tongue
from sextant.work.acquisitions.queries.profiles import TITLES, Reading, Shown, definition_of, list_name, share_of, table_of
from sextant.work.acquisitions.views.collections import COLLECTIONS

PARTS = ("age", "use", "readers", "lists", "topics", "method")
"""Parts of the profile with pages of their own, beside the first one."""


def reading_of(request: HttpRequest, collection: Collection) -> Reading:
    """The profile as this reader sees it; 404 where there is none."""
    if collection.profile is None:
        raise Http404
    same = collection.profile.run_id == collection.current_id
    titles = reverse("acquisitions:titles", args=[collection.pk]) if same else ""
    return Reading(collection.profile, titles, rules.may_keep(request.user, collection))


def _shown(request: HttpRequest, collection: Collection, reading: Reading, **more: Any) -> dict[str, Any]:
    """What every page of a profile is given."""
    profile = reading.profile
    return {
        "collection": collection,
        "profile": profile,
        "insider": reading.insider,
        "outdated": not reading.titles,
        "titles": reading.titles,
        "notes": [note[tongue()] for note in profile.tables.get("notes", [])],
        "made": {name for name in TITLES if profile.cells(name)},
        **more,
    }


@decided_by(rules.may_read_profile, COLLECTIONS)
@require_safe
def profile(request: HttpRequest, collection: Collection) -> HttpResponseBase:
    """The collection at a glance; where no profile was made yet, how to get one."""
    if collection.profile is None:
        latest = collection.profiles.select_related("job").first()
        return render(request, "acquisitions/no_profile.html", {"collection": collection, "latest": latest})
    reading, totals = reading_of(request, collection), collection.profile.totals
    counts = Title.objects.filter(run=collection.current_id, year__isnull=False, copies__gt=0) if reading.titles else Title.objects.none()
    years = list(
        counts.filter(year__gte=collection.profile.parameters["year"] - 39).order_by("year").values_list("year").annotate(number=Count("pk"))
    )
    shown = {
        "totals": totals,
        "shares": {name: share_of(totals, name) for name in ("renewal", "dead_stock", "old_share", "award_coverage", "recent", "turnover")},
        "years": years_chart(years, reading.titles),
        "latest": collection.profiles.select_related("job").first() if reading.insider else None,
        "urls": {kind: address(reading.titles, stand=kind) for kind in ("held", "fresh", "idle", "old", "recent", "awarded")},
    }
    return render(request, "acquisitions/profile.html", _shown(request, collection, reading, **shown))


def _age(reading: Reading) -> dict[str, Any]:
    return {"matrix": reading.matrix(("median_age", "old_share"), "readers", "class"), "names": ("median_age", "old_share")}


def _use(reading: Reading) -> dict[str, Any]:
    return {
        "matrix": reading.matrix(("turnover", "relative_use"), "readers", "class"),
        "renewal": bars_of(reading.bars("renewal", "class", times=100), title=_("Renewal by class"), unit="%"),
        "dead": bars_of(reading.bars("dead_stock", "class", times=100), title=_("Unused stock by class"), unit="%"),
        "names": ("turnover", "relative_use", "renewal", "dead_stock"),
    }


def _readers(reading: Reading) -> dict[str, Any]:
    spoken = sorted(reading.cells("languages"), key=lambda one: -one.cell["numerator"])
    return {
        "provision": bars_of(reading.bars("provision", "age"), title=_("Copies for a child, by age"), decimals=2),
        "languages": spoken,
        "gaps": reading.gap_rows(),
        "names": ("provision", "languages", "gap_map"),
    }


def _lists(reading: Reading) -> dict[str, Any]:
    return {
        "coverage": bars_of(
            reading.bars("award_coverage", "award", times=100), title=_("Share of each list that the library has"), unit="%", decimals=0
        ),
        "lists": list(zip([cell["award"] for cell in reading.profile.cells("award_coverage")], reading.cells("award_coverage"), strict=True)),
        "names": ("award_coverage",),
    }


def _topics(reading: Reading) -> dict[str, Any]:
    cells = sorted(reading.cells("topic_balance"), key=lambda one: -(one.value or 0))
    strips = [_strip(one) for one in cells]
    picture = (
        distribution(strips, title=_("Share of titles on each topic, with its 95 % interval"), unit="%", decimals=1, width=760) if strips else None
    )
    return {"balance": picture, "topics": cells, "names": ("topic_balance",)}


def _strip(one: Shown) -> Strip:
    """The interval as a box, the share as its stroke, in per cent."""
    low, value, high = (100 * float(one.cell[name] or 0) for name in ("low", "value", "high"))
    return Strip(one.names["topic"], low, low, value, high, high, None, one.url)


def _method(reading: Reading) -> dict[str, Any]:
    as_of = date.fromisoformat(reading.profile.parameters["as_of"])
    return {"names": tuple(name for name in TITLES if reading.profile.cells(name)), "as_of": as_of}


MADE = {"age": _age, "use": _use, "readers": _readers, "lists": _lists, "topics": _topics, "method": _method}


def collection_with_part(pk: int, part: str) -> Collection:
    """A collection, and which part of its profile is asked for."""
    collection = get_object_or_404(COLLECTIONS, pk=pk)
    if part not in PARTS:
        raise Http404
    collection.asked_part = part  # type: ignore[attr-defined]
    return collection


@decided_by(rules.may_read_profile, collection_with_part)
@require_safe
def profile_part(request: HttpRequest, collection: Collection) -> HttpResponseBase:
    """One part of the profile; `?format=` with `?table=` downloads one of its tables."""
    reading, part = reading_of(request, collection), str(collection.asked_part)  # type: ignore[attr-defined]
    shown = MADE[part](reading)
    if "format" in request.GET:
        name = request.GET.get("table", "")
        if name not in shown["names"]:
            raise Http404
        return download(table_of(reading, name), request.GET["format"])
    told = [(name, TITLES[name], definition_of(reading.profile, name)) for name in shown["names"] if reading.profile.cells(name)]
    return render(request, f"acquisitions/profile_{part}.html", _shown(request, collection, reading, **shown, definitions=told, part=part))


def collection_with_list(pk: int, code: str) -> Collection:
    """A collection, and which list of its profile is asked for."""
    collection = get_object_or_404(COLLECTIONS, pk=pk)
    if collection.profile is None or code not in collection.profile.tables.get("lists", {}):
        raise Http404
    collection.asked_list = code  # type: ignore[attr-defined]
    return collection


@decided_by(rules.may_read_profile, collection_with_list)
@require_safe
def eligible(request: HttpRequest, collection: Collection) -> HttpResponseBase:
    """All titles of a list: which of them the library has, and which it lacks."""
    reading, code = reading_of(request, collection), str(collection.asked_list)  # type: ignore[attr-defined]
    rows = [row for row in reading.profile.tables["eligible"] if row["award"] == code]
    which = request.GET.get("which", "")
    if which in ("held", "lacking"):
        rows = [row for row in rows if (row["held"] is not None) == (which == "held")]
    if "format" in request.GET:
        return download(Table(f"list-{collection.pk}-{code}", ELIGIBLE, rows), request.GET["format"])
    source = reading.profile.tables["lists"][code]["source"]
    shown = {"code": code, "name": list_name(reading.profile, code), "source": source, "page": paged(request, rows), "which": which}
    return render(request, "acquisitions/eligible.html", _shown(request, collection, reading, **shown))


ELIGIBLE = (
    Column("title", gettext_lazy("Title"), lambda row: row["title"]),
    Column("author", gettext_lazy("Author"), lambda row: row["author"]),
    Column("year", gettext_lazy("Year"), lambda row: row["year"]),
    Column("held", gettext_lazy("In the library"), lambda row: int(row["held"] is not None)),
    Column("found_by", gettext_lazy("Found by"), lambda row: row["by"]),
)


@decided_by(rules.may_keep, COLLECTIONS)
@require_POST
def make_profile(request: UserRequest, collection: Collection) -> HttpResponse:
    """Asks for a profile of the titles, children and norms as they are now."""
    carried_out(request, _("The profile is being made; you may leave the page."), start_profile, collection, by=request.user)
    return redirect("acquisitions:collection", collection.pk)


@decided_by(rules.may_keep, COLLECTIONS)
@require_safe
def profile_progress(request: HttpRequest, collection: Collection) -> HttpResponse:
    """How far the making of a profile is, to be asked again and again."""
    latest = collection.profiles.select_related("job").first()
    if latest is None or not latest.is_waiting:
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    return render(request, "acquisitions/_making.html", {"collection": collection, "latest": latest})
