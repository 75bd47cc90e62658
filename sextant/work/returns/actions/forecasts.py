"""Asking for forecasts of a collection and storing them, run by run; declaring breaks of its series."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.states import DONE
from sextant.work.returns.models import Collection, Forecast, ForecastRun, ForecastSeries, Library, LibraryForecast, SeriesBreak
from sextant.work.returns.queries.estimates import FEWEST_YEARS, held_releases, latest_run

if TYPE_CHECKING:
    from sextant.work.returns.reckoning.looking_ahead import MadeForecast, MadeRun

BATCH = 500


@transaction.atomic
def ask_forecast(collection: Collection, *, by: User | None) -> ForecastRun:
    """Queues a new run of forecasts; earlier runs stay."""
    collection = Collection.objects.select_for_update().get(pk=collection.pk)
    if len(held_releases(collection)) < FEWEST_YEARS:
        raise ValidationError(_("A forecast needs figures of at least two years; import more years first."))
    last = latest_run(collection)
    if last is not None and last.is_waiting:
        raise ValidationError(_("Forecasts of this collection are being made already; wait until that has ended."))
    run = ForecastRun.objects.create(collection=collection, number=last.number + 1 if last else 1, by=by)
    run.job = after_commit("returns.forecast_collection", by=by, run_id=run.pk)
    run.save(update_fields=["job"])
    record(verb="returns.ask_forecast", obj=collection, by=by, after={"number": run.number})
    return run


@transaction.atomic
def store_forecast(run: ForecastRun, made: "MadeRun") -> ForecastRun:
    """Writes a run with all its series; a run that has ended is not written again."""
    run = ForecastRun.objects.select_for_update(of=("self",)).select_related("collection").get(pk=run.pk)
    if run.outcome:
        raise ValidationError(_("This run has ended already; ask for a new one."))
    names = ("code", "is_variable", "way", "filled_in", "units", "refusals")
    stored = Forecast.objects.bulk_create(Forecast(run=run, **{name: getattr(one, name) for name in names}) for one in made.forecasts)
    series = (ForecastSeries(forecast=forecast, **vars(one)) for forecast, told in zip(stored, made.forecasts, strict=True) for one in told.series)
    ForecastSeries.objects.bulk_create(series, batch_size=BATCH)
    _store_libraries(run, made.forecasts)
    run.years, run.breaks, run.fingerprint = made.years, made.breaks, made.fingerprint
    run.outcome, run.made_at = DONE, timezone.now()
    run.save()
    after = {"number": run.number, "indicators": len(stored), "fingerprint": run.fingerprint}
    record(verb="returns.store_forecast", obj=run.collection, by=run.by, after=after)
    return run


def _store_libraries(run: ForecastRun, forecasts: list["MadeForecast"]) -> None:
    """One row a library with all its codes, in batches, so that memory does not hold them twice."""
    keys = Library.objects.filter(collection=run.collection).order_by("key").values_list("key", "pk")
    waiting: list[LibraryForecast] = []
    for key, pk in keys.iterator(chunk_size=2000):
        series: dict[str, Any] = {one.code: one.libraries[key] for one in forecasts if key in one.libraries}
        if series:
            waiting.append(LibraryForecast(run=run, library_id=pk, series=series))
        if len(waiting) == BATCH:
            LibraryForecast.objects.bulk_create(waiting)
            waiting = []
    LibraryForecast.objects.bulk_create(waiting)


@transaction.atomic
def declare_break(collection: Collection, *, year: int, reason_en: str, reason_ru: str, by: User | None, region: str = "") -> SeriesBreak:
    """Says that from a year on the series mean something else, all or those of one region; forecasts heed it from the next run on."""
    if not reason_en.strip() or not reason_ru.strip():
        raise ValidationError(_("Say in both languages why the series break."))
    if region and not collection.libraries.filter(region=region).exists():
        raise ValidationError({"region": _("No library of this collection lies in that region.")})
    if collection.breaks.filter(year=year, region__in=("", region)).exists():
        raise ValidationError({"year": _("A break of this year is declared already; withdraw it first.")})
    made = SeriesBreak.objects.create(
        collection=collection, year=year, region=region, reason_en=reason_en.strip(), reason_ru=reason_ru.strip(), by=by
    )
    record(verb="returns.declare_break", obj=collection, by=by, after=_told(made))
    return made


@transaction.atomic
def withdraw_break(declared: SeriesBreak, *, by: User | None) -> None:
    """Takes a declared break back; the record keeps it."""
    before, collection = _told(declared), declared.collection
    declared.delete()
    record(verb="returns.withdraw_break", obj=collection, by=by, before=before)


def _told(one: SeriesBreak) -> dict[str, Any]:
    """A break as the record keeps it."""
    told = {"year": one.year, "reason_en": one.reason_en, "reason_ru": one.reason_ru}
    return told | ({"region": one.region} if one.region else {})
