"""`sextant returns …` over files: starts without Django. The site's commands of the same group are added by `sextant.cli`."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import click

from ..sentences import SaidError, Sentences
from ..shell import Refused, language
from .checking.summing import SUMMED, Summed, as_text
from .forecast import forecast
from .imputing.commands import impute

CHECKING = Sentences(Path(__file__).with_name("checking") / "sentences.toml")
FIELDS = ("library", "year", "variable", "rule", "severity", "value", "expected", "message")


class Returns(click.Group):
    """The commands of the lab; `site` gives the group of the site's own when one of them, or the whole list, is asked for.

    A command of the lab that shares its name with one of the site hands over to it through `of_site`.
    """

    site: Callable[[], click.Group] | None = None

    def list_commands(self, ctx: click.Context) -> list[str]:
        more = self.site().list_commands(ctx) if self.site else []
        return [*more, *(name for name in super().list_commands(ctx) if name not in more)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, cmd_name) or (self.site().get_command(ctx, cmd_name) if self.site else None)

    def of_site(self, ctx: click.Context, name: str) -> click.Command | None:
        """The site's command of that name, None where there is no site around."""
        return self.site().get_command(ctx, name) if self.site else None


@click.group(cls=Returns)
def returns() -> None:
    """Library statistics: import files of returns, check them, read indicators."""


returns.add_command(impute)
returns.add_command(forecast)


@returns.command("check")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--mapping", metavar="NAME|FILE", help="How the files are laid out; by default found from the header.")
@click.option("--previous", multiple=True, type=click.Path(path_type=Path), metavar="FILE", help="An earlier year; may be given more than once.")
@click.option("--questionnaire", default="", metavar="NAME|FILE", help="Take the rules that go with this questionnaire.")
@click.option("--rules", default="", metavar="NAME|FILE", help="Take this set of rules; by default that of the mapping.")
@click.option(
    "--year", type=click.IntRange(1800, 2100), help="The year of FILE, where its name does not tell; without FILE, a year held by the site."
)
@click.option("--collection", default="", help="Without FILE: a panel held by the site; by default the one that feeds the agenda.")
@click.option("--format", "shape", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option("--summary", is_flag=True, help="Print how often each rule asked, and what share of the libraries, instead of the questions.")
@click.option(
    "--list", "listed", type=click.Path(path_type=Path), metavar="FILE", help="With --summary: write the questions there, in the same format."
)
@click.pass_context
def check_file(ctx: click.Context, file: Path | None, year: int | None, collection: str, shape: str, summary: bool, **asked: Any) -> None:
    """Ask what seems wrong in a FILE of returns, beside earlier years; or, without FILE, in a year that the site holds.

    Exit code 0: nothing to ask. 1: there is something to ask the libraries about, or rows were refused. 2: could not.
    """
    if file is None:
        ctx.exit(_held_by_site(ctx, year=year, collection=collection, shape=shape, summary=summary, listed=asked["listed"]))
    from .findings import ReturnsError

    try:
        from .checking.running import prepare

        checked = prepare(file, asked["mapping"], asked["previous"], questionnaire=asked["questionnaire"], rules=asked["rules"], year=year)
    except (ReturnsError, SaidError) as refusal:
        raise Refused(refusal.sentence(language())) from None
    except ModuleNotFoundError as lacking:
        raise Refused(CHECKING.say("extra_missing", name=str(lacking.name)).sentence(language())) from None
    for found in checked.findings:
        click.echo(found.sentence(language()), err=True)
    counted = Summed()
    with output(asked["listed"], quiet=summary) as stream:
        count = _write(counted.over(checked.records(language())), shape, stream)
    if summary:
        write_summary(counted.rows(len(checked.panel.units)), shape)
    words = {"libraries": len(checked.panel.units), "year": checked.panel.year, "refused": checked.refused, "history": len(checked.history)}
    click.echo(CHECKING.say("told", **words, flags=count["all"], hard=count["hard"]).sentence(language()), err=True)
    ctx.exit(1 if count["all"] or checked.refused else 0)


def _held_by_site(ctx: click.Context, **asked: Any) -> int:
    """Hands over to the site's own command; its exit code."""
    parent = ctx.parent.command if ctx.parent else None
    command = parent.of_site(ctx.parent, "check") if isinstance(parent, Returns) and ctx.parent else None
    if command is None or asked["year"] is None:
        raise Refused(CHECKING.say("which").sentence(language()))
    ctx.invoke(command, **asked)
    return 0


@contextmanager
def output(path: Path | None, *, quiet: bool) -> Iterator[TextIO]:
    """Where the questions go: a file where one is named, nowhere where only the summary is wanted, else standard output."""
    if path is None and not quiet:
        yield sys.stdout
        return
    try:
        with (path or Path(os.devnull)).open("w", encoding="utf-8", newline="") as stream:
            yield stream
    except OSError as reason:
        raise Refused(CHECKING.say("cannot_write", name=str(path), reason=str(reason.strerror)).sentence(language())) from None


def write_summary(rows: list[dict[str, Any]], shape: str) -> None:
    """The counts by rule on standard output."""
    if shape == "json":
        click.echo("[" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "]")
    elif shape == "csv":
        writer = csv.DictWriter(sys.stdout, SUMMED, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        for line in as_text(rows):
            click.echo(line)


def _write(records: Iterator[dict[str, Any]], shape: str, stream: TextIO) -> dict[str, int]:
    """The records as they come; how many there were, and how many hard ones."""
    count = {"all": 0, "hard": 0}
    writer = csv.DictWriter(stream, FIELDS, lineterminator="\n")
    if shape == "csv":
        writer.writeheader()
    for record in records:
        if shape == "json":
            click.echo(("[" if not count["all"] else ",\n") + json.dumps(record, ensure_ascii=False), stream, nl=False)
        elif shape == "csv":
            writer.writerow(record)
        else:
            click.echo(f"{record['library']} {record['year']} {record['variable'] or '*'} [{record['rule']}] {record['message']}", stream)
        count["all"] += 1
        count["hard"] += record["severity"] == "hard"
    if shape == "json":
        click.echo("]" if count["all"] else "[]", stream)
    return count
