"""Questions of a draft added, changed, moved and taken out."""

import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.society.surveys.actions.surveys import change_questions
from sextant.society.surveys.models import Survey


def place_of(table: dict[str, Any], code: str) -> tuple[int, int]:
    """Page and place of a question, counted from 0."""
    for number, page in enumerate(table["pages"]):
        for place, one in enumerate(page["questions"]):
            if one["code"] == code:
                return number, place
    raise ValidationError(_("This question is not there any more."))


def save_question(survey: Survey, *, question: dict[str, Any], page: str, before: str = "", by: User | None) -> Survey:
    """Puts a question at the end of a page (`new`: of a page of its own), or in the place of the one that had the code `before`."""
    table = copy.deepcopy(survey.content)
    number = len(table["pages"]) if page == "new" else int(page) - 1
    if number == len(table["pages"]):
        table["pages"].append({"questions": []})
    if before:
        old, place = place_of(table, before)
        kept = table["pages"][old]["questions"]
        if old == number:
            kept[place] = question
            return change_questions(survey, table=table, by=by)
        del kept[place]
    table["pages"][number]["questions"].append(question)
    return change_questions(survey, table=_without_empty(table), by=by)


def move_question(survey: Survey, *, code: str, step: int, by: User | None) -> Survey:
    """Moves a question one place up (−1) or down (+1), over the edge of its page if need be."""
    table = copy.deepcopy(survey.content)
    number, place = place_of(table, code)
    questions = table["pages"][number]["questions"]
    target = place + step
    if 0 <= target < len(questions):
        questions[place], questions[target] = questions[target], questions[place]
    elif 0 <= number + step < len(table["pages"]):
        one = questions.pop(place)
        table["pages"][number + step]["questions"].insert(0 if step > 0 else len(table["pages"][number + step]["questions"]), one)
    else:
        raise ValidationError(_("There is nothing beyond; add a page first."))
    return change_questions(survey, table=_without_empty(table), by=by)


def remove_question(survey: Survey, *, code: str, by: User | None) -> Survey:
    """Takes a question out; one on which others rest is refused by the check of the whole."""
    table = copy.deepcopy(survey.content)
    number, place = place_of(table, code)
    del table["pages"][number]["questions"][place]
    return change_questions(survey, table=_without_empty(table), by=by)


def _without_empty(table: dict[str, Any]) -> dict[str, Any]:
    return {**table, "pages": [page for page in table["pages"] if page["questions"]]}
