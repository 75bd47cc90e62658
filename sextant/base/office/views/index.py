"""The front page of the back office."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sextant.base.office.registry import tools_for
from sextant.base.office.rules import may_enter_office
from sextant.base.permissions.pages import decided_by


@decided_by(may_enter_office)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The tools that open for this reader, by group."""
    tools = tools_for(request.user)
    order = list(dict.fromkeys(str(tool.group) for tool in tools))
    tools.sort(key=lambda tool: order.index(str(tool.group)))
    groups = [(group, list(members)) for group, members in groupby(tools, key=lambda tool: str(tool.group))]
    return render(request, "office/index.html", {"groups": groups})
