"""Roles that follow from facts: officers of a section, representatives of an organisation, members in good standing."""

from collections.abc import Iterable

from django.db.models import CharField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.society.members.models import Affiliation, Office
from sextant.society.members.queries.standing import people_in_good_standing

_TEXT = CharField(max_length=40)


def roles_from_facts(user: User) -> Iterable[tuple[str, str, str]]:
    """(role word, scope kind, scope key) of the user's terms of office, representations and standing today, in one query."""
    today = timezone.localdate()
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
    return list(offices.union(places, member, all=True))
