"""The door to the members' part of the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sextant.base.permissions.pages import anyone, decided_by
from sextant.society.members.queries.memberships import counts_by_state
from sextant.society.members.queries.numbers import numbers_of_today
from sextant.society.members.rules import may_see_memberships


@decided_by(anyone)
def start(request: HttpRequest) -> HttpResponse:
    """How large the association is today, and the ways on."""
    office = may_see_memberships(request.user)
    context = {"numbers": numbers_of_today(), "office": office, "by_state": counts_by_state() if office else {}}
    return render(request, "members/start.html", context)
