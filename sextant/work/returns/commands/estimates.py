"""The commands `sextant returns …` about what was not reported: filling gaps and forecasting what the site holds."""

from typing import Any

import click
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sextant.base.jobs.worker import perform_here
from sextant.lab.shell import Refused
from sextant.work.returns.actions.estimates import ask_filling
from sextant.work.returns.actions.forecasts import ask_forecast
from sextant.work.returns.commands.collections import _progress, _release, _write_json, _write_rows, returns
from sextant.work.returns.models import Collection, Filling, ForecastRun
from sextant.work.returns.queries import estimates, figures
from sextant.work.returns.queries.gaps import gap_records, imputed_values, value_records
from sextant.work.returns.queries.notions import cuts_of
from sextant.work.returns.reckoning.estimating import rows_of
from sextant.work.returns.reckoning.looking_ahead import with_cuts


def _language() -> str:
    return (get_language() or "en")[:2]


def _ended(run: Filling | ForecastRun) -> None:
    """Raises with the reason where a run did not end well."""
    if run.state != "done":
        raise ValidationError(run.sentence or (run.job.error if run.job else "") or _("The run did not end well; nothing was stored."))


@returns.command("fill")
@click.option("--year", type=int, required=True)
@click.option("--collection", default="", help="By default the one that feeds the agenda.")
def fill(year: int, collection: str) -> None:
    """Fill the gaps of a year that the site holds, in a new run beside the returns.

    Exit code 0: done. 1: done, but gaps are left. 2: could not.
    """
    filling = ask_filling(_release(collection, year), by=None)
    assert filling.job is not None
    with _progress(filling.job):
        perform_here(filling.job)
    filling = Filling.objects.select_related("job").get(pk=filling.pk)
    _ended(filling)
    words = {"cells": filling.cells, "libraries": filling.libraries, "left": filling.left}
    click.echo(_("Values imputed: %(cells)s in %(libraries)s libraries; gaps left: %(left)s.") % words)
    raise click.exceptions.Exit(1 if filling.left else 0)


@returns.command("impute")
@click.option("--year", type=int, required=True)
@click.option("--collection", default="", help="By default the one that feeds the agenda.")
@click.option("--backtest", is_flag=True, help="By variable: methods, errors, bias and totals instead of the values.")
@click.option("--format", "shape", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
def impute(year: int, collection: str, backtest: bool, shape: str) -> None:
    """The imputed values of a year as the latest run has stored them."""
    release = _release(collection, year)
    filling = estimates.filling_in_force(release)
    if filling is None:
        raise ValidationError(_("The gaps of %(year)s have not been filled; call “sextant returns fill --year %(year)s” first.") % {"year": year})
    if filling.fingerprint != estimates.fingerprint_of_filling(release):
        click.echo(_("Figures have changed since this run was made; what it says holds for the figures of that time."), err=True)
    records = gap_records(filling) if backtest else value_records(imputed_values(filling).iterator(chunk_size=1000))
    if shape == "json":
        _write_json(records)
    else:
        _write_rows((record | {name: " ".join(value) for name, value in record.items() if isinstance(value, list)} for record in records), shape)


@returns.command("foresee")
@click.option("--collection", default="", help="By default the one that feeds the agenda.")
def foresee(collection: str) -> None:
    """Forecast every indicator and main variable of a collection, in a new run that the site's pages show.

    Exit code 0: done. 2: could not.
    """
    run = ask_forecast(_collection(collection), by=None)
    assert run.job is not None
    with _progress(run.job):
        perform_here(run.job)
    run = ForecastRun.objects.select_related("job").get(pk=run.pk)
    _ended(run)
    click.echo(_("Indicators forecast: %(count)s.") % {"count": run.forecasts.filter(series__level="nation").distinct().count()})


def _collection(code: str) -> Collection:
    chosen = Collection.objects.filter(code=code).first() if code else figures.default_collection()
    if chosen is None:
        known = ", ".join(Collection.objects.values_list("code", flat=True)) or "–"
        raise ValidationError(_("There is no such collection of returns; there are: %(known)s. Import a file first.") % {"known": known})
    return chosen


@returns.command("forecast")
@click.option("--indicator", required=True, metavar="CODE", help="A variable of the dictionary, or an indicator.")
@click.option("--by", type=click.Choice(["nation", "region", "library"]), default="nation", show_default=True, help="Whose future.")
@click.option("--horizon", type=click.IntRange(1, 10), default=3, show_default=True, help="Years ahead.")
@click.option("--break", "breaks", multiple=True, metavar="YEAR[/REGION]:REASON", help="A break beside those that are declared.")
@click.option("--collection", default="", help="By default the one that feeds the agenda.")
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True)
def forecast(indicator: str, by: str, horizon: int, breaks: tuple[str, ...], collection: str, form: str) -> None:
    """The next years of an indicator from the returns that the site holds; declared breaks are heeded. Nothing is stored.

    Exit code 0: done. 2: could not.
    """
    from sextant.lab.forecasting.refusals import ForecastRefused
    from sextant.lab.forecasting.yearly import Break
    from sextant.lab.returns.ahead import forecast_rows, not_to_forecast
    from sextant.lab.returns.forecast import break_of, tell
    from sextant.lab.returns.series import formula_of, gathered

    chosen, formula = _collection(collection), formula_of(indicator)
    if formula is None:
        raise Refused(not_to_forecast("unknown_indicator", indicator).sentence(_language()))
    told = [(one, one.russian if _language() == "ru" else one.english) for one in estimates.declared_breaks(chosen)]
    declared = {(one.year, one.region): Break(one.year, reason, one.region) for one, reason in told}
    declared |= {(one.year, one.region): one for one in map(break_of, breaks)}
    releases = estimates.held_releases(chosen)
    panel = gathered((row for release in releases for row in rows_of(chosen, release.year)), formula)
    if not panel.cells:
        raise Refused(not_to_forecast("nothing_held", indicator).sentence(_language()))
    try:
        heeded = with_cuts(indicator, tuple(declared[place] for place in sorted(declared)), cuts_of(chosen, releases[-1].year))
        made: Any = forecast_rows(panel, indicator, by, horizon, heeded)
    except ForecastRefused as refusal:
        raise Refused(refusal.sentence(_language())) from None
    tell(made, form)
