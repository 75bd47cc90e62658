"""What a round asks: its questionnaire, its checks, and what the libraries said the year before."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sextant.lab.returns.questionnaires import Questionnaire
from sextant.lab.returns.questionnaires.bridging import carried
from sextant.lab.returns.questionnaires.reading import SHIPPED, parse_text
from sextant.work.returns.models import LibraryReturn, Round, Submission


@lru_cache(maxsize=32)
def parsed(text: str) -> Questionnaire:
    """The questionnaire that a round keeps as text; read once."""
    return parse_text(text)


def questionnaire_of(work: Round) -> Questionnaire:
    """The questionnaire as it was when the round was opened."""
    return parsed(work.questionnaire_text)


def shipped_text(name: str) -> str:
    """The text of a shipped questionnaire, to be kept with a round."""
    return (SHIPPED / f"{name}.toml").read_text(encoding="utf-8-sig")


@dataclass(frozen=True)
class Before:
    """What libraries said in the latest earlier year: the year, and by library the values by key of the item."""

    year: int | None = None
    values: dict[int, dict[str, Any]] = field(default_factory=dict)

    def of(self, submission: Submission) -> dict[str, Any]:
        return self.values.get(submission.library_id, {})


def before(work: Round, libraries: Iterable[int]) -> Before:
    """The values of the latest earlier year of the collection: those of the panel, and of the round of that year what the panel does not hold.

    What an item of this round replaced is carried over by its bridge, so that the checks compare like with like."""
    keys = list(libraries)
    year = work.collection.years.filter(year__lt=work.year).order_by("-year").values_list("year", flat=True).first()
    if year is None:
        return Before()
    found: dict[int, dict[str, Any]] = {}
    asked = Submission.objects.filter(round__collection=work.collection_id, round__year=year, library__in=keys).values_list("library_id", "answers")
    for library, answers in asked:
        found[library] = {key: answer["value"] for key, answer in answers.items() if answer.get("value") is not None}
    held = LibraryReturn.objects.filter(library__in=keys, year=year, is_current=True).values_list("library_id", "values")
    for library, values in held:
        found[library] = found.get(library, {}) | values
    now = questionnaire_of(work)
    return Before(year, {library: carried(now, year, values) for library, values in found.items()})
