"""Rounds: the list, a new one, one with its regions, publishing, and the officers of regions."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.office.actions import end_grant, grant_role
from sextant.base.permissions.models import Grant
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.returns import rules, states
from sextant.work.returns.actions.publishing import start_publishing
from sextant.work.returns.actions.rounds import add_new_libraries, open_round
from sextant.work.returns.forms import OfficerForm, RoundForm
from sextant.work.returns.models import Round
from sextant.work.returns.queries import rounds as held
from sextant.work.returns.queries.maps import answered_map
from sextant.work.returns.queries.officers import officers
from sextant.work.returns.queries.questionnaires import version_asked

ROUNDS = Round.objects.select_related("collection", "publish_job")


@decided_by(rules.may_take_part)
@require_safe
def rounds(request: UserRequest) -> HttpResponse:
    """What is asked of the user's libraries, and the rounds that the user checks."""
    checks = rules.may_check_round(request.user)
    context = {
        "own": held.own_returns(request.user)[:50],
        "rounds": held.rounds_for(request.user) if checks else [],
        "checks": checks,
        "is_office": rules.is_office(request.user),
    }
    return render(request, "returns/rounds.html", context)


@decided_by(rules.is_office)
def new_round(request: UserRequest) -> HttpResponse:
    """Opens a round and invites its libraries."""
    form = RoundForm(request.POST or None, initial={"year": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        work = attempt(form, open_round, by=request.user, **form.cleaned_data)
        if work is not None:
            messages.success(request, _("The libraries are invited; the letters are on their way."))
            return redirect("returns:round", work.pk)
    return render(request, "returns/new_round.html", {"form": form}, status=400 if form.errors else 200)


@decided_by(rules.may_check_round, ROUNDS)
@require_safe
def round_page(request: UserRequest, work: Round) -> HttpResponse:
    """How far a round has come: states, a map and a list of regions."""
    rows = held.returns_for(request.user, work)
    regions = held.by_region(rows)
    page = reverse("returns:returns", args=[work.pk])
    context = {
        "work": work,
        "steps": held.steps_of(rows),
        "regions": regions,
        "map": answered_map(regions, work.collection.country, lambda row: f"{page}?region={row.pk}" if row.pk else page) if regions else None,
        "asked": version_asked(work),
        "is_office": rules.is_office(request.user),
        "job": work.publish_job if work.publish_job and work.publish_job.state in ("queued", "running", "failed") else None,
        "is_over": work.state == states.RELEASED,
    }
    part = part_wanted(request) and request.GET.get("waiting")
    if part and (context["job"] is None or work.publish_job.state == "failed"):  # type: ignore[union-attr]
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    return render(request, "returns/_publishing.html" if part else "returns/round.html", context)


@decided_by(rules.is_office, ROUNDS)
@require_POST
def invite_new(request: UserRequest, work: Round) -> HttpResponse:
    """Invites libraries that came later."""
    carried_out(request, _("The new libraries are invited."), add_new_libraries, work, by=request.user)
    return redirect("returns:round", work.pk)


@decided_by(rules.is_office, ROUNDS)
def publish_round(request: UserRequest, work: Round) -> HttpResponse:
    """Asks, and publishes the accepted returns of the round as the figures of its year."""
    page = redirect("returns:round", work.pk)
    if request.method == "POST":
        carried_out(request, _("The year is being worked out; its page follows in a moment."), start_publishing, work, by=request.user)
        return page
    counts = {step.state: step.count for step in held.steps_of(work.submissions.all())}
    left = counts[states.INVITED] + counts[states.STARTED]
    words = {"accepted": counts[states.ACCEPTED] + counts[states.PUBLISHED_RETURN], "left": left}
    context = {
        "title": _("Publish the returns of %(year)s") % {"year": work.year},
        "sentence": _("%(accepted)d accepted returns become the figures of the year; %(left)d libraries without an answer stand in it as missing.")
        % words,
        "verb": _("Publish the year"),
        "back": page.url,
    }
    return render(request, "ui/confirm.html", context)


@decided_by(rules.is_office)
def region_officers(request: UserRequest) -> HttpResponseBase:
    """Who keeps the returns of which region; names another."""
    form = OfficerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, grant_role, user=given["email"], role=states.REGION_OFFICER, scope=given["region"], by=request.user) is not None:
            messages.success(request, _("The officer is named."))
            return redirect("returns:officers")
    return render(request, "returns/officers.html", {"form": form, "officers": officers()}, status=400 if form.errors else 200)


@decided_by(rules.is_office, Grant.objects.filter(role=states.REGION_OFFICER).select_related("user"))
@require_POST
def end_officer(request: UserRequest, grant: Grant) -> HttpResponse:
    """Ends an officer's term."""
    carried_out(request, _("The officer's term has ended."), end_grant, grant, by=request.user)
    return redirect("returns:officers")
