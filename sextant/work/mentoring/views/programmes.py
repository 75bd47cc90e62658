"""Programmes for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.words.markdown import as_html
from sextant.work.mentoring import rules
from sextant.work.mentoring.models import Profile, Programme
from sextant.work.mentoring.queries.programmes import counts_of, programmes_seen

WITH_ALL = Programme.objects.select_related("section")


@decided_by(anyone)
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """All seasons, the newest first."""
    shown = {"programmes": programmes_seen(request.user), "may_add": rules.is_office(request.user)}
    return render(request, "mentoring/programmes.html", shown)


@decided_by(rules.may_see_programme, WITH_ALL)
@require_safe
def programme(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What it is, what one can learn, how many take part, and the way in. Nobody is named."""
    person = getattr(request.user, "person", None) if request.user.is_authenticated else None
    own = {one.role: one for one in Profile.objects.filter(programme=programme, person=person, is_active=True)} if person else {}
    shown = {
        "programme": programme,
        "about": as_html(programme.about),
        "topics": programme.topics.all(),
        "counts": counts_of(programme),
        "own": own.values(),
        "may_join": rules.may_join(request.user, programme),
        "as_mentor": "mentor" not in own,
        "as_mentee": "mentee" not in own,
        "coordinates": rules.may_coordinate(request.user, programme),
    }
    return render(request, "mentoring/programme.html", shown)
