"""Surveys for programs: what everybody may know of, and of results what the newest release froze, small cells withheld."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from sextant.base.jobs.worker import perform_here
from sextant.lab.surveys.reading import read_toml
from sextant.society.surveys.actions.findings import publish, weigh
from sextant.society.surveys.actions.surveys import close_survey, fingerprint_of, open_survey
from sextant.society.surveys.models import Response, Survey
from sextant.society.surveys.tests.factories import answered, closed, draft, opened

pytestmark = pytest.mark.django_db
HALF = {"margins": {"goes": {"shares": {"yes": 50.0, "no": 50.0}, "source": "A census"}}, "low": 0.2, "high": 5.0}
RANKED = """
title = { en = "Ranks", ru = "Места" }
[[pages]]
[[pages.questions]]
code = "age"
kind = "number"
text = { en = "How old?", ru = "Сколько лет?" }
[[pages.questions]]
code = "best"
kind = "ranking"
text = { en = "What first?", ru = "Что сначала?" }
options = [{ code = "books", en = "Books", ru = "Книги" }, { code = "films", en = "Films", ru = "Фильмы" }]
[[pages.questions]]
code = "agree"
kind = "matrix"
text = { en = "Agree?", ru = "Согласны?" }
options = [{ code = "1" }, { code = "2" }]
rows = [{ code = "warm", en = "Warm", ru = "Тепло" }, { code = "near", en = "Near", ru = "Близко" }]
"""


def published(code="readers", targets=None, **counts):
    survey = closed(code, **counts)
    if targets:
        perform_here(weigh(survey, targets=targets, by=None).job)
    publish(survey, note="First", by=None)
    return survey


def test_drafts_and_surveys_that_are_worked_on_are_not_told(client):
    draft("plan")
    closed("secret")
    opened("now")
    published("done")
    told = client.get("/api/surveys/").json()
    assert {(one["code"], one["state"], one["release"]) for one in told["items"]} == {("now", "open", None), ("done", "published", 1)}
    assert [one["code"] for one in client.get("/api/surveys/?state=published").json()["items"]] == ["done"]
    assert client.get("/api/surveys/?state=draft").json()["total"] == 0
    for code in ("plan", "secret"):
        answers = [client.get(f"/api/surveys/{code}/{part}") for part in ("questionnaire", "results", "crossings/goes")]
        assert [(one.status_code, b"Do you go" in one.content) for one in answers] == [(404, False)] * 3


def test_results_of_an_open_survey_are_nobodys_not_even_the_offices(client, make_user):
    survey = opened("now")
    answered(survey, 20)
    client.force_login(make_user("secretary"))
    assert [client.get(f"/api/surveys/now/{part}").status_code for part in ("questionnaire", "results", "crossings/goes")] == [200, 404, 404]


def test_the_questionnaire_has_its_fingerprint_and_both_languages(client):
    open_survey(draft(), by=None, now=timezone.now())
    told = client.get("/api/surveys/readers/questionnaire").json()
    assert told["questionnaire"]["pages"][0]["questions"][0]["text"] == {"ru": "Ходите?", "en": "Do you go?"}
    assert fingerprint_of(told["questionnaire"]) == told["fingerprint"] == Survey.objects.get().fingerprint


def test_results_are_plain_and_weighted_with_intervals_as_on_the_page(client):
    published(targets=HALF, yes=12, no=8)
    told = client.get("/api/surveys/readers/results").json()
    release = client.get(reverse("surveys:release", args=["readers"])).json()
    assert (told["release"], told["answers"], told["asked"], told["note"]) == (1, 20, None, "First")
    assert (told["weighting"]["sources"], round(told["weighting"]["design_effect"], 4)) == ({"goes": "A census"}, 1.0417)
    goes, why, liked = told["results"]
    yes, frozen = goes["parts"][0]["options"][0], release["results"][0]["options"][0]
    assert (yes["text_ru"], yes["count"], yes["withheld"]) == ("Да", 12, False)
    ends = ("value", "low", "high")
    assert [yes[name] for name in ("share", "weighted")] == [{end: frozen[name][end] for end in ends} for name in ("plain", "weighted")]
    assert (yes["share"]["value"], yes["weighted"]["value"]) == (0.6, 0.5)
    assert (why["kind"], why["parts"][0]["answered"], why["parts"][0]["options"]) == ("short", 8, [])
    assert (liked["asked"], liked["parts"][0]["mean"]["value"]) == (12, 3.0)


def test_small_cells_and_words_do_not_leak(client):
    survey = opened()
    answered(survey, 20)
    answered(survey, 3, goes="no", why="A rare reason")
    publish(close_survey(survey, by=None, now=timezone.now()), note="", by=None)
    answers = [client.get(f"/api/surveys/readers/{part}") for part in ("results", "crossings/goes")]
    goes, why, _liked = answers[0].json()["results"]
    assert [(one["count"], one["share"], one["withheld"]) for one in goes["parts"][0]["options"]] == [(None, None, True)] * 2
    assert (why["asked"], why["parts"][0]["answered"], why["parts"][0]["few"]) == (None, None, True)
    assert answers[1].json()[0]["totals"] == {"yes": None, "no": None}
    assert not any("rare" in json.dumps(one.json()) for one in answers)


def test_crossings_are_those_of_the_release(client):
    published(yes=12, no=8)
    table = client.get("/api/surveys/readers/crossings/goes").json()[0]
    assert (table["question"], table["part"], table["totals"]) == ("liked", "", {"yes": 12, "no": 0})
    assert [(cell["column"], cell["count"]) for cell in table["rows"][2]["cells"]] == [("yes", 12), ("no", 0)]
    assert client.get("/api/surveys/readers/crossings/liked").status_code == 404


def test_published_results_stay_what_they_were_when_answers_change(client):
    survey = published(yes=12, no=8)
    before = client.get("/api/surveys/readers/results").json()
    Response.objects.filter(survey=survey).update(answers={"goes": "no"})
    assert client.get("/api/surveys/readers/results").json() == before


def test_ranks_rows_and_numbers_are_told_part_by_part(client):
    survey = opened("ranks", questionnaire=read_toml(RANKED))
    answered(survey, 20, age=30, best=["books", "films"], agree={"warm": "2", "near": "1"})
    publish(close_survey(survey, by=None, now=timezone.now()), note="", by=None)
    age, best, agree = client.get("/api/surveys/ranks/results").json()["results"]
    assert (age["parts"][0]["mean"]["value"], age["parts"][0]["quartiles"]) == (30.0, [30.0, 30.0, 30.0])
    assert [(one["text_ru"], one["mean"]["value"], one["put_first"]) for one in best["parts"]] == [("Книги", 1.0, 20), ("Фильмы", 2.0, 0)]
    assert [(one["part"], [(option["option"], option["count"]) for option in one["options"]]) for one in agree["parts"]] == [
        ("warm", [("1", 0), ("2", 20)]),
        ("near", [("1", 20), ("2", 0)]),
    ]


def test_the_list_asks_as_often_for_three_surveys_as_for_one(client, django_assert_num_queries):
    published("one")
    with django_assert_num_queries(3):
        client.get("/api/surveys/")
    published("two")
    published("three")
    with django_assert_num_queries(3):
        assert client.get("/api/surveys/").json()["total"] == 3
