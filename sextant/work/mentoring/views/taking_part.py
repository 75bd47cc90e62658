"""One's own part: profiles and pairs."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.mentoring import rules
from sextant.work.mentoring.actions.programmes import leave_programme, save_profile
from sextant.work.mentoring.forms.programmes import ProfileForm
from sextant.work.mentoring.models import Profile, Programme
from sextant.work.mentoring.models.programmes import LANGUAGES
from sextant.work.mentoring.queries.programmes import own_pairs
from sextant.work.mentoring.views.programmes import WITH_ALL

PROFILES = Profile.objects.select_related("person", "programme__section").prefetch_related("topics")


@decided_by(rules.has_entry)
@require_safe
def mine(request: UserRequest) -> HttpResponse:
    """One's profiles and pairs."""
    person = request.user.person
    profiles = PROFILES.filter(person=person, is_active=True).order_by("-programme__starts_on", "role")
    return render(request, "mentoring/mine.html", {"profiles": profiles, "pairs": own_pairs(person), "person": person})


def _join(request: Any, programme: Programme, role: str) -> HttpResponse:
    person = request.user.person
    known = Profile.objects.filter(programme=programme, person=person, role=role).first()
    form = ProfileForm(request.POST or None, instance=known, programme=programme, role=role)
    if form.is_valid():
        saved = attempt(form, save_profile, programme, person=person, role=role, by=request.user, **form.given())
        if saved is not None:
            messages.success(request, _("You take part. We write to you when a pair is proposed."))
            return redirect("mentoring:profile", saved.pk)
    shown = {"form": form, "programme": programme, "role": role}
    return render(request, "mentoring/join.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.may_join, WITH_ALL)
def join_as_mentor(request: UserRequest, programme: Programme) -> HttpResponse:
    """Takes part as a mentor, or changes how."""
    return _join(request, programme, Profile.Role.MENTOR)


@decided_by(rules.may_join, WITH_ALL)
def join_as_mentee(request: UserRequest, programme: Programme) -> HttpResponse:
    """Takes part as somebody who looks for a mentor, or changes how."""
    return _join(request, programme, Profile.Role.MENTEE)


@decided_by(rules.may_see_profile, PROFILES)
@require_safe
def profile(request: HttpRequest, profile: Profile) -> HttpResponse:
    """How one takes part, and why the last matching found nobody, where it did not."""
    words = dict(LANGUAGES)
    shown = {
        "profile": profile,
        "languages": [words[code] for code in profile.languages if code in words],
        "obstacle": profile.obstacle.get((get_language() or "ru")[:2]),
        "own": rules.is_own_profile(request.user, profile),
        "may_change": rules.is_own_profile(request.user, profile) and rules.may_join(request.user, profile.programme),
    }
    return render(request, "mentoring/profile.html", shown)


@decided_by(rules.is_own_profile, PROFILES)
@require_POST
def leave_programme_of(request: UserRequest, profile: Profile) -> HttpResponse:
    """Takes part no longer."""
    carried_out(request, _("You take part no longer. What you have begun with somebody stays yours."), leave_programme, profile, by=request.user)
    return redirect("mentoring:mine")
