"""The front page of the back office."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sextant.base.office.registry import tools_by_group
from sextant.base.office.rules import may_enter_office
from sextant.base.permissions.pages import decided_by


@decided_by(may_enter_office)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The tools that open for this reader, by group."""
    return render(request, "office/index.html", {"groups": tools_by_group(request.user)})
