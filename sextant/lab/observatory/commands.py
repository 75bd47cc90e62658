"""`sextant observatory`: topics, map, bursts, themes, priorities and forecasts of a store of literature. Starts without Django."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ..shell import Refused, language

FILE = click.Path(path_type=Path, dir_okay=True)


@click.group()
def observatory() -> None:
    """The observatory: what a field studies, and what it should study next."""


def _common(command: Callable[..., None]) -> Callable[..., None]:
    options = (
        click.option("--store", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder of the store."),
        click.option("--thesaurus", "thesaurus", type=FILE, default=None, help="Another thesaurus than the one that comes with the product."),
        click.option("--until", type=int, default=None, help="Leave works of later years out, such as those of a year that is not over."),
        click.option("--format", "form", type=click.Choice(["json", "csv", "svg", "html"]), default="json"),
        click.option("--language", "tongue", type=click.Choice(["en", "ru"]), default=None, help="Of labels on drawings and pages."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _answered(name: str, folder: Path, thesaurus: Path | None, until: int | None, form: str, tongue: str | None, **more: Any) -> None:
    """Runs one analysis and writes it out; what is refused is one sentence."""
    from sextant.lab.literature.store import Store
    from sextant.lab.thesaurus.reading import read, starter

    from .corpus import read_corpus
    from .demand import read_demand
    from .recipes import ANALYSES
    from .written import written

    said = tongue or language()

    def work() -> str:
        words = read(thesaurus) if thesaurus else starter()
        corpus = read_corpus(Store(folder), words).until(until)
        demand = more.pop("demand", None)
        if demand is not None:
            more["asked"] = read_demand(demand, words)
        if name == "map":
            more["language"] = said
        answer = ANALYSES[name](corpus, **more)
        for note in answer.notes:
            click.echo(note.sentence(language()), err=True)
        return written(corpus, answer, form, said)

    click.echo(_spoken(work), nl=False)


def _spoken(work: Callable[[], Any]) -> Any:
    from sextant.lab.bibliometrics.findings import BibliometricsError
    from sextant.lab.forecasting.refusals import ForecastRefused
    from sextant.lab.literature.findings import LiteratureError
    from sextant.lab.priorities.findings import PrioritiesError
    from sextant.lab.thesaurus.findings import ThesaurusError

    from .findings import ObservatoryError

    try:
        return work()
    except (ObservatoryError, BibliometricsError, ForecastRefused, LiteratureError, PrioritiesError, ThesaurusError) as refusal:
        raise Refused(refusal.sentence(language())) from None


@observatory.command()
@_common
@click.option("--least", type=click.IntRange(1), default=1, help="Works that a concept must have.")
def topics(**options: Any) -> None:
    """Concepts with their works by year."""
    _answered("topics", **options)


@observatory.command("map")
@_common
@click.option("--of", type=click.Choice(["concepts", "authors", "organisations", "countries", "works"]), default="concepts")
@click.option(
    "--by", type=click.Choice(["cooccurrence", "coauthorship", "coupling", "cocitation"]), default=None, help="What ties them; works: coupling."
)
@click.option("--most", type=click.IntRange(1, 1000), default=None, help="Things on the map: 120; organisations and works: 60.")
@click.option("--least", type=click.IntRange(1), default=None, help="Works that a thing must have (references that two works share, citations).")
@click.option("--resolution", type=float, default=1.0, help="Larger: more clusters.")
def field_map(**options: Any) -> None:
    """Concepts that stand together, people who write together, works that cite or are cited alike."""
    _answered("map", **options)


@observatory.command()
@_common
@click.option("--scaling", type=float, default=2.0)
@click.option("--gamma", type=float, default=1.0)
def bursts(**options: Any) -> None:
    """Stretches of years in which a concept is unusually frequent."""
    _answered("bursts", **options)


@observatory.command()
@_common
@click.option("--periods", type=click.IntRange(1, 20), default=3)
@click.option("--most", type=click.IntRange(1, 1000), default=120)
@click.option("--least", type=click.IntRange(1), default=3)
@click.option("--resolution", type=float, default=1.5)
def themes(**options: Any) -> None:
    """Themes on Callon's diagram, followed from period to period."""
    _answered("themes", **options)


@observatory.command()
@_common
@click.option("--demand", type=FILE, default=None, help="CSV `concept,number`: what practice asks for.")
@click.option("--weight", "weights", type=(str, float), multiple=True, help="Such as --weight gap 2; parts not named take none.")
@click.option("--least", type=click.IntRange(1), default=5)
@click.option("--times", type=click.IntRange(0, 2000), default=200, help="Resamplings for the intervals.")
def priorities(weights: tuple[tuple[str, float], ...], **options: Any) -> None:
    """Concepts in the order in which the field should study them, with parts and intervals."""
    _answered("priorities", weights=dict(weights) or None, **options)


@observatory.command()
@_common
@click.option("--horizon", type=click.IntRange(1, 10), default=3)
@click.option("--least", type=click.IntRange(1), default=30)
def forecast(**options: Any) -> None:
    """Works a year on each concept, continued, with the backtest."""
    _answered("forecast", **options)


@observatory.command()
@_common
def dynamics(**options: Any) -> None:
    """Works a year, their growth and doubling time."""
    _answered("dynamics", **options)


@observatory.command()
@_common
@click.option("--of", type=click.Choice(["authors", "organisations", "countries", "keywords", "sources"]), default="authors")
@click.option("--most", type=click.IntRange(1), default=50, help="Profiles shown.")
@click.option("--least", type=click.IntRange(1), default=1, help="Works that one must have.")
def profiles(**options: Any) -> None:
    """Who publishes most: works, years, citations, main concepts, latest works."""
    _answered("profiles", **options)


@observatory.command()
@_common
@click.option("--of", type=click.Choice(["authors", "sources"]), default="authors", help="authors: Lotka; sources: Bradford.")
@click.option("--zones", type=click.IntRange(1, 20), default=3, help="Zones of sources.")
def laws(**options: Any) -> None:
    """Lotka's law of authors, Bradford's zones of sources."""
    _answered("laws", **options)


@observatory.command()
@_common
@click.option("--since", type=int, default=1800, help="Leave references to earlier years out.")
def spectroscopy(**options: Any) -> None:
    """The years whose publications the field goes back to."""
    _answered("spectroscopy", **options)


@observatory.command()
@_common
def mainpath(**options: Any) -> None:
    """The chain of citations that most ways through the field go over."""
    _answered("mainpath", **options)


@observatory.command()
@_common
@click.option("--number", type=click.IntRange(2, 200), default=None, help="Topics of each language; without it, as many as cohere best.")
@click.option("--least", type=click.IntRange(1), default=3, help="Works that a word must stand in.")
@click.option("--joined", type=click.FloatRange(0, 1), default=0.5, help="Likeness from which topics of two languages are one.")
def topicmodel(**options: Any) -> None:
    """Topics of the English and of the Russian texts, joined by their concepts."""
    _answered("topicmodel", **options)


@observatory.command()
@_common
@click.option("--show", type=click.Choice(["years", "pairs"]), default="years", help="pairs: libraries and those they work with.")
def collaboration(**options: Any) -> None:
    """Works from libraries, and from libraries and others together."""
    _answered("collaboration", **options)


@observatory.command("run")
@click.argument("recipe", type=FILE)
def run(recipe: Path) -> None:
    """Make the figures of a recipe, and a manifest that lets anybody make them again."""
    import json
    from importlib.metadata import version

    from .recipes import run_recipe

    told = _spoken(lambda: run_recipe(recipe, version("sextant")))
    click.echo(json.dumps({"fingerprint": told["fingerprint"], "files": told["files"]}, ensure_ascii=False, indent=1))
