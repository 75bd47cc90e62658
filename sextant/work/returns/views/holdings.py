"""What is held: the overview, a collection, a year, the data dictionary; publishing and correcting a year."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import Column, Table, download
from sextant.base.permissions.pages import decided_by
from sextant.work.returns import actions, rules
from sextant.work.returns.forms import CorrectionForm
from sextant.work.returns.models import Collection, YearRelease
from sextant.work.returns.queries import figures, words
from sextant.work.returns.queries import overview as held
from sextant.work.returns.queries.gaps import completed_year
from sextant.work.returns.queries.notions import notions_of


def collection_at(code: str) -> Collection:
    return get_object_or_404(Collection, code=code)


def release_at(code: str, year: int) -> YearRelease:
    return get_object_or_404(YearRelease.objects.select_related("collection"), collection__code=code, year=year)


@decided_by(rules.may_read)
def overview(request: UserRequest) -> HttpResponse:
    """Collections with the years they hold."""
    context = {"collections": held.collections(), "may_import": rules.may_import(request.user), "may_take_part": rules.may_take_part(request.user)}
    return render(request, "returns/overview.html", context)


@decided_by(rules.may_read, collection_at)
def collection(request: UserRequest, collection: Collection) -> HttpResponse:
    """A collection: its years with what they lack, its indicators, its regions."""
    latest = collection.years.order_by("-year").first()
    series = figures.group_series(collection, "all", "all")
    shown = figures.shown_series(series, collection)
    regions = words.region_names(collection)
    context = {
        "collection": collection,
        "years": held.held_years(collection),
        "indicators": shown,
        "charts": figures.large_charts(shown, collection.name, notions_of(collection).of_code),
        "regions": [(code, regions.get(code, code)) for code in figures.groups_of(latest, "region") if code] if latest else [],
        "may_import": rules.may_import(request.user),
    }
    return render(request, "returns/collection.html", context)


@decided_by(rules.may_read, release_at)
def year(request: UserRequest, release: YearRelease) -> HttpResponseBase:
    """A year: totals of all variables, all indicators with their change, and what was not collected."""
    if request.GET.get("format"):
        return download(_year_table(release), request.GET["format"])
    context = {
        "release": release,
        "collection": release.collection,
        "held": held.held_year(release),
        "editions": release.editions.select_related("job"),
        "totals": figures.totals(release),
        "indicators": figures.shown_series(figures.group_series(release.collection, "all", "all"), release.collection, release.year),
        "may_publish": rules.may_publish(request.user, release),
        "completed": completed_year(release),
        "may_see_forms": rules.may_see_forms(request.user, release),
    }
    return render(request, "returns/year.html", context)


def _year_table(release: YearRelease) -> Table:
    names = ("year", "unit_id", "unit_name", "indicator", "value", "unit", "status")
    columns = tuple(Column(name, name, lambda row, name=name: row[name]) for name in names)  # type: ignore[misc]
    return Table(f"indicators-{release.collection.code}-{release.year}", columns, figures.indicator_records(release))


@decided_by(rules.may_publish, release_at)
def publish_year(request: UserRequest, release: YearRelease) -> HttpResponse:
    """Asks, and closes the year."""
    page = redirect("returns:year", release.collection.code, release.year)
    if request.method == "POST":
        try:
            actions.publish_year(release, by=request.user)
            messages.success(request, _("The figures of %(year)s are published.") % {"year": release.year})
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return page
    context = {
        "title": _("Publish the figures of %(year)s") % {"year": release.year},
        "sentence": _("A published year takes no more figures until a correction is opened with its reason."),
        "verb": _("Publish the year"),
        "back": page.url,
    }
    return render(request, "ui/confirm.html", context)


@decided_by(rules.may_publish, release_at)
def open_correction(request: UserRequest, release: YearRelease) -> HttpResponse:
    """Asks for the reason, and opens the year again."""
    page = redirect("returns:year", release.collection.code, release.year)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.open_correction(release, reason=form.cleaned_data["reason"], by=request.user)
            return page
        except ValidationError as refusal:
            form.add_error(None, refusal)
    context = {
        "title": _("Correct the published figures of %(year)s") % {"year": release.year},
        "sentence": _("Corrected figures come in as new revisions; what was published before stays in the record."),
        "verb": _("Open a correction"),
        "back": page.url,
        "form": form,
    }
    return render(request, "ui/confirm.html", context)


@decided_by(rules.may_publish, collection_at)
def feed_agenda(request: UserRequest, collection: Collection) -> HttpResponse:
    """Asks, and lets the agenda read this collection."""
    page = redirect("returns:collection", collection.code)
    if request.method == "POST":
        actions.feed_agenda_from(collection, by=request.user)
        messages.success(request, _("The agenda now reads this collection."))
        return page
    context = {
        "title": _("Let the agenda read this collection"),
        "sentence": _("All statistic indicators of the agenda that name no collection of their own take their figures from here."),
        "verb": _("Use this collection"),
        "back": page.url,
    }
    return render(request, "ui/confirm.html", context)


DICTIONARY_COLUMNS = (
    Column("code", gettext_lazy("Code"), lambda row: row.code),
    Column("name_en", gettext_lazy("Name in English"), lambda row: row.name_en),
    Column("name_ru", gettext_lazy("Name in Russian"), lambda row: row.name_ru),
    Column("definition_en", gettext_lazy("Definition in English"), lambda row: row.definition_en),
    Column("definition_ru", gettext_lazy("Definition in Russian"), lambda row: row.definition_ru),
    Column("unit", gettext_lazy("Unit"), lambda row: row.unit),
    Column("kind", gettext_lazy("Kind"), lambda row: row.kind),
    Column("iso2789", "ISO 2789", lambda row: row.iso2789),
    Column("surveys", gettext_lazy("In surveys"), lambda row: row.surveys),
)


@decided_by(rules.may_read)
def dictionary(request: UserRequest) -> HttpResponseBase:
    """The data dictionary, to read, to search and to take away."""
    entries = held.dictionary_entries(request.GET.get("q", ""))
    if request.GET.get("format"):
        return download(Table("data-dictionary", DICTIONARY_COLUMNS, entries), request.GET["format"])
    return render(request, "returns/dictionary.html", {"entries": entries})
