"""`sextant opinions`: groups of people who vote alike, their picture, and the rounds of a Delphi. Starts without Django."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ..shell import Refused, language

FILE = click.Path(path_type=Path)
FORMAT = click.option("--format", "form", type=click.Choice(["json", "text"]), default="json", help="How to show it.")
SEED = click.option("--seed", type=click.IntRange(0), default=0, help="Of the trials; the same seed gives the same answer.")
LEAVE = click.option("--without", type=str, default="", help="Statements to leave out, such as moderated ones, divided by commas.")
TONGUE = click.option("--language", "tongue", type=click.Choice(["en", "ru"]), default=None, help="Of what is said.")


@click.group()
def opinions() -> None:
    """Opinions: groups of people who vote alike, their picture, and the rounds of a Delphi."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _spoken(work: Callable[[], Any], tongue: str | None = None) -> Any:
    """What the work gives; what it refuses is one sentence."""
    from .findings import OpinionError

    try:
        return work()
    except OpinionError as refusal:
        raise Refused(refusal.sentence(tongue or language())) from None


def _found(path: Path, without: str, seed: int, k: int | None, tongue: str | None) -> Any:
    from .groups import find_groups
    from .votes import read_votes

    gone = [name.strip() for name in without.split(",") if name.strip()]
    return _spoken(lambda: find_groups(read_votes(path).without(gone), seed=seed, k=k), tongue)


@opinions.command()
@click.argument("votes", type=FILE)
@FORMAT
@LEAVE
@SEED
@TONGUE
@click.option("--k", type=int, default=None, help="Cut so many groups (2-5), stable or not.")
def groups(votes: Path, form: str, without: str, seed: int, tongue: str | None, k: int | None) -> None:
    """Groups of people who vote alike: how many stand, who is in which, what unites and what divides them."""
    from .written import groups_told, groups_written

    found, said = _found(votes, without, seed, k, tongue), tongue or language()
    if form == "json":
        click.echo(json.dumps(groups_told(found, said), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(groups_written(found, said)))


@opinions.command("map")
@click.argument("votes", type=FILE)
@click.option("--out", type=FILE, required=True, help="The SVG file to write.")
@LEAVE
@SEED
@TONGUE
@click.option("--k", type=int, default=None, help="Cut so many groups (2-5), stable or not.")
def opinion_map(votes: Path, out: Path, without: str, seed: int, tongue: str | None, k: int | None) -> None:
    """Draw people in the plane of opinions, with groups as hulls."""
    from .drawing import drawn
    from .findings import say

    found, said = _found(votes, without, seed, k, tongue), tongue or language()
    try:
        out.write_text(drawn(found, language=said), encoding="utf-8")
    except OSError as reason:
        raise Refused(say("cannot_write", file=str(out), reason=reason.strerror or "").sentence(said)) from None
    for note in found.notes:
        click.echo(note.sentence(said), err=True)


@opinions.command()
@click.argument("answers", type=FILE)
@FORMAT
@SEED
@TONGUE
@click.option("--band", type=click.FloatRange(0), default=1.0, help="Answers so far from the median agree with the group.")
@click.option("--consensus", type=click.FloatRange(0, 1), default=0.75, help="The share within the band from which consensus is said.")
@click.option(
    "--rule", type=click.Choice(["variation", "wilcoxon", "chi_square"]), default="variation", help="By what rest between rounds is judged."
)
def rounds(answers: Path, form: str, seed: int, tongue: str | None, band: float, consensus: float, rule: Any) -> None:
    """Delphi: agreement in each round, rest between rounds, and who was lost. Columns: participant, round, item, answer, expertise (if asked)."""
    from .rounds import read_answers, report
    from .written import rounds_told, rounds_written

    said = tongue or language()
    found = _spoken(lambda: report(read_answers(answers), band=band, consensus=consensus, rule=rule, seed=seed), tongue)
    if form == "json":
        click.echo(json.dumps(rounds_told(found), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(rounds_written(found, said)))
