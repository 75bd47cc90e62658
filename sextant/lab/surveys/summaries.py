"""What was answered, question by question: how many, which shares with which intervals, plain and weighted; small cells withheld.

Answers and results are plain data, so that a result can be frozen as it is. A person to whom a question was not shown is not among those
asked; one who was asked and did not answer is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .columns import Asked, columns
from .conditions import shown
from .estimates import Estimate, cronbach_alpha, mean, quartiles, share
from .questionnaires import CHOSEN_ONCE, Answers, Page, Question, Questionnaire, Words
from .withholding import SMALL, withheld_alone, withheld_in_row

FEW_FOR_MEAN = 20
"""Where cells are withheld, a mean of fewer answers would tell them: it is withheld, and a mean of more is rounded to one decimal."""
Result = dict[str, Any]


@dataclass(frozen=True)
class People:
    """Answers of the people who finished, each with a weight (None: no weights), and what each of them was asked."""

    answers: list[Answers]
    asked: list[frozenset[str]]
    weights: list[float] | None = None

    @classmethod
    def of(cls, whole: Questionnaire, given: Sequence[Answers], weights: Sequence[float] | None = None) -> People:
        """Answers to questions that were not shown are left out."""
        kept, asked = [], []
        for one in given:
            pages, counted = shown(whole, one)
            kept.append(counted)
            asked.append(frozenset(code for page in pages for code in page))
        return cls(kept, asked, list(weights) if weights is not None else None)

    def where(self, code: str, value: str) -> People:
        """Those who chose that value."""
        return self.at([place for place, one in enumerate(self.answers) if value in _listed(one.get(code))])

    def at(self, places: Sequence[int]) -> People:
        weights = [self.weights[place] for place in places] if self.weights is not None else None
        return People([self.answers[place] for place in places], [self.asked[place] for place in places], weights)

    def weights_at(self, places: Sequence[int]) -> list[float] | None:
        return [self.weights[place] for place in places] if self.weights is not None else None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def summaries(whole: Questionnaire, people: People) -> list[Result]:
    """One result a question, in order."""
    return [summary(question, people) for question in whole.questions()]


def summary(question: Question, people: People) -> Result:
    """What was answered to one question. With fewer than five answers nothing is told but that."""
    asked = [place for place, codes in enumerate(people.asked) if question.code in codes]
    places = [place for place in asked if people.answers[place].get(question.code) is not None]
    result: Result = {"code": question.code, "kind": question.kind, "asked": len(asked), "answered": len(places)}
    if len(places) < SMALL:
        return {**result, "answered": None if places else 0, "asked": len(asked) if len(asked) >= SMALL or not places else None, "few": True}
    return {**result, **_told(question, people, places)}


def _told(question: Question, people: People, places: list[int]) -> Result:
    if question.kind in CHOSEN_ONCE:
        return _once(columns_of(question)[0], people, places)
    if question.kind == "multiple":
        return {"options": [_option_alone(one, people, places) for one in columns_of(question) if one.part and one.part.code[0] != "."]}
    if question.kind == "matrix":
        return _matrix(question, people, places)
    if question.kind == "ranking":
        return {"parts": [_ranked(one, people, places) for one in columns_of(question)]}
    if question.kind == "number":
        values = [float(people.answers[place][question.code]) for place in places]
        return {"mean": _both_means(values, people.weights_at(places)), "quartiles": list(quartiles(values) or ())}
    return {}


def columns_of(question: Question) -> list[Asked]:
    """The columns of one question."""
    return columns(Questionnaire(Words(), (Page((question,)),)))


def _told_share(count: int, hidden: bool, chosen: list[bool], weights: list[float] | None) -> Result:
    if hidden:
        return {"count": None, "plain": None, "weighted": None}
    return {"count": count, "plain": told(share(chosen)), "weighted": told(share(chosen, weights)) if weights is not None else None}


def told(estimate: Estimate | None) -> Result | None:
    """An estimate as plain data, to six decimals."""
    if estimate is None:
        return None
    return {
        "value": round(estimate.value, 6),
        "low": round(estimate.low, 6),
        "high": round(estimate.high, 6),
        "n": round(estimate.effective_n, 2),
    }


def _once(column: Asked, people: People, places: list[int]) -> Result:
    """A question with one choice, or one row of a matrix."""
    given = [column.value(people.answers[place]) for place in places]
    weights = people.weights_at(places)
    counts = [given.count(option.code) for option in column.codes]
    hidden = withheld_in_row(counts)
    options = [
        {"code": option.code, **_told_share(counts[place], place in hidden, [one == option.code for one in given], weights)}
        for place, option in enumerate(column.codes)
    ]
    if not column.question.is_numeric:
        return {"options": options}
    return {"options": options, "mean": _guarded(_both_means([float(one) for one in given], weights), len(given), bool(hidden))}


def _option_alone(column: Asked, people: People, places: list[int]) -> Result:
    """One option of several that may be chosen together."""
    chosen = [column.value(people.answers[place]) == 1 for place in places]
    count = sum(chosen)
    assert column.part is not None
    return {"code": column.part.code, **_told_share(count, withheld_alone(count, len(places)), chosen, people.weights_at(places))}


def _matrix(question: Question, people: People, places: list[int]) -> Result:
    parts = []
    for column in columns_of(question):
        assert column.part is not None
        given = [place for place in places if column.value(people.answers[place]) is not None]
        told_part = _once(column, people, given) if len(given) >= SMALL else {"few": True}
        parts.append({"code": column.part.code, "answered": len(given) if len(given) >= SMALL else None, **told_part})
    result: Result = {"parts": parts}
    if question.is_numeric:
        rows = [people.answers[place][question.code] for place in places]
        full = [[float(row[part.code]) for part in question.rows] for row in rows if len(row) == len(question.rows)]
        alpha = cronbach_alpha(full) if len(full) >= FEW_FOR_MEAN else None
        result["alpha"] = {"value": round(alpha, 3), "n": len(full)} if alpha is not None else None
    return result


def _ranked(column: Asked, people: People, places: list[int]) -> Result:
    """The mean place of one option among those who placed it, and how many put it first."""
    given = [place for place in places if column.value(people.answers[place]) is not None]
    assert column.part is not None
    if len(given) < SMALL:
        return {"code": column.part.code, "answered": None, "few": True}
    values = [float(column.value(people.answers[place])) for place in given]
    first = sum(value == 1 for value in values)
    means = _both_means(values, people.weights_at(given))
    hidden = withheld_alone(first, len(given))
    return {"code": column.part.code, "answered": len(given), "first": None if hidden else first, "mean": means}


def _both_means(values: list[float], weights: list[float] | None) -> Result:
    return {"plain": told(mean(values)), "weighted": told(mean(values, weights)) if weights is not None else None}


def _guarded(means: Result, count: int, hidden: bool) -> Result | None:
    """A mean beside withheld cells: rounded so far that the cells cannot be reckoned from it, or withheld."""
    if not hidden:
        return means
    if count < FEW_FOR_MEAN:
        return None
    return {name: {"value": round(one["value"], 1), "low": None, "high": None, "n": one["n"]} if one else None for name, one in means.items()}
