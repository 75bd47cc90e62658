"""Delphi studies for programs: published studies, their questions, and the frozen reports of their rounds."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from sextant.base.api.paging import Pages, paginate
from sextant.base.measures.registry import SMALL_CELL
from sextant.base.permissions.pages import anyone, operation_decided_by
from sextant.work.delphi import states
from sextant.work.delphi.models import Round, Study

router = Router(tags=["delphi"])
PUBLIC = Study.objects.filter(state=states.PUBLISHED).select_related("guideline__direction").prefetch_related("items", "rounds")


class QuestionOut(Schema):
    """A question: its kind, its words, and for a number the scale and the band around the median."""

    id: int
    kind: str
    text_ru: str
    text_en: str
    low: int
    high: int
    band: int
    is_importance: bool


class StudyOut(Schema):
    """A published study with its questions; `fingerprint` is the SHA-256 of the audit file at `audit`."""

    id: int
    title_ru: str
    title_en: str
    mode: str
    stopping: str
    guideline: str
    rounds: list[int]
    published_on: date
    fingerprint: str
    url: str
    audit: str
    is_demo: bool
    questions: list[QuestionOut]

    @staticmethod
    def resolve_guideline(row: Study) -> str:
        return row.guideline.code if row.guideline is not None else ""

    @staticmethod
    def resolve_rounds(row: Study) -> list[int]:
        return [one.number for one in row.rounds.all()]

    @staticmethod
    def resolve_url(row: Study) -> str:
        return row.get_absolute_url()

    @staticmethod
    def resolve_audit(row: Study) -> str:
        return f"{row.get_absolute_url()}audit.zip"

    @staticmethod
    def resolve_questions(row: Study) -> list[Any]:
        return list(row.items.all())


class ResultOut(Schema):
    """What a round says of a question, or of an option of it: withheld (no numbers) where fewer than five people have answered."""

    question: int
    option: str
    people: int | None
    median: float | None
    q1: float | None
    q3: float | None
    within: float | None
    consensus: bool | None


@router.get("/studies", response=list[StudyOut], summary="Published Delphi studies, latest first")
@operation_decided_by(anyone)
@paginate(Pages)
def studies(request: HttpRequest) -> QuerySet[Study]:
    return PUBLIC.order_by("-published_on", "-pk")


@router.get("/studies/{int:pk}/rounds/{int:number}", response=list[ResultOut], summary="The frozen results of a round", url_name="delphi_results")
@operation_decided_by(anyone)
def results(request: HttpRequest, pk: int, number: int) -> list[dict[str, Any]]:
    """Medians and quartiles are of type 7; `within` is the share of answers in the band around the median."""
    one = get_object_or_404(Round.objects.exclude(report={}), study__in=PUBLIC, study=pk, number=number)
    found = []
    for question, told in one.report["items"].items():
        shown = told["people"] >= SMALL_CELL
        for key, part in told["parts"].items():
            numbers = {name: part[name] if shown else None for name in ("median", "q1", "q3", "within", "consensus")}
            found.append({"question": int(question), "option": key.partition(":")[2], "people": told["people"] if shown else None, **numbers})
    return found
