"""For how long."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.parts import part_wanted
from sextant.work.finances import rules
from sextant.work.finances.actions.forecasts import ask_forecast
from sextant.work.finances.forms.shown import ShownForm
from sextant.work.finances.queries import books, forecasts, runway


@decided_by(rules.may_see_finances)
def how_long(request: HttpRequest) -> HttpResponseBase:
    """The runway with its parts, the balance by month, and the last forecast with its backtest."""
    rows = books.moved()
    known = books.currencies(rows) or [books.HOME]
    currency = books.chosen_currency(request.GET.get("currency", ""), known)
    if part_wanted(request):
        return _progress(request, currency)
    last = runway.last_whole_month(timezone.localdate())
    months, run, newest = runway.balance_by_month(rows, currency, last), forecasts.latest(currency), forecasts.newest(currency)
    inputs = runway.forecast_inputs(rows, currency, last)
    shown = {
        "form": ShownForm(request.GET or None, currencies=known, initial={"currency": currency}),
        "many": len(known) > 1,
        "currency": currency,
        "months": months,
        "runways": runway.runways(months),
        "chart": runway.balance_chart(months, currency),
        "free_url": runway.balance_url(last, currency, books.FREE),
        "restricted_url": runway.balance_url(last, currency, "restricted"),
        "run": run,
        "newest": newest,
        "forecasts": forecasts.shown(run) if run else [],
        "is_stale": run is not None and run.fingerprint != runway.fingerprint_of(inputs),
        "may_ask": rules.may_keep_finances(request.user),
    }
    return render(request, "finances/how_long.html", shown)


def _progress(request: HttpRequest, currency: str) -> HttpResponse:
    """How the forecast fares; when it is there the whole page is fetched again."""
    newest = forecasts.newest(currency)
    answer = render(request, "finances/_progress.html", {"newest": newest, "currency": currency})
    if newest is None or not newest.is_waiting:
        answer["HX-Refresh"] = "true"
    return answer


@decided_by(rules.may_keep_finances)
@require_POST
def compute(request: UserRequest) -> HttpResponse:
    """Queues a forecast from the books as they are now."""
    currency = books.chosen_currency(request.POST.get("currency", ""), books.currencies(books.moved()) or [books.HOME])
    try:
        ask_forecast(currency=currency, by=request.user)
        messages.success(request, _("The forecast is being computed; it appears here when it is ready."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(f"{reverse('finances:how_long')}?currency={currency}")
