"""For everybody: who knows about what, and agreed to be asked. For those who choose: who must not be."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.work.scholarship import rules
from sextant.work.scholarship.forms.experts import ExpertFilter
from sextant.work.scholarship.models import ExpertProfile
from sextant.work.scholarship.queries.conflicts import conflicts_with, students_of
from sextant.work.scholarship.queries.experts import Found, experts_found, said_of_score
from sextant.work.scholarship.queries.tables import experts_table

PER_PAGE = 25


def _found(wish: dict[str, Any], chooses: bool) -> list[Found]:
    """The experts wanted, each with the conflicts where they were asked for; those with one left out where that was asked for."""
    today = timezone.localdate()
    found = experts_found(wish.get("concepts") or [], wish.get("role", ""), wish.get("region"), today=today)
    asked = {name: wish[name] for name in ("person", "organisation") if wish.get(name)}
    if chooses and asked:
        conflicts = conflicts_with({one.profile.person_id for one in found}, today=today, **asked)
        for one in found:
            one.conflicts = conflicts.get(one.profile.person_id, [])
        if wish.get("without"):
            found = [one for one in found if not one.conflicts]
    return found


@decided_by(anyone)
@require_safe
def experts(request: HttpRequest) -> HttpResponseBase:
    """Experts by concept, role and region; `?format=` downloads what is on screen."""
    chooses = rules.may_choose_experts(request.user)
    form = ExpertFilter(request.GET or None, chooses=chooses)
    wish = form.wish()
    found = _found(wish, chooses)
    if "format" in request.GET:
        return download(experts_table(one.profile for one in found), request.GET["format"])
    shown = {
        "form": form,
        "page": paged(request, found, PER_PAGE),
        "scored": bool(wish.get("concepts")),
        "asked": bool(wish),
        "score_words": said_of_score(),
        "has_entry": rules.has_entry(request.user),
        "keeps": rules.may_keep_register(request.user),
    }
    return render(request, "scholarship/_experts.html" if part_wanted(request) else "scholarship/experts.html", shown)


@decided_by(rules.may_see_expert, ExpertProfile.objects.with_all())
@require_safe
def expert(request: HttpRequest, profile: ExpertProfile) -> HttpResponse:
    """One expert: roles, concepts, works, dissertations supervised."""
    own = rules.owns_profile(request.user, profile)
    shown = {
        "profile": profile,
        "works": paged(request, profile.works.filter(is_confirmed=True).prefetch_related("concepts"), 50),
        "students": students_of(profile.person),
        "own": own,
        "listed": profile.is_listed(),
        "history": own,
    }
    return render(request, "scholarship/expert.html", shown)
