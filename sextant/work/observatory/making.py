"""All analyses of an edition, from the store of its corpus. Needs duckdb, numpy and scipy: imported by jobs and commands, never by pages."""

import os
from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from django.utils import timezone  # noqa: E402
from django.utils.translation import gettext as _  # noqa: E402

from sextant.lab.bibliometrics.networks import association_strength, together  # noqa: E402
from sextant.lab.literature import works as literature  # noqa: E402
from sextant.lab.literature.merging import merge  # noqa: E402
from sextant.lab.literature.store import Store  # noqa: E402
from sextant.lab.observatory import analyses as lab  # noqa: E402
from sextant.lab.observatory.analyses import Answer  # noqa: E402
from sextant.lab.observatory.corpus import Corpus, read_corpus  # noqa: E402
from sextant.lab.observatory.findings import ObservatoryError, refuse  # noqa: E402
from sextant.lab.priorities.parts import Work, field_of  # noqa: E402
from sextant.lab.priorities.resampling import measured  # noqa: E402
from sextant.lab.priorities.scoring import ranked  # noqa: E402
from sextant.lab.thesaurus.exporting import as_toml  # noqa: E402
from sextant.society.concepts.queries.whole import stored_thesaurus  # noqa: E402
from sextant.work.observatory.actions.editions import Made  # noqa: E402
from sextant.work.observatory.models import Edition  # noqa: E402
from sextant.work.observatory.others import OTHERS, other_analyses  # noqa: E402
from sextant.work.observatory.queries.asked import asked_for  # noqa: E402
from sextant.work.observatory.queries.ranking import packed  # noqa: E402

Watch = Callable[[int, int, str], None]
STEPS = 100
NEIGHBOURS = 8
WIDTH, HEIGHT = 1360, 860
"""The sheet of the map in pixels."""
DETAILS = """
select w.work, w.venue, w.doi, coalesce(a.names, '') as names
from works w left join (
    select work, string_agg(name, ', ' order by position) as names from authorships
    where coalesce(role, 'author') = 'author' group by work) a using (work)
"""


def make(edition: Edition, progress: Watch) -> Made:
    """Everything of an edition; raises `SaidError` where the corpus does not allow it."""
    parameters, store = edition.parameters, Store(edition.corpus.folder)
    progress(1, STEPS, _("joining duplicates"))
    merge(store)
    progress(10, STEPS, _("reading the works"))
    whole, asked = stored_thesaurus(), asked_for(timezone.localdate())
    corpus = read_corpus(store, whole, report=lambda done: progress(12, STEPS, _("reading the works") + f": {done}"))
    corpus = corpus.until(parameters.get("until"))
    if not any(one.concepts for one in corpus.landed):
        raise refuse("empty_corpus")
    made = Made(corpus.fingerprint, version("sextant"))
    for place, (name, words, step) in enumerate(_steps(corpus, parameters, asked, lambda done: progress(60, STEPS, done))):
        progress(40 + 7 * place, STEPS, words)
        try:
            made.analyses[name] = step()
        except ObservatoryError as refusal:
            made.analyses[name] = ([], [_both(refusal)], {})
    if parameters.get("others", True):
        made.analyses |= other_analyses(corpus, lambda place, name: progress(84, STEPS, f"{name} ({place + 1}/{len(OTHERS)})"))
    made.analyses["sources"] = ([], [], {"thesaurus": as_toml(whole), "asked": asked})
    progress(92, STEPS, _("writing the works"))
    made.works = list(_works(store, corpus))
    return made


Step = Callable[[], tuple[list[Any], list[Any], dict[str, Any]]]


def _steps(corpus: Corpus, parameters: dict[str, Any], asked: dict[str, float], note: Callable[[str], None]) -> Iterator[tuple[str, str, Step]]:
    most, least = int(parameters.get("most", 120)), int(parameters.get("least", 5))
    yield "topics", _("counting concepts by year"), lambda: _plain(lab.topics(corpus))
    yield "map", _("drawing the map"), lambda: _map(corpus, most, least, float(parameters.get("resolution", 1.0)))
    yield "bursts", _("finding bursts"), lambda: _plain(lab.burst_list(corpus))
    yield "themes", _("following themes"), lambda: _themes(corpus, most, least, int(parameters.get("periods", 3)))
    yield "priorities", _("weighing priorities"), lambda: _priorities(corpus, asked, least, int(parameters.get("times", 200)), note)
    yield "forecast", _("forecasting"), lambda: _plain(lab.forecasts(corpus, horizon=int(parameters.get("horizon", 3))))


def _both(said: Any) -> dict[str, str]:
    return {"en": said.sentence("en"), "ru": said.sentence("ru")}


def _plain(answer: Answer) -> tuple[list[Any], list[Any], dict[str, Any]]:
    return answer.rows, [_both(note) for note in answer.notes], {}


def _map(corpus: Corpus, most: int, least: int, resolution: float) -> tuple[list[Any], list[Any], dict[str, Any]]:
    """One arrangement with the labels of each language, its clusters by name, and the nearest neighbours of every concept."""
    drawn: dict[str, Any] = {}
    for language in ("en", "ru"):
        answer = lab.concept_map(corpus, most=most, least=least, resolution=resolution, language=language, width=WIDTH, height=HEIGHT)
        assert answer.map is not None
        found, clusters = answer.map
        spots = [
            {"concept": spot.name, "x": spot.x, "y": spot.y, "r": spot.radius, "size": spot.text_size, "box": list(spot.box) if spot.box else None}
            for spot in found.spots
        ]
        drawn[language] = {"width": found.width, "height": found.height, "spots": spots}
    drawn["clusters"] = [{"number": number, "concepts": list(one.members)} for number, one in enumerate(clusters, start=1)]
    drawn["near"] = _neighbours(corpus, most, least)
    return answer.rows, [_both(note) for note in answer.notes], drawn


def _neighbours(corpus: Corpus, most: int, least: int) -> dict[str, list[list[Any]]]:
    """For every concept on the map those it stands with more often than chance, the strongest first, with the works they share."""
    network = together(one.concepts for one in corpus.landed).narrowed(most, least)
    shared = {frozenset((one, other)): weight for one, other, weight in network.edges()}
    near: dict[str, list[tuple[float, str]]] = {}
    for one, other, weight in association_strength(network).edges():
        near.setdefault(one, []).append((weight, other))
        near.setdefault(other, []).append((weight, one))
    return {
        name: [[other, int(shared[frozenset((name, other))])] for _weight, other in sorted(found, key=lambda pair: (-pair[0], pair[1]))[:NEIGHBOURS]]
        for name, found in near.items()
    }


def _themes(corpus: Corpus, most: int, least: int, periods: int) -> tuple[list[Any], list[Any], dict[str, Any]]:
    answer = lab.theme_list(corpus, periods=periods, most=most, least=least)
    told = [
        {
            "name": name,
            "themes": [
                {"identity": one.identity, "words": list(one.words), "works": one.works, "centrality": one.centrality, "density": one.density}
                | {"quarter": one.quarter}
                for one in period
            ],
        }
        for name, period in answer.periods
    ]
    return answer.rows, [_both(note) for note in answer.notes], {"periods": told}


def _priorities(
    corpus: Corpus, asked: dict[str, float], least: int, times: int, note: Callable[[str], None]
) -> tuple[list[Any], list[Any], dict[str, Any]]:
    """The shares from which a page ranks concepts by any weights; the rows are the ranking by the usual ones."""
    field = field_of([Work(one.year, one.concepts, one.cited_by) for one in corpus.landed if one.year is not None], asked or None)
    shares = measured(field, times=times, least=least, report=lambda done, whole: note(_("weighing priorities") + f": {done}/{whole}"))
    found, notes = ranked(shares)
    rows = [
        {"rank": one.rank, "concept": one.concept, "label_en": corpus.label(one.concept, "en"), "label_ru": corpus.label(one.concept, "ru")}
        | {"score": one.score, "low": one.low, "high": one.high, "parts": one.parts, "adds": one.adds, "works": one.works}
        | {"asked": asked.get(one.concept)}
        for one in found
    ]
    return rows, [_both(one) for one in notes], {"shares": packed(shares)}


def _works(store: Store, corpus: Corpus) -> Iterator[tuple[dict[str, Any], tuple[str, ...]]]:
    """Every work of the edition as it will be shown."""
    more: dict[str, tuple[str, str, str]] = {}
    with literature.tables(store) as engine:
        rows = engine.execute(DETAILS)
        while batch := rows.fetchmany(2000):
            more.update({work: (venue or "", doi or "", names) for work, venue, doi, names in batch})
    for one in corpus.landed:
        venue, doi, names = more.get(one.work, ("", "", ""))
        said = {
            "key": one.work[:80],
            "title": (one.title or one.work)[:500],
            "authors": names if len(names) <= 500 else names[:499].rsplit(",", 1)[0] + " …",
            "venue": venue[:300],
            "year": one.year,
            "cited_by": one.cited_by,
            "doi": doi[:200],
        }
        yield said, one.concepts
