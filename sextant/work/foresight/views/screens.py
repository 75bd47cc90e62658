"""The shared screens: of the whole room with the code to join, and of one group. They name nobody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from sextant.base.permissions.pages import decided_by
from sextant.base.ui.links import full_address
from sextant.work.foresight import rules
from sextant.work.foresight.models import Group, Session
from sextant.work.foresight.queries.links import door_token_of
from sextant.work.foresight.queries.opinions import standing_of, standing_of_session
from sextant.work.foresight.queries.pictures import seen_in
from sextant.work.foresight.queries.sessions import GROUPS, SESSIONS


def _way_in(session: Session) -> tuple[str, str]:
    """Where the code on the screen leads, and its picture: through the door as a guest, or to one's own place."""
    from sextant.lab.payments.qr import svg

    language = (get_language() or "ru")[:2]
    name, key = ("foresight:door", door_token_of(session)) if session.door_open else ("foresight:mine", session.pk)
    address = full_address(name, language, key)
    drawn = svg(address.encode(), 7)
    return address, mark_safe(drawn[drawn.index("<svg") :])  # noqa: S308 (drawn by segno from the bytes of an address)


@decided_by(rules.may_show, SESSIONS)
@require_safe
def session_screen(request: HttpRequest, session: Session) -> HttpResponse:
    """How to join, and how many answered in each group. Asked again with the mark it has, it answers 204 when nothing changed."""
    rows = standing_of_session(session)
    answers = sum(number for _group, number, _people in rows)
    mark = f"{session.state}-{answers}-{sum(people for _group, _answers, people in rows)}"
    shown = {"session": session, "rows": rows, "answers": answers, "mark": mark}
    if "mark" in request.GET:
        return HttpResponse(status=204) if request.GET["mark"] == mark else render(request, "foresight/_session_screen.html", shown)
    address, code = _way_in(session)
    return render(request, "foresight/session_screen.html", {**shown, "address": address, "code": code})


@decided_by(rules.may_facilitate, GROUPS)
@require_safe
def group_screen(request: HttpRequest, group: Group) -> HttpResponse:
    """Numbers, and when the results are let on: what unites, what divides, and the map of opinion groups."""
    standing = standing_of(group)
    mark = f"{standing.mark}-{group.session.results_shown}"
    if request.GET.get("mark") == mark:
        return HttpResponse(status=204)
    shown = {
        "group": group,
        "session": group.session,
        "standing": standing,
        "mark": mark,
        "seen": seen_in(group) if group.session.results_shown else None,
    }
    if "mark" in request.GET:
        return render(request, "foresight/_group_screen.html", shown)
    return render(request, "foresight/group_screen.html", shown)
