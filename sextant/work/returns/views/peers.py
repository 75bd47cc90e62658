"""Libraries like one of them, and the groups of libraries of a year."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import Column, Table, download
from sextant.base.permissions.pages import decided_by
from sextant.society.members.forms.refusals import carried_out
from sextant.work.returns import rules
from sextant.work.returns.actions.peers import ask_peers
from sextant.work.returns.forms.peers import PeersFilter
from sextant.work.returns.models import Library, YearRelease
from sextant.work.returns.queries import clusters as grouped
from sextant.work.returns.queries import peers as held
from sextant.work.returns.views.holdings import release_at

STANDINGS = (
    Column("indicator", gettext_lazy("Indicator"), lambda row: row.code),
    Column("name", gettext_lazy("Name"), lambda row: row.name),
    Column("unit", gettext_lazy("Unit"), lambda row: row.unit),
    Column("value", gettext_lazy("This library"), lambda row: row.own),
    Column("percentile", gettext_lazy("Percentile"), lambda row: row.standing.percentile),
    Column("q1", gettext_lazy("Lower quartile"), lambda row: row.standing.low),
    Column("median", gettext_lazy("Median"), lambda row: row.standing.median),
    Column("q3", gettext_lazy("Upper quartile"), lambda row: row.standing.high),
    Column("libraries", gettext_lazy("Libraries"), lambda row: row.standing.count),
    Column("withheld", gettext_lazy("Why it is not told"), lambda row: row.why),
)


@decided_by(rules.may_read, Library.objects.select_related("collection"))
@require_safe
def peers(request: UserRequest, library: Library) -> HttpResponseBase:
    """The nearest libraries, in what they are like it and unlike it, and its place among them."""
    years = held.years_compared(library)
    form = PeersFilter(request.GET, years, list(held.groups_seen(request.user, library.collection)))
    asked = form.cleaned_data if form.is_valid() else {}
    traits = held.own_traits(library, asked.get("year") or (years[0] if years else 0))
    found = None
    if traits is not None:
        asked_within, number = asked.get("within") or held.NEAREST, asked.get("number") or held.NUMBERS[1]
        found = held.compare(library, traits, within=asked_within, number=number, group=form.group)
    if request.GET.get("format") and found is not None:
        return download(_table(request, library, found), request.GET["format"])
    context = {
        "library": library,
        "collection": library.collection,
        "form": form,
        "found": found,
        "group": form.group,
        "stale": traits is not None and traits.release.clusters.fingerprint != traits.release.fingerprint,
    }
    return render(request, "returns/peers.html", context)


def _table(request: UserRequest, library: Library, found: held.Comparison) -> Table:
    """The indicators among the peers, or with `?list=peers` the peers themselves."""
    if request.GET.get("list") != "peers":
        return Table(f"standing-{library.key}-{found.year}", STANDINGS, found.indicators)
    ratios = [Column(f"{one.code}_ratio", one.name, lambda row, place=place: row.ratios[place]) for place, one in enumerate(found.traits)]  # type: ignore[misc]
    columns = (
        Column("unit_id", gettext_lazy("Key"), lambda row: row.key),
        Column("unit_name", gettext_lazy("Library"), lambda row: row.name),
        Column("region", gettext_lazy("Region"), lambda row: row.region),
        Column("distance", gettext_lazy("Distance"), lambda row: row.distance),
        *ratios,
        Column("farthest", gettext_lazy("Least alike in"), lambda row: row.farthest),
    )
    return Table(f"peers-{library.key}-{found.year}", columns, found.peers)


GROUPS = (
    Column("group", gettext_lazy("Group"), lambda row: row["group"]),
    Column("medoid", gettext_lazy("Key of the library that stands for it"), lambda row: row["medoid"]),
    Column("libraries", gettext_lazy("Libraries"), lambda row: row["libraries"]),
    Column("figure", gettext_lazy("Figure"), lambda row: row["figure"]),
    Column("q1", gettext_lazy("Lower quartile"), lambda row: row["q1"]),
    Column("median", gettext_lazy("Median"), lambda row: row["median"]),
    Column("q3", gettext_lazy("Upper quartile"), lambda row: row["q3"]),
    Column("count", gettext_lazy("Libraries that have it"), lambda row: row["count"]),
    Column("withheld", gettext_lazy("Why it is not told"), lambda row: row["withheld"]),
)


@decided_by(rules.may_read, release_at)
@require_safe
def clusters(request: UserRequest, release: YearRelease) -> HttpResponseBase:
    """Groups of libraries alike in a year: who stands for each, its size, its medians."""
    found = grouped.clusters_of(release)
    if request.GET.get("format") and found is not None:
        return download(Table(f"groups-{release.collection.code}-{release.year}", GROUPS, grouped.records(found)), request.GET["format"])
    context: dict[str, Any] = {
        "release": release,
        "collection": release.collection,
        "found": found,
        "stale": found is not None and found.kept.fingerprint != release.fingerprint,
        "may_renew": rules.may_import(request.user),
    }
    return render(request, "returns/clusters.html", context)


@decided_by(rules.may_import, release_at)
@require_POST
def group_libraries(request: UserRequest, release: YearRelease) -> HttpResponse:
    """Has the groups of a year worked out again."""
    words_of_success = _("The groups are being worked out; look again in a minute.")
    carried_out(request, words_of_success, ask_peers, release.collection, [release.year], by=request.user)
    return redirect("returns:clusters", release.collection.code, release.year)
