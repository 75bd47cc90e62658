"""Invented surveys and answers for tests, made as a user would make them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.lab.surveys.questionnaires import Questionnaire
from sextant.lab.surveys.reading import read_toml
from sextant.society.surveys.actions.answering import begin, send
from sextant.society.surveys.actions.surveys import close_survey, make_survey, open_survey
from sextant.society.surveys.links import response_at
from sextant.society.surveys.models import Response, Survey

SMALL = """
title = { ru = "Опрос", en = "A survey" }
privacy = { ru = "Только цифры.", en = "Totals only." }
thanks = { ru = "Спасибо.", en = "Thanks." }

[[pages]]
[[pages.questions]]
code = "goes"
kind = "yesno"
required = true
background = true
text = { ru = "Ходите?", en = "Do you go?" }

[[pages.questions]]
code = "why"
kind = "short"
show_if = { question = "goes", is = "no" }
text = { ru = "Почему нет?", en = "Why not?" }

[[pages]]
[[pages.questions]]
code = "liked"
kind = "scale"
show_if = { question = "goes", is = "yes" }
text = { ru = "Нравится?", en = "Do you like it?" }
options = [{ code = "1" }, { code = "2" }, { code = "3" }]
"""


def small() -> Questionnaire:
    return read_toml(SMALL)


def draft(code: str = "readers", by: User | None = None, questionnaire: Questionnaire | None = None, **values: Any) -> Survey:
    return make_survey(code=code, questionnaire=questionnaire or small(), by=by, **values)


def opened(code: str = "readers", by: User | None = None, **values: Any) -> Survey:
    survey = draft(code, by, **values)
    survey.state = "open"
    survey.fingerprint, survey.opened_at = "0" * 64, timezone.now() - timedelta(days=1)
    survey.save()
    return Survey.objects.select_related("section", "plan").get(pk=survey.pk)


def answered(survey: Survey, count: int = 1, language: str = "en", **answers: Any) -> list[Response]:
    """So many people sent these answers."""
    made = []
    for _number in range(count):
        response = response_at(begin(survey, language=language))
        made.append(send(response, answers=answers or {"goes": "yes", "liked": "3"}, language=language))
    return made


def closed(code: str = "readers", yes: int = 12, no: int = 8, **values: Any) -> Survey:
    """A survey that closed with so many answers of each kind."""
    survey = opened(code, **values)
    answered(survey, yes)
    answered(survey, no, goes="no", why="Too far away")
    return close_survey(survey, by=None, now=timezone.now())


__all__ = ["SMALL", "answered", "closed", "draft", "open_survey", "opened", "small"]
