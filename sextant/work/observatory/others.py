"""The other analyses of an edition: dynamics, profiles, laws, citations, topic models, collaboration, maps of people and works.

Each is kept with its drawing and headings in both languages. Needs duckdb, numpy and scipy: imported by jobs only.
"""

from collections.abc import Callable
from typing import Any

from sextant.lab.observatory.answers import Answer
from sextant.lab.observatory.corpus import Corpus
from sextant.lab.observatory.findings import ObservatoryError
from sextant.lab.observatory.recipes import ANALYSES
from sextant.lab.observatory.sheets import heading, title
from sextant.lab.observatory.written import flat, written
from sextant.lab.sentences import SaidError
from sextant.work.observatory.queries.recipes import OTHERS

LANGUAGES = ("en", "ru")
Kept = tuple[list[Any], list[Any], dict[str, Any]]


def name_of(analysis: str, wish: dict[str, str]) -> str:
    """The name under which an edition keeps it."""
    return "-".join((analysis, *wish.values()))


def other_analyses(corpus: Corpus, note: Callable[[int, str], None]) -> dict[str, Kept]:
    """All of them by name; one that the corpus does not allow is kept with the sentence that says why."""
    found = {}
    for place, (analysis, wish) in enumerate(OTHERS):
        note(place, analysis)
        name = name_of(analysis, wish)
        try:
            found[name] = _kept(corpus, ANALYSES[analysis](corpus, **wish))
        except SaidError as refusal:
            bare = Answer(analysis, [], kind=name.removeprefix(analysis).lstrip("-"))
            titles = {language: title(bare, language) for language in LANGUAGES}
            found[name] = ([], [{language: refusal.sentence(language) for language in LANGUAGES}], {"title": titles, "headings": {}, "drawing": {}})
    return found


def _kept(corpus: Corpus, answer: Answer) -> Kept:
    columns = list(dict.fromkeys(name for row in answer.rows for name in flat(row)))
    extra: dict[str, Any] = {
        "title": {language: title(answer, language) for language in LANGUAGES},
        "headings": {language: {name: heading(name, language) for name in columns} for language in LANGUAGES},
        "drawing": {},
    }
    for language in LANGUAGES:
        try:
            extra["drawing"][language] = written(corpus, answer, "svg", language)
        except ObservatoryError:
            break
    return answer.rows, [{language: note.sentence(language) for language in LANGUAGES} for note in answer.notes], extra
