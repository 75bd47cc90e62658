"""Which surveys there are for whom, and the list as a table."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.permissions.queries import holds, scopes_held
from sextant.base.search.stems import words_of
from sextant.society.members.rules import SECTION, SECTION_ROLES
from sextant.society.surveys import rules, states
from sextant.society.surveys.models import Response, Survey

COLUMNS = (
    Column("code", _("Code"), lambda one: one.code),
    Column("title_ru", _("Title in Russian"), lambda one: one.title_ru),
    Column("title_en", _("Title in English"), lambda one: one.title_en),
    Column("state", _("State"), lambda one: one.state),
    Column("audience", _("Who is asked"), lambda one: one.audience),
    Column("opened_at", _("Opened"), lambda one: one.opened_at),
    Column("closed_at", _("Closed"), lambda one: one.closed_at),
    Column("published_at", _("Published on"), lambda one: one.published_at),
)


def kept_by(user: Any) -> QuerySet[Survey]:
    """Surveys that the user keeps, with the number of answers that are in."""
    rows = Survey.objects.select_related("section", "plan").annotate(
        answers_in=Count("responses", filter=Q(responses__state=Response.COMPLETE)), begun=Count("responses")
    )
    if holds(user, *rules.OFFICE):
        return rows.order_by("-pk")
    return rows.filter(section__in=[int(key) for key in scopes_held(user, SECTION, *SECTION_ROLES)]).order_by("-pk")


def readable() -> QuerySet[Survey]:
    """For the public list: surveys that take answers, and those whose results are published."""
    return Survey.objects.filter(state__in=(states.OPEN, states.PUBLISHED)).select_related("section", "plan").order_by("-opened_at", "-pk")


def with_results() -> QuerySet[Survey]:
    """Those whose results everybody may read."""
    return Survey.objects.filter(state=states.PUBLISHED)


def surveys_wanted(rows: QuerySet[Survey], wish: Mapping[str, Any]) -> QuerySet[Survey]:
    """Those that answer the filters."""
    for word in words_of(str(wish.get("q") or ""))[:8]:
        found = Q()
        for name in ("title_ru", "title_en"):
            found |= Q(**{f"{name}__icontains": word}) | Q(**{f"{name}__icontains": word.capitalize()})
        rows = rows.filter(found)
    return rows.filter(state=wish["state"]) if wish.get("state") else rows


def surveys_table(rows: Iterable[Survey]) -> Table:
    return Table("surveys", COLUMNS, rows)
