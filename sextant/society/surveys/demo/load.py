"""The demo's surveys: one open with sixty invented answers, one published and weighted; and taking them away."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.base.search.actions import index_many
from sextant.lab.surveys.answers import missing
from sextant.lab.surveys.conditions import shown
from sextant.lab.surveys.questionnaires import Answers, Question, Questionnaire
from sextant.lab.surveys.reports import report
from sextant.lab.surveys.targets import targets
from sextant.lab.surveys.weighting import Bounds, rake
from sextant.society.surveys.actions.findings import keep_weights, publish
from sextant.society.surveys.actions.surveys import close_survey, make_survey, open_survey
from sextant.society.surveys.demo.words import NOTE, TARGETS, TEXTS
from sextant.society.surveys.links import digest_of, new_key
from sextant.society.surveys.models import Response, Survey, Weighting
from sextant.society.surveys.queries.results import answers_in
from sextant.society.surveys.shipped import shipped

OPEN, PUBLISHED = "readers-demo", "perception-demo"


def invented(whole: Questionnaire, chance: Random, language: str) -> Answers:
    """One invented person's answers: early options are likelier, texts come from a list."""
    answers: Answers = {}
    for question in whole.questions():
        if chance.random() < 0.04 and not question.required:
            continue
        answers.update(_answered(question, chance, language))
    return shown(whole, answers)[1]


def _answered(question: Question, chance: Random, language: str) -> Answers:
    codes = [one.code for one in question.options or question.choices]
    if question.kind == "matrix":
        return {question.code: {row.code: _likely(codes[::-1], chance) for row in question.rows}}
    if question.kind == "ranking":
        return {question.code: chance.sample(codes, len(codes))}
    if question.kind == "multiple":
        return {question.code: [code for code in codes if chance.random() < 0.35] or codes[:1]}
    if question.kind in ("short", "long"):
        return {question.code: chance.choice(TEXTS[language])} if chance.random() < 0.4 else {}
    if question.kind == "number":
        return {question.code: chance.randint(1, 35)}
    return {question.code: _likely(codes[::-1] if question.kind == "scale" else codes, chance)} if codes else {}


def _likely(codes: list[str], chance: Random) -> str:
    return codes[min(int(chance.expovariate(0.7)), len(codes) - 1)]


def _asked(code: str, template: str, count: int, chance: Random, by: User, now: datetime, days: int) -> Survey:
    whole = shipped()[template]
    survey = make_survey(code=code, questionnaire=whole, template=template, by=by, is_demo=True, goal=100)
    survey = open_survey(survey, by=by, now=now - timedelta(days=days))
    rows = []
    for _number in range(count):
        language = chance.choice(["ru", "ru", "en"])
        answers = invented(whole, chance, language)
        assert not missing(whole, answers)
        sent = (now - timedelta(days=chance.randrange(days))).date()
        row = {"state": Response.COMPLETE, "answers": answers, "language": language, "begun_on": sent, "sent_on": sent}
        rows.append(Response(survey=survey, digest=digest_of(new_key()), seed=chance.randrange(10**9), **row))
    Response.objects.bulk_create(rows)
    return survey


def _weighted(survey: Survey, by: User) -> None:
    held, asked = answers_in(survey), targets(TARGETS)
    rows = [{one.variable: str(answers.get(one.variable) or "") for one in asked.margins} for answers in held.answers]
    found = rake(rows, asked.margins, Bounds(asked.low, asked.high))
    weighting = Weighting.objects.create(survey=survey, targets=TARGETS, made_by=by)
    keep_weights(weighting, dict(zip(held.keys, found.weights, strict=True)), report(found))


def load(world: World) -> None:
    """One survey goes on, the other is closed, weighted and published like any other."""
    chance: Any = Random(world.chance.random())
    office, now = User.objects.get(email="secretary@demo.example"), timezone.now()
    _asked(OPEN, "training-needs", 60, chance, office, now, 9)
    survey = _asked(PUBLISHED, "public-perception", 240, chance, office, now, 40)
    survey = close_survey(survey, by=office, now=now - timedelta(days=5))
    _weighted(survey, office)
    publish(survey, note=NOTE, by=office)


def remove() -> int:
    """Takes the demo's surveys with everything that hangs on them away."""
    rows = list(Survey.objects.filter(is_demo=True))
    for one in rows:
        one.state = "draft"
    index_many(rows)
    return Survey.objects.filter(is_demo=True).delete()[0]


def register() -> None:
    registry.register("surveys", 60, load, remove)
