"""Answers that are in, summed up question by question, as they stand or as they were frozen."""

from dataclasses import dataclass
from typing import Any

from sextant.base.jobs.states import DONE
from sextant.lab.surveys.crossing import CROSSED, crossing
from sextant.lab.surveys.questionnaires import Questionnaire
from sextant.lab.surveys.summaries import People, Result, summaries
from sextant.lab.surveys.withholding import SMALL
from sextant.society.surveys.models import Release, Response, Survey, TextCode, Weighting


@dataclass(frozen=True)
class In:
    """Responses that were sent, in the order of their random keys."""

    keys: list[str]
    answers: list[dict[str, Any]]
    languages: list[str]


def answers_in(survey: Survey) -> In:
    rows = list(survey.responses.filter(state=Response.COMPLETE).order_by("pk").values_list("pk", "answers", "language"))
    return In([row[0].hex for row in rows], [row[1] for row in rows], [row[2] for row in rows])


def weighting_of(survey: Survey) -> Weighting | None:
    """The newest weighting that is done."""
    return survey.weightings.filter(outcome=DONE).first()


def people_of(survey: Survey, weighting: Weighting | None) -> People:
    """The people whose answers are in; those whom the weighting does not know have no weight, and then nobody has."""
    held = answers_in(survey)
    weights = [weighting.weights.get(key) for key in held.keys] if weighting is not None else []
    complete = [one for one in weights if one is not None]
    return People.of(survey.questionnaire, held.answers, complete if weights and len(complete) == len(held.keys) else None)


def results(whole: Questionnaire, people: People) -> list[Result]:
    return summaries(whole, people)


def crossings(whole: Questionnaire, people: People) -> dict[str, dict[str, Any]]:
    """For each question by which answers are crossed, the tables of all others."""
    return {
        by.code: {one.code: crossing(one, by, people) for one in whole.questions() if one.kind in CROSSED and one.code != by.code}
        for by in whole.background
    }


def concepts_named(survey: Survey) -> list[dict[str, Any]]:
    """By question, the concepts that readers found in free answers, and in how many; concepts of fewer than five answers are left out."""
    found: dict[tuple[str, int], set[Any]] = {}
    names: dict[int, Any] = {}
    for code in TextCode.objects.filter(response__survey=survey).select_related("concept"):
        found.setdefault((code.question, code.concept_id), set()).add(code.response_id)
        names[code.concept_id] = code.concept
    rows = [
        {"question": question, "code": names[key].code, "ru": names[key].label_ru, "en": names[key].label_en, "count": len(answers)}
        for (question, key), answers in found.items()
        if len(answers) >= SMALL
    ]
    return sorted(rows, key=lambda row: (row["question"], -row["count"], row["code"]))


def newest_release(survey: Survey) -> Release | None:
    return survey.releases.first()


def texts_of(survey: Survey, question: str) -> list[tuple[Response, str]]:
    """Free answers to one question, in the order of the random keys."""
    rows = survey.responses.filter(state=Response.COMPLETE).order_by("pk")
    return [(one, str(one.answers[question])) for one in rows if one.answers.get(question)]
