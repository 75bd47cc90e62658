"""`sextant counts`: count a store by year and in pairs, bring the counts up to date, show them. Starts without Django."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sextant.lab.engine import ENGINES, JavaMissing, engine
from sextant.lab.literature.findings import LiteratureError
from sextant.lab.thesaurus.findings import ThesaurusError

from ..shell import Refused, language
from .findings import CountsError, refuse

if TYPE_CHECKING:
    from sextant.lab.engine import Engine

    from .answers import Counts
    from .keeping import Kept

T = TypeVar("T")
Command = Callable[..., Any]
SIZE = re.compile(r"\d+(\.\d+)?\s?[KMGT]i?B", re.IGNORECASE)
OPTIONS = (
    click.option("--store", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder of the store."),
    click.option("--engine", "name", type=click.Choice(ENGINES), default="duckdb", help="What counts; Spark needs the extra “spark” and Java 17."),
    click.option("--memory", default="1GB", show_default=True, help="What DuckDB may hold before it writes to disk."),
    click.option("--threads", type=click.IntRange(1, 256), default=1, show_default=True, help="Threads of DuckDB."),
    click.option("--master", default="local[2]", show_default=True, help="The cluster of Spark."),
)
COLUMNS = {"works": ("year", "works"), "items": ("item", "works"), "yearly": ("item", "year", "works"), "pairs": ("item", "other", "works")}


def _common(command: Command) -> Command:
    for option in reversed(OPTIONS):
        command = option(command)
    return command


@click.group()
def counts() -> None:
    """Counts: works by year, items by year, items in pairs, kept and brought up to date."""


@counts.command()
@_common
@click.option("--kinds", default="term,country,organisation,venue", show_default=True, help="Kinds counted by year; also concept, author, reference.")
@click.option("--pairs", default="term,country", show_default=True, help="Kinds counted in pairs: co-word, collaboration, co-citation (reference).")
@click.option("--most", type=click.IntRange(2, 100_000), default=5000, show_default=True, help="Pairs are told among so many items of a kind.")
@click.option("--thesaurus", type=click.Path(path_type=Path), default=None, help="For concepts: another thesaurus than the product's own.")
def build(kinds: str, pairs: str, most: int, thesaurus: Path | None, **options: Any) -> None:
    """Count the whole store anew."""
    from .counting import build as count

    def work(store: Any, held: Engine) -> Kept:
        from .keeping import Plan

        plan = Plan(_names(kinds), _names(pairs), most)
        return count(store, held, plan, labels=_labels(thesaurus) if "concept" in plan.kinds else ())

    click.echo(_json(_told(_with(work, **options))))


@counts.command()
@_common
def update(**options: Any) -> None:
    """Put in and take out what has changed in the store since it was counted."""
    from .updating import update as bring

    done = _with(lambda store, held: bring(store, held), **options)
    click.echo(_json({"come": done.come, "gone": done.gone, "late_items": done.late, **_told(done.kept)}))


@counts.command()
@click.argument("what", type=click.Choice(tuple(COLUMNS)))
@_common
@click.option("--kind", default="term", show_default=True, help="The kind of items.")
@click.option("--most", type=click.IntRange(0), default=100, show_default=True, help="So many rows; of `yearly`, so many items; 0: all.")
@click.option("--by-year", is_flag=True, help="Pairs of each year.")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", help="How to show it.")
def show(what: str, kind: str, most: int, by_year: bool, form: str, **options: Any) -> None:
    """What was counted: works by year, items, items by year, items in pairs; the largest first."""
    from .answers import counts as kept_counts

    columns = ("item", "other", "year", "works") if what == "pairs" and by_year else COLUMNS[what]
    rows = _with(lambda store, held: held.rows(_asked(kept_counts(store, held), what, kind, most, by_year)), **options)
    if form == "json":
        click.echo(_json([dict(zip(columns, row, strict=True)) for row in rows]))
        return
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([columns, *rows])
    click.echo(text.getvalue(), nl=False)


def _asked(kept: Counts, what: str, kind: str, most: int, by_year: bool) -> Any:
    if what == "works":
        return kept.works()
    if what == "yearly":
        found = kept.yearly(kind, most)
        return found.order_by("item", "year")
    found = kept.items(kind) if what == "items" else kept.pairs(kind, by_year=by_year)
    found = found.order_by(found.n.desc(), *[found[name] for name in found.columns if name != "n"])
    return found.limit(most) if most else found


def _labels(path: Path | None) -> Iterator[tuple[str, str]]:
    """Every label of a thesaurus in both languages, with its concept."""
    from sextant.lab.thesaurus.reading import read, starter

    for concept in (read(path) if path else starter()).concepts:
        for side in (concept.en, concept.ru):
            yield from ((label, concept.id) for label in side)


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip() for one in text.split(",") if one.strip()))


def _told(kept: Kept) -> dict[str, Any]:
    plan = {"kinds": list(kept.plan.counted), "pairs": list(kept.plan.pairs), "most": kept.plan.most}
    return {
        **plan,
        "imports": len(kept.inputs),
        "layers": len(kept.layers),
        "bytes": sum(one["bytes"] for layer in kept.layers for one in layer.files),
    }


def _with(work: Callable[[Any, Engine], T], folder: Path, name: str, memory: str, threads: int, master: str) -> T:
    """What `work` gives over the store and the engine; every refusal is one sentence."""
    from sextant.lab.literature.store import Store

    try:
        if not SIZE.fullmatch(memory):
            raise refuse("memory_unknown", value=memory)
        Store(folder).existing()
        with engine(name, memory=memory, threads=threads, master=master) as held:
            return work(Store(folder), held)
    except (CountsError, LiteratureError, ThesaurusError) as refusal:
        raise Refused(refusal.sentence(language())) from None
    except ModuleNotFoundError as lacking:
        extra = "spark" if str(lacking.name).startswith(("pyspark", "py4j")) else "lab"
        raise Refused(refuse("extra_missing", value=extra, name=str(lacking.name)).sentence(language())) from None
    except JavaMissing:
        raise Refused(refuse("java_missing").sentence(language())) from None
    except Exception as trouble:
        raise Refused(_of_engine(trouble, name, memory).sentence(language())) from trouble


def _of_engine(trouble: Exception, name: str, memory: str) -> CountsError:
    """The refusal that an engine's error is; anything else is raised as it is."""
    kinds = [one.__name__ for one in type(trouble).__mro__]
    first = (str(trouble).splitlines() or [""])[0]
    if "OutOfMemoryException" in kinds:
        return refuse("memory_short", value=memory)
    if "IOException" in kinds or "InvalidInputException" in kinds:
        return refuse("store_unreadable", reason=first)
    if type(trouble).__module__.startswith(("duckdb", "_duckdb", "pyspark", "py4j")):
        return refuse("engine_failed", name=name, reason=first)
    raise trouble


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2)
