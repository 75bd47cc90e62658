"""Requests, contracts and acts as lists and pages ask for them."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from sextant.work.paid_services import states
from sextant.work.paid_services.models import Act, Contract, OfferRequest
from sextant.work.paid_services.queries.money import overdue_invoices

NEAR_DAYS = 14
"""A contract whose last day comes within so many days, and of which something is left to do, is near its end."""
ANSWER_DAYS = 5
"""Days after which an act without an answer waits on the desk."""


def _words(text: str) -> set[str]:
    return {text, text.lower(), text.capitalize()} if text else set()


def _numbered(text: str) -> Q:
    last = text.rpartition("-")[2].lstrip("0")
    return Q(number=int(last)) if last.isdigit() and len(last) < 9 else Q(pk__in=[])


def contracts_wanted(wish: dict[str, Any], today: date) -> QuerySet[Contract]:
    """Contracts of one filter, the latest first; an empty wish is all of them."""
    rows = Contract.objects.with_all()
    rows = rows.filter(state=wish["state"]) if wish.get("state") else rows
    rows = rows.filter(lines__service__kind=wish["kind"]) if wish.get("kind") else rows
    rows = rows.filter(day__gte=wish["since"]) if wish.get("since") else rows
    rows = rows.filter(day__lte=wish["until"]) if wish.get("until") else rows
    rows = rows.filter(overdue_invoices(today)) if wish.get("overdue") else rows
    rows = rows.filter(is_member=True) if wish.get("members") else rows
    text = (wish.get("q") or "").strip()
    if text:
        asked = _numbered(text)
        for word in _words(text):
            for name in ("customer", "subject_ru", "subject_en", "email"):
                asked |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(asked)
    return rows.distinct().order_by("-day", "-id")


def requests_wanted(wish: dict[str, Any]) -> QuerySet[OfferRequest]:
    """Requests of one filter, the latest first."""
    rows = OfferRequest.objects.select_related("service", "organisation").prefetch_related("contracts")
    rows = rows.filter(state=wish["state"]) if wish.get("state") else rows
    text = (wish.get("q") or "").strip()
    asked = Q()
    for word in _words(text):
        for name in ("customer", "contact", "what", "email"):
            asked |= Q(**{f"{name}__icontains": word})
    return rows.filter(asked).order_by("-asked_at", "-id")


def acts_without_answer(today: date) -> QuerySet[Act]:
    """Sent acts whose days of answer are over."""
    late = today - timedelta(days=ANSWER_DAYS)
    return Act.objects.filter(state=states.SENT, sent_on__lte=late).select_related("contract").order_by("sent_on", "pk")


def contracts_near_end(today: date) -> QuerySet[Contract]:
    """Signed contracts that end soon or are over, of which something is not accepted yet."""
    return Contract.objects.filter(state=states.SIGNED, until__lte=today + timedelta(days=NEAR_DAYS)).order_by("until", "pk")


def own_contracts(user: Any, organisations: set[str]) -> QuerySet[Contract]:
    """Contracts of the user's person and of the organisations the user acts for, drafts left out."""
    mine = Q(person__user=user) | Q(organisation__in=organisations)
    return Contract.objects.with_all().filter(mine, state__in=states.SHOWN).exclude(number=None).order_by("-day", "-id")
