"""Grants as the office, their recipients and other houses ask for them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from sextant.society.grants import states
from sextant.society.grants.models import Grant, GrantChange, GrantReport


def grants_about(kind: str, keys: Iterable[str]) -> dict[str, Grant]:
    """The grants that came from these things of that kind (`calls.award`), by the key they were promised with."""
    rows = Grant.objects.with_all().filter(about_kind=kind, about_key__in=[str(key) for key in keys])
    return {grant.about_key: grant for grant in rows}


def grants_wanted_by_office(wish: dict[str, Any], today: date) -> QuerySet[Grant]:
    """Grants of one filter, the latest first; an empty wish is all of them."""
    rows = Grant.objects.with_all()
    for name in ("state", "kind", "fund", "programme"):
        rows = rows.filter(**{name: wish[name]}) if wish.get(name) else rows
    rows = rows.filter(awarded_on__year=int(wish["year"])) if wish.get("year") else rows
    if wish.get("late"):
        late = GrantReport.objects.filter(state__in=states.OPEN_REPORTS, due_on__lt=today)
        rows = rows.filter(state__in=states.BINDING, pk__in=late.values("grant"))
    return rows.filter(_named(wish.get("q") or "")).order_by("-awarded_on", "-id")


def _named(text: str) -> Q:
    """The number, a title, or the name of the recipient: for those who see every grant."""
    asked, names = Q(), ("organisation__name_ru", "organisation__name_en", "person__family_name", "person__latin_name", "number")
    for word in {text.strip(), text.strip().lower(), text.strip().capitalize()} - {""}:
        for name in (*names, "title_ru", "title_en"):
            asked |= Q(**{f"{name}__icontains": word})
    return asked


def sums_by_currency(rows: QuerySet[Grant]) -> list[dict[str, Any]]:
    """By currency: how many, and minor units promised, paid, left to pay and returned. What is only described is not counted."""
    found = Grant.objects.filter(pk__in=rows.order_by().values("pk"), state__in=states.MANAGED).order_by()
    sums = {name: Sum(f"{name}_minor") for name in ("amount", "paid", "released", "returned")}
    result = []
    rows_found: Any = found.values("currency").annotate(count=Count("pk"), **sums).order_by("currency")
    for row in rows_found:
        promised = row["amount"] - row["released"]
        result.append({**row, "promised": promised, "left": promised - row["paid"]})
    return result


def own_grants(user: Any, organisations: set[str]) -> QuerySet[Grant]:
    """Grants of the user's person and of the organisations the user acts for; what is only described is left out."""
    mine = Q(person__user=user) | Q(organisation__in=organisations)
    return Grant.objects.with_all().filter(mine, state__in=states.MANAGED).order_by("-awarded_on", "-id")


def reports_to_read() -> QuerySet[GrantReport]:
    """Reports that were sent and wait for the office, the longest first."""
    rows = GrantReport.objects.filter(state=states.SENT, grant__state__in=states.BINDING)
    return rows.select_related("grant__organisation", "grant__person").order_by("sent_on", "pk")


def reports_awaited(until: date) -> QuerySet[GrantReport]:
    """Reports that recipients still have to send, due by that day."""
    rows = GrantReport.objects.filter(state__in=states.OPEN_REPORTS, grant__state__in=states.BINDING, due_on__lte=until)
    return rows.select_related("grant__organisation", "grant__person").order_by("due_on", "pk")


def changes_to_decide() -> QuerySet[GrantChange]:
    rows = GrantChange.objects.filter(state=states.ASKED, grant__state__in=states.BINDING)
    return rows.select_related("grant__organisation", "grant__person").order_by("asked_on", "pk")


def to_close() -> QuerySet[Grant]:
    """Running grants of which everything is paid and every report is accepted."""
    open_reports = GrantReport.objects.exclude(state=states.ACCEPTED)
    planned = Q(instalments__state=states.PLANNED)
    return Grant.objects.with_all().filter(state=states.RUNNING).exclude(pk__in=open_reports.values("grant")).exclude(planned).order_by("pk")
