"""Pilots: the list of all, one with its protocol, log and outcome, and what those who run it do."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.moves import may_move
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.practice import rules, states
from sextant.work.practice.actions.pilots import (
    attach_file,
    call_off_pilot,
    log_event,
    publish_pilot,
    remove_file,
    report_outcome,
    return_pilot,
    save_protocol,
    start_pilot,
)
from sextant.work.practice.forms.briefs import ReasonForm
from sextant.work.practice.forms.findings import PilotFilter
from sextant.work.practice.forms.pilots import EventForm, FileForm, OutcomeForm, ProtocolForm, StartForm
from sextant.work.practice.models import Adoption, Answer, Pilot, PilotFile
from sextant.work.practice.queries.lists import pilots_wanted
from sextant.work.practice.queries.synthesis import effect_of
from sextant.work.practice.queries.tables import pilots_table

PILOTS = Pilot.objects.with_all().select_related("responsible__user", "answer")
FILES = PilotFile.objects.select_related("pilot__organisation", "pilot__responsible__user")
SAFE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}


@decided_by(anyone)
@require_safe
def pilots(request: HttpRequest) -> HttpResponseBase:
    """Every pilot that has begun, whatever came out; `?format=` downloads what is on screen."""
    form = PilotFilter(request.GET or None)
    rows = pilots_wanted(form.wish())
    if "format" in request.GET:
        return download(pilots_table(rows), request.GET["format"])
    page = paged(request, rows)
    for one in page:
        one.effect = effect_of(one) if one.state == states.PUBLISHED else None
    shown = {"form": form, "page": page}
    return render(request, "practice/_pilots.html" if part_wanted(request) else "practice/pilots.html", shown)


@decided_by(rules.is_representative)
@require_safe
def mine(request: UserRequest) -> HttpResponse:
    """Invitations, pilots and adoptions of the organisations one acts for."""
    keys = rules.represented(request.user)
    invited = Answer.objects.filter(organisation__in=keys).select_related("invitation__brief", "organisation", "pilot")
    shown = {
        "answers": invited.filter(pilot=None).order_by("-invitation__opened_on", "-pk"),
        "pilots": Pilot.objects.with_all().filter(organisation__in=keys).order_by("-agreed_on", "-pk"),
        "adoptions": Adoption.objects.filter(organisation__in=keys).select_related("finding", "organisation").order_by("-declared_on", "-pk"),
    }
    return render(request, "practice/mine.html", shown)


def pilot_page(request: HttpRequest, pilot: Pilot, **bound: Any) -> HttpResponse:
    """One pilot; for those who run it and who look it over, with what they may do."""
    user = request.user
    runs, outcome = rules.may_run_pilot(user, pilot), rules.may_see_outcome(user, pilot)
    words = rules.words_for_pilot(user, pilot)
    may = {target for target in states.PILOT_MOVES[pilot.state] if may_move(states.PILOT_MOVES, pilot.state, target, words)}
    files = pilot.files.all() if runs else pilot.files.filter(is_public=True)
    starts = runs and pilot.state == states.PLANNED
    shown = {
        "pilot": pilot,
        "finding": pilot.finding,
        "runs": runs,
        "outcome": outcome and bool(pilot.verdict),
        "effect": effect_of(pilot) if outcome and pilot.verdict else None,
        "protocol": [(_("Steps"), pilot.steps), (_("How it is measured"), pilot.method), (_("Ethics and personal data"), pilot.ethics)],
        "events": pilot.events.all() if runs or pilot.state == states.PUBLISHED else [],
        "files": files if outcome else [],
        "start_form": StartForm() if starts else None,
        "event_form": EventForm() if runs and pilot.state in (states.RUNNING, states.REPORTED) else None,
        "file_form": FileForm() if runs and pilot.state != states.CALLED_OFF else None,
        "may_report": states.REPORTED in may,
        "may_publish": states.PUBLISHED in may,
        "return_form": ReasonForm(prefix="back") if pilot.state == states.REPORTED and states.RUNNING in may else None,
        "call_off_form": ReasonForm(prefix="off") if states.CALLED_OFF in may else None,
        **bound,
    }
    return render(request, "practice/pilot.html", shown, status=400 if bound else 200)


@decided_by(rules.may_see_pilot, PILOTS)
@require_safe
def pilot(request: HttpRequest, pilot: Pilot) -> HttpResponse:
    """What was done, what was measured, what came of it."""
    return pilot_page(request, pilot)


@decided_by(rules.may_run_pilot, PILOTS)
def protocol(request: UserRequest, pilot: Pilot) -> HttpResponse:
    """Writes the protocol."""
    form = ProtocolForm(request.POST or None, instance=pilot)
    if form.is_valid() and attempt(form, save_protocol, pilot, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The protocol is saved. When it is complete, start the pilot."))
        return redirect(pilot)
    return render(request, "practice/edit_protocol.html", {"form": form, "pilot": pilot}, status=400 if form.is_bound else 200)


@decided_by(rules.may_run_pilot, PILOTS)
@require_POST
def start(request: UserRequest, pilot: Pilot) -> HttpResponse:
    """Begins the pilot."""
    form = StartForm(request.POST)
    if form.is_valid() and attempt(form, start_pilot, pilot, on=form.cleaned_data["on"], by=request.user) is not None:
        messages.success(request, _("The pilot has begun. Its protocol stands from now on."))
        return redirect(pilot)
    return pilot_page(request, pilot, start_form=form)


@decided_by(rules.may_run_pilot, PILOTS)
@require_POST
def add_event(request: UserRequest, pilot: Pilot) -> HttpResponse:
    """Writes a line of the log."""
    form = EventForm(request.POST)
    if form.is_valid() and attempt(form, log_event, pilot, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The line is in the log."))
        return redirect(pilot)
    return pilot_page(request, pilot, event_form=form)


@decided_by(rules.may_run_pilot, PILOTS)
def outcome(request: UserRequest, pilot: Pilot) -> HttpResponse:
    """Reports what came of it."""
    form = OutcomeForm(request.POST or None, instance=pilot)
    if form.is_valid() and attempt(form, report_outcome, pilot, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("Thank you. Somebody looks the outcome over, then everybody reads it."))
        return redirect(pilot)
    return render(request, "practice/edit_outcome.html", {"form": form, "pilot": pilot}, status=400 if form.is_bound else 200)


@decided_by(rules.may_publish_pilot, PILOTS)
@require_POST
def publish(request: UserRequest, pilot: Pilot) -> HttpResponse:
    """Publishes the outcome."""
    carried_out(request, _("The outcome is published."), publish_pilot, pilot, by=request.user, on=timezone.localdate())
    return redirect(pilot)


@decided_by(rules.may_publish_pilot, PILOTS)
@require_POST
def send_back(request: UserRequest, pilot: Pilot) -> HttpResponse:
    """Sends the outcome back."""
    form = ReasonForm(request.POST, prefix="back")
    if form.is_valid() and attempt(form, return_pilot, pilot, reason=form.cleaned_data["reason"], by=request.user) is not None:
        messages.success(request, _("The outcome went back, and the library is told why."))
        return redirect(pilot)
    return pilot_page(request, pilot, return_form=form)


@decided_by(rules.may_run_pilot, PILOTS)
@require_POST
def call_off(request: UserRequest, pilot: Pilot) -> HttpResponse:
    """Calls the pilot off."""
    form = ReasonForm(request.POST, prefix="off")
    if form.is_valid() and attempt(form, call_off_pilot, pilot, reason=form.cleaned_data["reason"], by=request.user) is not None:
        messages.success(request, _("The pilot is called off."))
        return redirect(pilot)
    return pilot_page(request, pilot, call_off_form=form)


@decided_by(rules.may_run_pilot, PILOTS)
@require_POST
def add_file(request: UserRequest, pilot: Pilot) -> HttpResponse:
    """Adds a paper."""
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        given = {"upload": form.cleaned_data["file"], "is_public": form.cleaned_data["is_public"]}
        if attempt(form, attach_file, pilot, by=request.user, **given) is not None:
            messages.success(request, _("The file is added."))
            return redirect(pilot)
    return pilot_page(request, pilot, file_form=form)


@decided_by(rules.may_read_file, FILES)
@require_safe
def file(request: HttpRequest, kept: PilotFile) -> FileResponse:
    """The paper, as a download under its own name."""
    return FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.kind, headers=SAFE)


@decided_by(rules.may_keep_file, FILES)
@require_POST
def take_file_away(request: UserRequest, kept: PilotFile) -> HttpResponse:
    """Takes a paper away."""
    carried_out(request, _("The file is removed."), remove_file, kept, by=request.user)
    return redirect(kept.pilot)
