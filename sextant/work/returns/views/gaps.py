"""The gaps of a year and how they were filled."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import Column, Table, download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.work.returns import rules
from sextant.work.returns.actions.estimates import ask_filling
from sextant.work.returns.forms.estimates import GapFilter, ValueFilter
from sextant.work.returns.models import YearRelease
from sextant.work.returns.queries import estimates, words
from sextant.work.returns.queries import gaps as held
from sextant.work.returns.queries.methods import method_name, stratum_name
from sextant.work.returns.views.holdings import release_at

GAP_COLUMNS = (
    Column("variable", gettext_lazy("Code"), lambda row: row.code),
    Column("name", gettext_lazy("Variable"), lambda row: row.name),
    Column("cells", gettext_lazy("Values imputed"), lambda row: row.figure.cells),
    Column("left", gettext_lazy("Gaps left"), lambda row: row.figure.left),
    Column("methods", gettext_lazy("Methods"), lambda row: "; ".join(f"{code}: {count}" for code, count in row.figure.methods.items())),
    Column("tried", gettext_lazy("Values hidden in the test"), lambda row: row.figure.tried),
    Column("error", gettext_lazy("Error, %"), lambda row: row.figure.error),
    Column("error_official", gettext_lazy("Error of the official sequence, %"), lambda row: row.figure.error_official),
    Column("error_last", gettext_lazy("Error of the last value, %"), lambda row: row.figure.error_last),
    Column("bias", gettext_lazy("Bias on the national total, %"), lambda row: row.figure.bias),
    Column("bias_official", gettext_lazy("Bias of the official sequence, %"), lambda row: row.figure.bias_official),
    Column("bias_last", gettext_lazy("Bias of the last value, %"), lambda row: row.figure.bias_last),
    Column("reported", gettext_lazy("Sum reported"), lambda row: row.figure.reported),
    Column("brought", gettext_lazy("Sum that came in imputed"), lambda row: row.figure.brought),
    Column("imputed", gettext_lazy("Sum imputed here"), lambda row: row.figure.imputed),
    Column("total", gettext_lazy("Total with imputations"), lambda row: row.figure.total),
    Column("share", gettext_lazy("Share imputed here"), lambda row: round(row.figure.share, 6)),
)
VALUE_COLUMNS = (
    Column("library", gettext_lazy("Key"), lambda row: row.library.key),
    Column("name", gettext_lazy("Library"), lambda row: row.library.name),
    Column("variable", gettext_lazy("Variable"), lambda row: row.variable),
    Column("value", gettext_lazy("Value"), lambda row: int(row.value) if row.value.is_integer() else row.value),
    Column("origin", gettext_lazy("How it came about"), lambda row: "imputed"),
    Column("method", pgettext_lazy("imputation", "Method"), lambda row: row.method),
    Column("stratum", gettext_lazy("Stratum"), lambda row: row.stratum),
    Column("source_year", gettext_lazy("Source year"), lambda row: row.source_year),
    Column("donors", pgettext_lazy("imputation", "Donors"), lambda row: " ".join(row.donors)),
)


@decided_by(rules.may_read, release_at)
@require_safe
def gaps(request: UserRequest, release: YearRelease) -> HttpResponseBase:
    """By variable: what filled the gaps, how well that did on hidden values, and the total with and without."""
    latest, filling = estimates.latest_filling(release), estimates.filling_in_force(release)
    if part_wanted(request) and request.GET.get("waiting"):
        return waiting_part(request, latest)
    form = GapFilter(request.GET or None)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    rows = held.gap_rows(filling, text) if filling else []
    if request.GET.get("format"):
        return download(Table(f"gaps-{release.collection.code}-{release.year}", GAP_COLUMNS, rows), request.GET["format"])
    context = {
        "release": release,
        "collection": release.collection,
        "filling": filling,
        "latest": latest,
        "runs": release.fillings.select_related("job"),
        "is_stale": filling is not None and filling.fingerprint != estimates.fingerprint_of_filling(release),
        "form": form,
        "rows": rows,
        "asked": bool(text),
        "may_fill": rules.may_import(request.user),
    }
    return render(request, "returns/_gaps.html" if part_wanted(request) else "returns/gaps.html", context)


def waiting_part(request: UserRequest, run: object) -> HttpResponse:
    """How far a run is; the page anew when it has ended."""
    if not getattr(run, "is_waiting", False):
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    return render(request, "returns/_run_waiting.html", {"latest": run})


@decided_by(rules.may_read, release_at)
@require_safe
def gap_values(request: UserRequest, release: YearRelease) -> HttpResponseBase:
    """Every imputed value with its method, stratum, source year and donors. `?format=` downloads what is on the screen."""
    filling = estimates.filling_in_force(release)
    if filling is None:
        return redirect("returns:gaps", release.collection.code, release.year)
    form = ValueFilter(request.GET or None, filling=filling)
    rows = held.imputed_values(filling, **form.asked())
    if request.GET.get("format"):
        name = f"imputed-{release.collection.code}-{release.year}"
        return download(Table(name, VALUE_COLUMNS, rows.iterator(chunk_size=1000)), request.GET["format"])
    page = paged(request, rows)
    regions = words.region_names(release.collection)
    shown = [
        (row, words.variable_name(row.variable), method_name(row.method), stratum_name(row.stratum, regions), ", ".join(row.donors)) for row in page
    ]
    context = {"release": release, "collection": release.collection, "filling": filling, "form": form, "page": page, "shown": shown}
    return render(request, "returns/_gap_values.html" if part_wanted(request) else "returns/gap_values.html", context)


@decided_by(rules.may_import, release_at)
def fill_gaps(request: UserRequest, release: YearRelease) -> HttpResponse:
    """Asks, and queues a run over the gaps of the year."""
    page = redirect("returns:gaps", release.collection.code, release.year)
    if request.method == "POST":
        try:
            ask_filling(release, by=request.user)
            messages.success(request, _("The gaps of %(year)s are being filled.") % {"year": release.year})
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return page
    context = {
        "title": _("Fill the gaps of %(year)s") % {"year": release.year},
        "sentence": _(
            "For every variable the method is taken that did best on hidden values of these returns. What libraries reported stays as it is; "
            "earlier runs stay too."
        ),
        "verb": _("Fill the gaps"),
        "back": page.url,
    }
    return render(request, "ui/confirm.html", context)
