"""`sextant jury`: who judges what, and a ranking of scores with severity taken out. Starts without Django."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..shell import Refused, language
from .findings import JuryError, refuse, say
from .tables import Score, read_affinities, read_conflicts, read_entries, read_jurors, read_scores

if TYPE_CHECKING:
    from .assigning import Assignment
    from .ranking import Method, Ranking

T = TypeVar("T")
FILE = click.Path(path_type=Path)
FORMAT = click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", help="How to show it.")


@click.group()
def jury() -> None:
    """Jury: assign reviews, rank scores."""


@jury.command("assign")
@click.argument("entries", type=FILE)
@click.argument("jurors", type=FILE)
@click.option("--conflicts", type=FILE, default=None, help="CSV of entry, juror: pairs that must never meet.")
@click.option("--affinity", type=FILE, default=None, help="CSV of entry, juror, affinity from 0 to 1, in place of expertise columns.")
@click.option("--per-entry", type=int, default=3, help="Reviews an entry should get that names no number of its own.")
@click.option("--load", type=int, default=8, help="Reviews a juror may get who has no load of their own.")
@click.option("--fair", is_flag=True, help="Help the entry that fares worst first, then the sum.")
@click.option("--why", "pair", nargs=2, default=None, metavar="ENTRY JUROR", help="Explain one pair.")
@FORMAT
def show_assignment(pair: tuple[str, str] | None, form: str, **asked: Any) -> None:
    """Assign jurors to entries: as many reviews as possible, then the largest sum of affinities."""
    found, reason = _spoken(lambda: _assigned(pair=pair, **asked))
    if form == "csv":
        rows = [[one.entry, one.juror, f"{one.affinity:g}"] for one in found.reviews]
        click.echo(_csv(["entry", "juror", "affinity"], rows), nl=False)
        _aside([f"{one.entry}: {one.why.sentence(language())}" for one in found.unfilled] + reason)
    else:
        click.echo(_assignment(found, reason))


@jury.command("rank")
@click.argument("scores", type=FILE)
@click.option("--method", type=click.Choice(["calibrated", "mean"]), default="calibrated", help="With severity taken out, or plain means.")
@click.option("--min", "lowest", type=float, default=None, help="The lowest score there is.")
@click.option("--max", "highest", type=float, default=None, help="The highest score there is.")
@click.option("--prizes", type=int, default=3, help="How many prize places there are.")
@click.option("--full", is_flag=True, help="JSON with jurors, outliers, agreement and what the ranking hangs on as well.")
@FORMAT
def show_ranking(scores: Path, method: Method, lowest: float | None, highest: float | None, prizes: int, full: bool, form: str) -> None:
    """Rank entries by a CSV of entry, juror, score (and criterion, if there are several)."""
    found, given = _spoken(lambda: _ranked(scores, method, lowest, highest, prizes))
    short = [{name: getattr(one, name) for name in ("rank", "entry", "score", "low", "high", "mean", "reviews")} for one in found.places]
    if full:
        click.echo(_json(_spoken(lambda: _whole(found, given, prizes))))
    elif form == "json":
        click.echo(_json(short))
    else:
        click.echo(_csv(list(short[0]), [["" if cell is None else cell for cell in one.values()] for one in short]), nl=False)
    if not full:
        _aside(_remarks(found))


def _spoken(act: Callable[[], T]) -> T:
    try:
        return act()
    except JuryError as refusal:
        raise Refused(refusal.sentence(language())) from None
    except ModuleNotFoundError as lacking:
        raise Refused(refuse("extra_missing", name=str(lacking.name)).sentence(language())) from None


def _alone() -> None:
    """One thread of linear algebra, unless the environment says otherwise: threads that wait for one another cost more than these
    matrices need (ranking 30,000 scores: 1 s alone, 4 to 12 s in two threads on a busy machine)."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _assigned(
    *,
    entries: Path,
    jurors: Path,
    conflicts: Path | None,
    affinity: Path | None,
    per_entry: int,
    load: int,
    fair: bool,
    pair: tuple[str, str] | None,
) -> tuple[Assignment, list[str]]:
    """The assignment, and the sentences on the pair that was asked about."""
    works, people = read_entries(entries), read_jurors(jurors)
    names = [one.name for one in works], [one.name for one in people]
    barred = read_conflicts(conflicts, *names) if conflicts else set()
    near = read_affinities(affinity, *names) if affinity else None
    _alone()
    # numpy and scipy are an extra that the rest of the house does without
    from .assigning import assign
    from .explaining import why
    from .problems import problem

    asked = problem(works, people, per_entry=per_entry, load=load, conflicts=barred, affinities=near)
    found = assign(asked, fair=fair)
    return found, [one.sentence(language()) for one in why(asked, found, *pair).said] if pair else []


def _assignment(found: Assignment, reason: list[str]) -> str:
    said = language()
    shown: dict[str, Any] = {
        "assignments": [dataclasses.asdict(one) for one in found.reviews],
        "objective": found.objective,
        "bound": found.bound,
        "gap": found.gap,
        "unfilled": [
            {"entry": one.entry, "missing": one.missing, "why": one.why.sentence(said), "constraint": one.constraint} for one in found.unfilled
        ],
    }
    if found.worst:
        shown |= {"worst": found.worst[0], "worst_bound": found.worst[1]}
    return _json({**shown, "explanation": reason} if reason else shown)


def _ranked(path: Path, method: Method, lowest: float | None, highest: float | None, prizes: int) -> tuple[Ranking, list[Score]]:
    if lowest is not None and highest is not None and lowest >= highest:
        raise refuse("range_empty", lowest=f"{lowest:g}", highest=f"{highest:g}")
    scores = read_scores(path, lowest=lowest, highest=highest)
    _alone()
    from .ranking import rank

    return rank(scores, method=method, prizes=prizes), scores


def _whole(found: Ranking, given: list[Score], prizes: int) -> dict[str, Any]:
    from .sensitivity import with_other_weights, without_each_juror

    less = without_each_juror(found) if len(found.jurors) > 1 else ()
    other = with_other_weights(given, found) if len({one.criterion for one in given}) > 1 else ()
    return {
        "method": found.method,
        "ranking": [dataclasses.asdict(one) for one in found.places],
        "jurors": [dataclasses.asdict(one) for one in found.jurors],
        "outliers": [dataclasses.asdict(one) for one in found.outliers],
        "agreement": dataclasses.asdict(found.agreement) if found.agreement else None,
        "without": [{name: value for name, value in dataclasses.asdict(one).items() if name != "factor"} for one in less],
        "weights": [dataclasses.asdict(one) for one in other],
        "notes": _remarks(found),
    }


def _remarks(found: Ranking) -> list[str]:
    said = language()
    remarks = list(found.notes)
    remarks += [say("outlier", juror=o.juror, entry=o.entry, score=f"{o.score:g}", expected=f"{o.expected:.1f}") for o in found.outliers]
    if found.agreement:
        one = found.agreement
        remarks.append(say("agreement", alpha=f"{one.alpha:.2f}", low=f"{one.low:.2f}", high=f"{one.high:.2f}", percent=90))
    return [one.sentence(said) for one in remarks]


def _json(shown: Any) -> str:
    return json.dumps(shown, ensure_ascii=False, indent=1)


def _csv(header: list[str], rows: list[list[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _aside(sentences: list[str]) -> None:
    for one in sentences:
        click.echo(one, err=True)
