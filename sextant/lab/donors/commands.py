"""`sextant donors`: gifts to expect, and segments of donors, from a table of gifts. Starts without Django."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..payments.amounts import format_amount
from ..shell import Refused, language
from .findings import DonorsError, refuse
from .gifts import MONTHS, Gift, Period
from .reading import Reading, read_gifts
from .segments import Segments, segments

if TYPE_CHECKING:
    from .forecast import Forecast
    from .values import ValueForecast

T = TypeVar("T")
FORMAT = click.option("--format", "form", type=click.Choice(["json", "table"]), default="table", help="How to show it.")
ON = click.option("--on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day as of which it is reckoned, such as 2026-06-30.")
CURRENCY = click.option("--currency", default="", help="The currency to count, and that of rows which name none.")


@click.group()
def donors() -> None:
    """Donors: gifts to expect, and segments."""


@donors.command("expect")
@click.argument("file", type=click.Path(path_type=Path))
@ON
@click.option("--periods", "ahead", type=int, default=1, help="How many periods after the day to forecast.")
@click.option("--period", type=click.Choice(list(MONTHS)), default="year", help="How long a period is.")
@click.option("--level", type=float, default=0.9, help="With which probability an interval should hold the truth.")
@click.option("--seed", type=int, default=1, help="The same seed gives the same figures.")
@CURRENCY
@FORMAT
def show_expected(file: Path, on: datetime, ahead: int, period: Period, level: float, seed: int, currency: str, form: str) -> None:
    """Forecast the gifts of the coming periods, and their value, from a CSV of donor, day, amount, currency."""
    reading = _spoken(lambda: read_gifts(file, on=on.date(), currency=currency))
    gifts = [gift for gift in reading.gifts if currency.upper() in ("", gift.currency)]
    forecast, value = _spoken(lambda: _forecasts(gifts, on=on.date(), period=period, ahead=ahead, level=level, seed=seed))
    click.echo(_json(reading, _expected(forecast, value)) if form == "json" else "\n".join(_expected_rows(forecast, value) + _account(reading)))


@donors.command("segments")
@click.argument("file", type=click.Path(path_type=Path))
@ON
@CURRENCY
@FORMAT
def show_segments(file: Path, on: datetime, currency: str, form: str) -> None:
    """Place every donor in a segment by recency, frequency and value."""
    reading = _spoken(lambda: read_gifts(file, on=on.date(), currency=currency))
    found = _spoken(lambda: segments(reading.gifts, on=on.date(), currency=currency.upper()))
    click.echo(_json(reading, _plain(found)) if form == "json" else "\n".join(_segment_rows(found) + _account(reading)))


def _spoken(act: Callable[[], T]) -> T:
    try:
        return act()
    except DonorsError as refusal:
        raise Refused(refusal.sentence(language())) from None
    except ModuleNotFoundError as lacking:
        raise Refused(refuse("extra_missing", name=str(lacking.name)).sentence(language())) from None


def _forecasts(gifts: list[Gift], **asked: Any) -> tuple[Forecast, ValueForecast | DonorsError]:
    """Gifts and value; a value that cannot be forecast is no reason to withhold the gifts."""
    # numpy and scipy are an extra that the rest of the house does without
    from .forecast import expect
    from .values import expect_value

    forecast = expect(gifts, **asked)
    try:
        return forecast, expect_value(gifts, **asked)
    except DonorsError as refusal:
        return forecast, refusal


def _plain(value: Any) -> Any:
    return dataclasses.asdict(value, dict_factory=lambda pairs: {name: one.isoformat() if isinstance(one, date) else one for name, one in pairs})


def _json(reading: Reading, found: dict[str, Any]) -> str:
    said = language()
    read = {
        "rows": reading.rows,
        "taken": len(reading.gifts),
        "merged": [{"line": one.line, "into": one.into, "reason": one.said.sentence(said)} for one in reading.merged],
        "refused": [{"line": one.line, "field": one.field, "value": one.value, "reason": one.said.sentence(said)} for one in reading.refused],
    }
    return json.dumps({"reading": read, **found}, ensure_ascii=False, indent=1)


def _expected(forecast: Forecast, value: ValueForecast | DonorsError) -> dict[str, Any]:
    said = language()
    shown = {
        "on": forecast.on.isoformat(),
        "period": forecast.period,
        "ahead": forecast.ahead,
        "level": forecast.level,
        "parameters": _plain(forecast.fit.parameters),
        "log_likelihood": forecast.fit.log_likelihood,
        "learned_from": forecast.fit.donors,
        "notes": [one.sentence(said) for one in forecast.notes],
        "alive": _plain(forecast.alive),
        "givers": _plain(forecast.givers),
        "gifts": _plain(forecast.gifts),
        "donors": [_plain(one) for one in forecast.donors],
    }
    if isinstance(value, DonorsError):
        return {**shown, "value": None, "value_refused": value.sentence(said)}
    return {**shown, "value": {**_plain(value), "notes": [one.sentence(said) for one in value.notes]}}


def _expected_rows(forecast: Forecast, value: ValueForecast | DonorsError) -> list[str]:
    """Totals, then donors, those of the largest expected value first."""
    rows = ["\tforecast\tlow\thigh"]
    rows += [f"{name}\t{one.expected:.1f}\t{one.low:g}\t{one.high:g}" for name, one in (("alive", forecast.alive), ("givers", forecast.givers))]
    rows.append(f"gifts\t{forecast.gifts.expected:.1f}\t{forecast.gifts.low:g}\t{forecast.gifts.high:g}")
    worth = {}
    if not isinstance(value, DonorsError):
        worth = {one.donor: one for one in value.donors}
        amounts = [format_amount(round(minor), value.currency) for minor in (value.total.expected, value.total.low, value.total.high)]
        rows.append("\t".join([f"value {value.currency}", *amounts]))
    rows += ["", "donor\talive\tgives\tgifts\tlow\thigh" + ("\tvalue" if worth else "")]
    for one in sorted(forecast.donors, key=lambda one: (-worth[one.donor].value.expected if worth else -one.gifts.expected, one.donor)):
        cells = [one.donor, f"{one.alive.expected:.2f}", f"{one.gives:.2f}", f"{one.gifts.expected:.2f}", f"{one.gifts.low:g}", f"{one.gifts.high:g}"]
        if not isinstance(value, DonorsError):
            cells.append(format_amount(round(worth[one.donor].value.expected), value.currency))
        rows.append("\t".join(cells))
    notes = [value.said] if isinstance(value, DonorsError) else list(value.notes)
    notes += [one for one in forecast.notes if one not in notes]
    return [*rows, "", *(one.sentence(language()) for one in notes)] if notes else rows


def _segment_rows(found: Segments) -> list[str]:
    said = language()
    rows, names = [], {}
    for one in found.definitions:
        names[one.code], words = (one.name_ru, one.definition_ru) if said == "ru" else (one.name_en, one.definition_en)
        rows.append(f"{names[one.code]}\t{found.sizes[one.code]}\t{words}")
    rows += ["", f"donor\tsegment\tR\tF\tV\tdays\tgifts\t{found.currency}"]
    for place in found.donors:
        scores = [str(score) for score in (place.recency, place.frequency, place.value, place.days, place.gifts)]
        rows.append("\t".join([place.donor, names[place.segment], *scores, format_amount(place.sum_minor, found.currency)]))
    return rows


def _account(reading: Reading) -> list[str]:
    """The account of the rows, and a line for each that was merged or refused."""
    said = language()
    rows = ["", f"rows {reading.rows} = taken {len(reading.gifts)} + merged {len(reading.merged)} + refused {len(reading.refused)}"]
    rows += [f"{'строка' if said == 'ru' else 'line'} {one.line}: {one.said.sentence(said)}" for one in reading.merged]
    return rows + [one.sentence(said) for one in reading.refused]
