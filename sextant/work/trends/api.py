"""The radar for programs: signals that everybody may read and where people put them; watch lists and their finds for those who keep the radar."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema

from sextant.base.api.paging import Pages, paginate
from sextant.base.permissions.pages import anyone, operation_decided_by
from sextant.work.trends import rules
from sextant.work.trends.models import Find, Signal, WatchList
from sextant.work.trends.queries.radar import Place, place_of
from sextant.work.trends.queries.watching import finds_of, watch_lists

router = Router(tags=["trends"])
PUBLIC = Signal.objects.public().select_related("direction__agenda").prefetch_related("ratings").order_by("-on_radar_on", "-pk")


class SignalOut(Schema):
    """A signal that stands or stood on the radar; `horizon`, `impact` and `certainty` are medians of the ratings that hold today, on the
    scales from 1 to 4 and 5, missing where nobody has rated it. `source` is empty where a person told it."""

    id: int
    title_ru: str
    title_en: str
    about_ru: str
    about_en: str
    source: str
    state: str
    direction: str
    on_radar_on: date
    left_on: date | None
    rated_by: int
    horizon: int | None
    impact: int | None
    certainty: int | None
    url: str
    is_demo: bool

    @staticmethod
    def resolve_direction(row: Signal) -> str:
        return row.direction.code if row.direction is not None else ""

    @staticmethod
    def resolve_rated_by(row: Signal) -> int:
        return _place(row).people

    @staticmethod
    def resolve_horizon(row: Signal) -> int | None:
        return _middle(row, "horizon")

    @staticmethod
    def resolve_impact(row: Signal) -> int | None:
        return _middle(row, "impact")

    @staticmethod
    def resolve_certainty(row: Signal) -> int | None:
        return _middle(row, "certainty")

    @staticmethod
    def resolve_url(row: Signal) -> str:
        return row.get_absolute_url()


class WatchListOut(Schema):
    """A watch list: what it watches, where (`counted` or `files`), from when on something rises, and how many finds wait."""

    id: int
    title: str
    source: str
    concepts: list[str]
    words: list[str]
    least: int
    times: float
    looked_on: date | None
    closed_on: date | None
    waiting: int
    url: str

    @staticmethod
    def resolve_concepts(row: WatchList) -> list[str]:
        return [one.code for one in row.concepts.all()]

    @staticmethod
    def resolve_words(row: WatchList) -> list[str]:
        return row.phrases

    @staticmethod
    def resolve_url(row: WatchList) -> str:
        return row.get_absolute_url()


class FindOut(Schema):
    """A watched term that is new or rises: mentions of all counted from `since` to `until`, and in the span of the same length before."""

    id: int
    name_ru: str
    name_en: str
    recent: int
    recent_whole: int
    before: int
    before_whole: int
    before_since: date
    since: date
    until: date
    is_new: bool
    times: float | None
    state: str
    found_on: date
    signal: int | None
    url: str

    @staticmethod
    def resolve_signal(row: Find) -> int | None:
        return row.signal_id

    @staticmethod
    def resolve_url(row: Find) -> str:
        return row.get_absolute_url()


def _place(row: Signal) -> Place:
    return place_of(row, timezone.localdate())


def _middle(row: Signal, scale: str) -> int | None:
    reading = getattr(_place(row), scale)
    return reading.middle if reading is not None else None


@router.get("/signals", response=list[SignalOut], summary="Signals on the radar of trends, and those taken off it")
@operation_decided_by(anyone)
@paginate(Pages)
def signals(request: HttpRequest, state: str = "") -> QuerySet[Signal]:
    """With `state` (`radar` or `retired`) those of one kind. Who told or rated a signal is not in it."""
    return PUBLIC.filter(state=state) if state else PUBLIC.all()


@router.get("/watch-lists", response=list[WatchListOut], summary="Watch lists")
@operation_decided_by(rules.may_keep)
@paginate(Pages)
def lists(request: HttpRequest) -> QuerySet[WatchList]:
    """For those who keep the radar."""
    return watch_lists().prefetch_related("concepts")


@router.get("/watch-lists/{int:pk}/finds", response=list[FindOut], summary="What a watch list has found", url_name="watch_list_finds")
@operation_decided_by(rules.may_keep)
@paginate(Pages)
def finds(request: HttpRequest, pk: int) -> QuerySet[Any]:
    """The undecided first."""
    return finds_of(get_object_or_404(WatchList, pk=pk))
