"""The home page, the search over everything, and a person's desk."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.measures.waiting import tasks_of
from sextant.base.office.registry import tools_by_group
from sextant.base.permissions.pages import anyone, decided_by, logged_in
from sextant.base.search.queries import search as find
from sextant.base.ui import navigation
from sextant.base.ui.paging import paged
from sextant.front.home import queries
from sextant.front.home.dials import dial_of
from sextant.society.agenda.queries.agendas import current_agenda
from sextant.society.members.queries.numbers import numbers_of_today


@decided_by(anyone)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The agenda as a dial, and what moves."""
    agenda = current_agenda()
    content = {
        "agenda": agenda,
        "dial": dial_of(agenda, request.user) if agenda else None,
        "numbers": queries.initiative_numbers(request.user),
        "moving": queries.moving_initiatives(request.user),
        "milestones": queries.next_milestones(request.user),
        "report": queries.latest_report(),
        "association": numbers_of_today(),
    }
    return render(request, "home/index.html", content)


@decided_by(anyone)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything the reader may see that answers the words."""
    text, kind = request.GET.get("q", "").strip()[:200], request.GET.get("kind", "")
    found = find(text, request.user, (kind,) if kind else ())
    content = {"text": text, "kind": kind, "found": found, "page": paged(request, cast(Sequence[Any], found), 20) if text else None}
    return render(request, "home/search.html", content)


@decided_by(logged_in)
@require_safe
def desk(request: UserRequest) -> HttpResponse:
    """What waits for the person who has logged in."""
    tasks = sorted(tasks_of(request.user), key=lambda task: str(task.group))
    groups = [(name or _("Other"), list(some)) for name, some in groupby(tasks, key=lambda task: str(task.group))]
    content = {
        "groups": groups,
        "count": len(tasks),
        "today": timezone.localdate(),
        "doors": [door for door in navigation.items(request, "account") if door.url != request.path],
        "tool_groups": tools_by_group(request.user),
    }
    return render(request, "home/desk.html", content)
