"""Surveys for programs: those everybody may know of, their questions, and what was published; nobody's answers, and nothing that a release withholds.

Results are read from the newest release and from nothing else, so that what is withheld on the page is withheld here.
"""

from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema

from sextant.base.api.paging import Pages, paginate
from sextant.base.permissions.pages import anyone, operation_decided_by
from sextant.lab.surveys.questionnaires import Option, Question, Words
from sextant.lab.surveys.reading import from_table
from sextant.lab.surveys.summaries import Result
from sextant.society.surveys.models import Release, Survey
from sextant.society.surveys.queries.lists import readable, with_results
from sextant.society.surveys.queries.results import newest_release

router = Router(tags=["surveys"])
SLIM = Prefetch("releases", Release.objects.defer("content"))


class SurveyOut(Schema):
    """A survey that takes answers (`open`) or whose results are `published`; `release` and `fingerprint` are those of the newest release."""

    code: str
    title_ru: str
    title_en: str
    lead_ru: str
    lead_en: str
    state: str
    audience: str
    is_anonymous: bool
    opened_at: datetime | None
    closed_at: datetime | None
    published_at: datetime | None
    release: int | None
    fingerprint: str
    url: str
    is_demo: bool

    @staticmethod
    def resolve_lead_ru(row: Survey) -> str:
        return row.questionnaire.lead.ru

    @staticmethod
    def resolve_lead_en(row: Survey) -> str:
        return row.questionnaire.lead.en

    @staticmethod
    def resolve_release(row: Survey) -> int | None:
        return next((one.number for one in row.releases.all()), None)

    @staticmethod
    def resolve_fingerprint(row: Survey) -> str:
        return next((one.fingerprint for one in row.releases.all()), "")

    @staticmethod
    def resolve_url(row: Survey) -> str:
        return row.get_absolute_url()


class QuestionnaireOut(Schema):
    """The questions as they were asked. With keys in order and without blanks, the SHA-256 of `questionnaire` is the fingerprint."""

    survey: str
    fingerprint: str
    questionnaire: dict[str, Any]


class EstimateOut(Schema):
    """A share (0 to 1) or a mean with its interval of 95 %; the ends are missing where they would tell a withheld cell."""

    value: float
    low: float | None
    high: float | None


class OptionOut(Schema):
    """How many chose an option; without numbers where it is withheld. `weighted` is missing where there are no weights."""

    option: str
    text_ru: str
    text_en: str
    count: int | None
    share: EstimateOut | None
    weighted: EstimateOut | None
    withheld: bool


class PartOut(Schema):
    """A question, or a row of it (`part`; empty for the whole). `few`: fewer than five people answered, and nothing is told."""

    part: str
    text_ru: str
    text_en: str
    answered: int | None
    few: bool
    options: list[OptionOut]
    mean: EstimateOut | None
    weighted_mean: EstimateOut | None
    quartiles: list[float]
    put_first: int | None


class AnsweredOut(Schema):
    """What was answered to one question; free answers are counted and never told."""

    question: str
    kind: str
    asked: int | None
    alpha: float | None
    parts: list[PartOut]


class WeightingOut(Schema):
    """How the weights came out, and where the shares of the population are from, by question."""

    converged: bool
    design_effect: float
    effective_n: float
    sources: dict[str, str]


class ResultsOut(Schema):
    """A release: what was published on a day, with its fingerprint (that of the release file on the page of results)."""

    survey: str
    release: int
    released_on: date
    fingerprint: str
    note: str
    answers: int
    asked: int | None
    weighting: WeightingOut | None
    results: list[AnsweredOut]


class CellOut(Schema):
    """Those of a column who chose an option: how many, and their share of the column; without numbers where withheld."""

    column: str
    count: int | None
    share: EstimateOut | None
    weighted: EstimateOut | None


class RowOut(Schema):
    """One option of the crossed question; of options that may be chosen together `1` are those who chose."""

    option: str
    cells: list[CellOut]


class CrossingOut(Schema):
    """Answers to one question (or a `part` of it) beside those to another; `totals` by column, missing where withheld."""

    question: str
    part: str
    totals: dict[str, int | None]
    rows: list[RowOut]


@router.get("", response=list[SurveyOut], summary="Surveys that take answers, and those whose results are published")
@operation_decided_by(anyone)
@paginate(Pages)
def surveys(request: HttpRequest, state: str = "") -> QuerySet[Survey]:
    """With `state` (`open` or `published`) those of one kind."""
    rows = readable().prefetch_related(SLIM)
    return rows.filter(state=state) if state else rows


@router.get(
    "/{slug:code}/questionnaire", response=QuestionnaireOut, summary="The questions of a survey, in both languages", url_name="survey_questions"
)
@operation_decided_by(anyone)
def questionnaire(request: HttpRequest, code: str) -> dict[str, Any]:
    """Pages, questions, options and conditions, as frozen when the survey was opened."""
    survey = get_object_or_404(readable(), code=code)
    return {"survey": survey.code, "fingerprint": survey.fingerprint, "questionnaire": survey.content}


@router.get("/{slug:code}/results", response=ResultsOut, summary="The newest published results of a survey", url_name="survey_results")
@operation_decided_by(anyone)
def results(request: HttpRequest, code: str) -> dict[str, Any]:
    """Question by question, plain and weighted, with intervals; groups of fewer than five people are withheld as on the page."""
    release = _release(code)
    content = release.content
    by_code = from_table(content["questionnaire"]).by_code
    head = {"survey": content["survey"], "release": release.number, "released_on": timezone.localdate(release.made_at)}
    head |= {name: getattr(release, name) for name in ("fingerprint", "note")} | {name: content[name] for name in ("answers", "asked")}
    return {**head, "weighting": _weighting(content["weighting"]), "results": [_answered(by_code[one["code"]], one) for one in content["results"]]}


@router.get("/{slug:code}/crossings/{slug:by}", response=list[CrossingOut], summary="Published answers beside others", url_name="survey_crossings")
@operation_decided_by(anyone)
def crossings(request: HttpRequest, code: str, by: str) -> list[dict[str, Any]]:
    """`by` is a question marked `background`; the tables of all others that can be crossed, as the release froze them."""
    content = _release(code).content
    if by not in content["crossings"]:
        raise Http404
    heads = [one.code for one in from_table(content["questionnaire"]).by_code[by].choices]
    return [_crossed(question, table, heads) for question, tables in content["crossings"][by].items() for table in tables]


def _release(code: str) -> Release:
    release = newest_release(get_object_or_404(with_results(), code=code))
    if release is None:
        raise Http404
    return release


def _weighting(told: Result | None) -> dict[str, Any] | None:
    if told is None:
        return None
    sources = {code: one["source"] for code, one in told["targets"]["margins"].items()}
    return {**{name: told["report"][name] for name in ("converged", "design_effect", "effective_n")}, "sources": sources}


def _answered(question: Question, told: Result) -> dict[str, Any]:
    names = {one.code: one.words for one in (question.rows or question.choices)}
    parts = [_part(question, part["code"], names[part["code"]], part) for part in told["parts"]] if "parts" in told else []
    alpha = told.get("alpha")
    whole = [] if parts else [_part(question, "", question.words, told)]
    return {
        "question": question.code,
        "kind": question.kind,
        "asked": told["asked"],
        "alpha": alpha["value"] if alpha else None,
        "parts": whole + parts,
    }


def _part(question: Question, code: str, words: Words, told: Result) -> dict[str, Any]:
    means = told.get("mean") or {}
    options = {one.code: one for one in question.choices}
    return {
        "part": code,
        "text_ru": words.ru,
        "text_en": words.en,
        "answered": told.get("answered"),
        "few": bool(told.get("few")),
        "options": [_option(options[one["code"]], one) for one in told.get("options", [])],
        "mean": means.get("plain"),
        "weighted_mean": means.get("weighted"),
        "quartiles": told.get("quartiles", []),
        "put_first": told.get("first"),
    }


def _option(option: Option, told: Result) -> dict[str, Any]:
    named = {"option": option.code, "text_ru": option.words.ru, "text_en": option.words.en}
    return {**named, "count": told["count"], "share": told["plain"], "weighted": told["weighted"], "withheld": told["count"] is None}


def _crossed(question: str, table: Result, heads: list[str]) -> dict[str, Any]:
    rows = [
        {"option": row["code"], "cells": [{"column": head, **cell} for head, cell in zip(heads, row["cells"], strict=True)]} for row in table["rows"]
    ]
    return {"question": question, "part": table["part"], "totals": dict(zip(heads, table["totals"], strict=True)), "rows": rows}
