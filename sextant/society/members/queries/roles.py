"""Roles that follow from facts: officers of a section, representatives of an organisation, members in good standing."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.society.members.models import Affiliation, Office
from sextant.society.members.queries.standing import people_in_good_standing

_TEXT = CharField(max_length=40)
_SOMEBODY = -1
"""Stands for the user's key in the written question; no row has it, and no other value of the question is below nought."""


def _facts(user: int, today: date) -> QuerySet[Any, tuple[str, str, str]]:
    offices = (
        Office.objects.in_force(today)
        .filter(person__user=user, section__closed_on=None)
        .order_by()
        .values_list(Cast("role", _TEXT), Value("members.section", _TEXT), Cast("section_id", _TEXT))
    )
    places = (
        Affiliation.objects.in_force(today)
        .filter(person__user=user, is_representative=True)
        .order_by()
        .values_list(Value("representative", _TEXT), Value("members.organisation", _TEXT), Cast("organisation_id", _TEXT))
    )
    member = people_in_good_standing(today).filter(user=user).order_by().values_list(Value("member", _TEXT), Value("", _TEXT), Value("", _TEXT))
    return offices.union(places, member, all=True)


@lru_cache(maxsize=4)
def _question(vendor: str, today: date) -> tuple[str, tuple[Any, ...]]:
    """The question of a day as the database reads it. Every page asks it, and Django takes ten times longer to write it than SQLite to answer."""
    return _facts(_SOMEBODY, today).query.sql_with_params()


def roles_from_facts(user: User) -> Iterable[tuple[str, str, str]]:
    """(role word, scope kind, scope key) of the user's terms of office, representations and standing today, in one query."""
    question, values = _question(connection.vendor, timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute(question, [user.pk if value == _SOMEBODY else value for value in values])
        return cursor.fetchall()
