"""Asking for a forecast, and keeping what the job computed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.work.finances.models import ForecastRun
from sextant.work.finances.queries.books import moved
from sextant.work.finances.queries.runway import fingerprint_of, forecast_inputs, last_whole_month
from sextant.work.finances.states import WAITING


@transaction.atomic
def ask_forecast(*, currency: str, by: User | None, is_demo: bool = False) -> ForecastRun:
    """Freezes the series as the books say them now and queues their forecast; refuses while one is being computed."""
    if ForecastRun.objects.filter(currency=currency, computed_at=None, job__state__in=WAITING).exists():
        raise ValidationError(_("A forecast is being computed already. Wait until it is there."))
    inputs = forecast_inputs(moved(), currency, last_whole_month(timezone.localdate()))
    if not inputs["free_cash"]:
        raise ValidationError(_("Nothing is booked in a month that is over; there is nothing to forecast from yet."))
    asked = ForecastRun(currency=currency, inputs=inputs, fingerprint=fingerprint_of(inputs), asked_by=by, is_demo=is_demo)
    asked.save()
    asked.job = after_commit("finances.compute_forecast", by=by, forecast_id=asked.pk)
    asked.save(update_fields=["job"])
    record(verb="finances.ask_forecast", obj=asked, by=by, after={"currency": currency, "fingerprint": asked.fingerprint})
    return asked


@transaction.atomic
def store_forecast(asked: ForecastRun, *, results: dict[str, Any]) -> ForecastRun:
    """Keeps what was computed from the inputs of a forecast."""
    asked.results, asked.computed_at = results, timezone.now()
    asked.save(update_fields=["results", "computed_at"])
    methods = {name: found.get("method", "refused") for name, found in results.items()}
    record(verb="finances.store_forecast", obj=asked, by=asked.asked_by, after={"fingerprint": asked.fingerprint, "methods": methods})
    return asked
