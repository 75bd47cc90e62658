"""The board: what is on it, found by words and filters, and the rules by which it is kept."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from sextant.base.search.queries import matching_ids
from sextant.work.careers import states
from sextant.work.careers.models import BoardRules, Job

FILTERS = ("q", "region", "contract", "salary", "language", "remote")


def board_rules() -> BoardRules:
    """The rules that hold; those of a new site where nobody has changed them."""
    return BoardRules.objects.filter(pk=1).first() or BoardRules(pk=1)


def jobs_wanted(wish: Mapping[str, Any], today: date) -> QuerySet[Job]:
    """Jobs one may apply for today that answer the filters, newest first.

    `salary` is an amount a month in roubles (whole): jobs in roubles whose range reaches it, before or after tax as they stand.
    """
    rows = Job.objects.with_all().on_board(today)
    for name in ("contract", "language", "remote"):
        if wish.get(name):
            rows = rows.filter(**{name: wish[name]})
    if wish.get("region"):
        rows = rows.filter(Q(region=wish["region"]) | Q(remote=Job.Remote.REMOTE))
    if wish.get("salary"):
        rows = rows.filter(currency="RUB", month_to_minor__gte=int(wish["salary"]) * 100)
    if text := str(wish.get("q") or "").strip():
        rows = rows.filter(pk__in=matching_ids("careers.job", text, AnonymousUser()))
    return rows.order_by("-published_at", "-pk")


def jobs_kept(wish: Mapping[str, Any], organisations: set[int] | None) -> QuerySet[Job]:
    """Jobs of these organisations (None: of all), in every state, those that wait first for the office."""
    rows = Job.objects.with_all()
    if organisations is not None:
        rows = rows.filter(organisation__in=organisations)
    if wish.get("state"):
        rows = rows.filter(state=wish["state"])
    if text := str(wish.get("q") or "").strip():
        words = Q(title_ru__icontains=text) | Q(title_en__icontains=text)
        rows = rows.filter(words | Q(organisation__name_ru__icontains=text) | Q(organisation__name_en__icontains=text))
    return rows.order_by("-made_at", "-pk")


def waiting_jobs() -> QuerySet[Job]:
    return Job.objects.with_all().filter(state=states.SUBMITTED).order_by("made_at", "pk")


def jobs_to_expire(today: date) -> QuerySet[Job]:
    """Published jobs for which one can no longer apply."""
    return Job.objects.with_all().filter(state=states.PUBLISHED, apply_until__lt=today).order_by("pk")


def jobs_near_expiry(today: date, days: int) -> QuerySet[Job]:
    """Published jobs whose last day is that many days off or less."""
    return Job.objects.with_all().filter(state=states.PUBLISHED, apply_until__gte=today, apply_until__lte=today + timedelta(days=days)).order_by("pk")


def search_of(given: Mapping[str, Any]) -> dict[str, str]:
    """The filters of a search as plain text, those only that were given: what an alert keeps and an address shows."""
    return {name: str(given[name]) for name in FILTERS if given.get(name)}
