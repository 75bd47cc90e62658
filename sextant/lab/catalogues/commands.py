"""`sextant catalogue`: check catalogue files, list their titles, and profile the collection. Starts without Django."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..shell import Refused, language
from .findings import CatalogueError, refuse, say

if TYPE_CHECKING:
    from .checking import Check
    from .profiling import Profile
    from .records import Choice
    from .tables import Rows

T = TypeVar("T")
FILE = click.Path(path_type=Path)
FORMAT = click.option(
    "--format", "form", type=click.Choice(["auto", "marc21", "unimarc", "rusmarc"]), default="auto", help="The format; auto: by the records."
)
OUT = click.option("--out", type=FILE, default=None, help="Write the report to this file instead of the screen.")
TABLES: dict[str, tuple[str, ...]] = {
    "holdings": ("isbn", "location", "copies", "added"),
    "loans": ("isbn", "date", "loans"),
    "population": ("region", "age_low", "age_high", "language", "people"),
    "awards": ("award", "title", "author", "year", "isbn", "source"),
}


@click.group()
def catalogue() -> None:
    """Catalogues: check records, list titles, profile a collection."""


@catalogue.command("check")
@click.argument("files", nargs=-1, required=True, type=FILE)
@FORMAT
@click.option("--report", type=click.Choice(["json", "html"]), default="json", help="How to show it.")
@click.option("--most", type=click.IntRange(min=0), default=2000, help="Findings listed for each rule; all are counted. 0: list all.")
@click.option("--quarantine", type=FILE, default=None, help="Write the bytes that were set aside to this file.")
@OUT
def check_files(files: tuple[Path, ...], form: Choice, report: str, most: int, quarantine: Path | None, out: Path | None) -> None:
    """Check catalogue files (ISO 2709 or MARCXML, also gzip) against their format. Several files give a list."""
    from .check_page import check_page

    found = _spoken(lambda: _checked(files, form, most, quarantine))
    _give(check_page(found, language()) if report == "html" else _json(found.answer(language())), out)
    for one in found.files:
        listed = len(one.findings)
        if (counted := sum(one.by_rule.values())) > listed:
            left = say("left_out", count=counted - listed)
            click.echo(f"{one.file}: {left.sentence(language())}", err=True)
        if one.aside > len(one.quarantined):
            many = say("aside_left_out", count=one.aside - len(one.quarantined))
            click.echo(f"{one.file}: {many.sentence(language())}", err=True)


@catalogue.command("titles")
@click.argument("files", nargs=-1, required=True, type=FILE)
@FORMAT
def list_titles(files: tuple[Path, ...], form: Choice) -> None:
    """The titles of the files, one JSON object a line: candidates for acquisition, or what a site takes in."""
    from .describing import works_of

    def told() -> None:
        for title in works_of(files, form):
            click.echo(json.dumps(title.row(), ensure_ascii=False))

    _spoken(told)


@catalogue.command("profile")
@click.argument("files", nargs=-1, required=True, type=FILE)
@FORMAT
@click.option("--holdings", type=FILE, default=None, help="CSV of isbn, location, copies, added.")
@click.option("--loans", type=FILE, default=None, help="CSV of isbn, date, loans.")
@click.option("--population", type=FILE, default=None, help="CSV of region, age_low, age_high, language, people.")
@click.option("--awards", type=FILE, multiple=True, help="CSV or TOML of award, title, author, year, isbn, source. May be given several times.")
@click.option("--topics", type=FILE, default=None, help="TOML of topics with words, classes and expected shares.")
@click.option("--regions", type=FILE, default=None, help="CSV of location, region.")
@click.option(
    "--column", "columns", multiple=True, metavar="TABLE.NAME=HEADING", help="What a column is called in your table: --column loans.isbn=ISBN13."
)
@click.option("--old", type=click.IntRange(min=1), default=10, help="Years after which stock counts as old.")
@click.option("--dead", type=click.IntRange(min=1), default=3, help="Years without a loan after which stock counts as unused.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day of the profile; without it the last day of the loans.")
@click.option("--report", type=click.Choice(["json", "html"]), default="json", help="How to show it.")
@OUT
def profile_files(report: str, out: Path | None, **asked: Any) -> None:
    """Profile a collection: age, renewal, turnover, unused stock, languages, provision, awards, topics, gap map."""
    from .profile_page import profile_page

    found, refused = _spoken(lambda: _profiled(**asked))
    _give(profile_page(found, language()) if report == "html" else _json(found.answer(language())), out)
    for rows in refused:
        for refusal in rows.refusals[:10]:
            click.echo(refusal.sentence(language()), err=True)
        if rows.refused:
            click.echo(say("rows_refused", refused=rows.refused, read=rows.read).sentence(language()), err=True)


def _checked(files: tuple[Path, ...], form: Choice, most: int, quarantine: Path | None) -> Check:
    from .checking import check_catalogue

    with ExitStack() as stack:
        kept = stack.enter_context(quarantine.open("wb")) if quarantine else None
        return check_catalogue(files, form, most=most, quarantine=kept)


def _profiled(
    *,
    files: tuple[Path, ...],
    form: Choice,
    holdings: Path | None,
    loans: Path | None,
    population: Path | None,
    awards: tuple[Path, ...],
    topics: Path | None,
    regions: Path | None,
    columns: tuple[str, ...],
    old: int,
    dead: int,
    as_of: Any,
) -> tuple[Profile, list[Rows]]:
    from .collection import Settings
    from .describing import works_of
    from .profiling import profile
    from .tables import Rows, read_awards, read_holdings, read_loans, read_population, read_regions
    from .topics import read_topics

    called = _mapping(columns)
    met: list[Rows] = []

    def rows() -> Rows:
        met.append(Rows())
        return met[-1]

    found = profile(
        works_of(files, form),
        read_holdings(holdings, called["holdings"], rows()) if holdings else None,
        read_loans(loans, called["loans"], rows()) if loans else None,
        read_population(population, called["population"], rows()) if population else None,
        (row for path in awards for row in read_awards(path, called["awards"], rows())) if awards else None,
        topics=read_topics(topics) if topics else (),
        regions=read_regions(regions) if regions else None,
        settings=Settings(old=old, dead=dead),
        as_of=date(as_of.year, as_of.month, as_of.day) if as_of else None,
    )
    return found, met


def _mapping(columns: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Headings by table and name, out of `TABLE.NAME=HEADING`."""
    found: dict[str, dict[str, str]] = {table: {} for table in TABLES}
    for column in columns:
        place, _, heading = column.partition("=")
        table, _, name = place.partition(".")
        if name not in TABLES.get(table, ()) or not heading:
            raise refuse("column_option", value=column, known=", ".join(f"{one}.{word}" for one, names in TABLES.items() for word in names))
        found[table][name] = heading
    return found


def _give(text: str, out: Path | None) -> None:
    if out:
        out.write_text(text, encoding="utf-8")
    else:
        click.echo(text, nl=not text.endswith("\n"))


def _spoken(act: Callable[[], T]) -> T:
    try:
        return act()
    except CatalogueError as refusal:
        raise Refused(refusal.sentence(language())) from None
    except ModuleNotFoundError as lacking:
        raise Refused(refuse("extra_missing", name=str(lacking.name)).sentence(language())) from None


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1)
