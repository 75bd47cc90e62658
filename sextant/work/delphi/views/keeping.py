"""For those who keep studies: words, questions, panel, rounds."""

import hashlib
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.delphi import rules, states
from sextant.work.delphi.actions.rounds import close_round, close_study, open_round, publish_study
from sextant.work.delphi.actions.studies import invite, leave, remove_item, save_item, save_study
from sextant.work.delphi.forms.studies import InviteForm, ItemForm, RoundForm, StudyForm
from sextant.work.delphi.models import Item, Panelist, Study
from sextant.work.delphi.queries.audit import audit_file
from sextant.work.delphi.queries.panel import places_of
from sextant.work.delphi.views.studies import study_page


def _study_form(request: Any, study: Study | None) -> HttpResponse:
    form = StudyForm(request.POST or None, instance=study)
    if form.is_valid():
        saved = attempt(form, save_study, Study.objects.get(pk=study.pk) if study else None, by=request.user, **form.cleaned_data)
        if saved is not None:
            messages.success(request, _("Saved."))
            return redirect(saved)
    return render(request, "delphi/edit_study.html", {"form": form, "study": study}, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep)
def new_study(request: UserRequest) -> HttpResponse:
    """Draws up a study."""
    return _study_form(request, None)


@decided_by(rules.may_keep, Study)
def edit_study(request: UserRequest, study: Study) -> HttpResponse:
    """Changes the words of a study."""
    return _study_form(request, study)


def _item_form(request: Any, study: Study, item: Item | None) -> HttpResponse:
    form = ItemForm(request.POST or None, instance=item, initial={} if item else {"position": study.items.count() + 1})
    if form.is_valid():
        values = dict(form.cleaned_data)
        if attempt(form, save_item, study, item, by=request.user, **values) is not None:
            messages.success(request, _("Saved."))
            return redirect(study)
    return render(request, "delphi/edit_item.html", {"form": form, "study": study, "item": item}, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep, Study)
def new_item(request: UserRequest, study: Study) -> HttpResponse:
    """Adds a question."""
    return _item_form(request, study, None)


@decided_by(rules.may_change_items, Item.objects.select_related("study"))
def edit_item(request: UserRequest, item: Item) -> HttpResponse:
    """Changes a question."""
    return _item_form(request, item.study, item)


@decided_by(rules.may_change_items, Item.objects.select_related("study"))
@require_POST
def take_item_out(request: UserRequest, item: Item) -> HttpResponse:
    """Takes a question out."""
    carried_out(request, _("The question is taken out."), remove_item, item, by=request.user)
    return redirect(item.study)


@decided_by(rules.may_keep, Study)
def panel(request: UserRequest, study: Study) -> HttpResponse:
    """Who is on the panel and how far they are; never what they answered."""
    form = InviteForm(request.POST or None)
    if form.is_valid() and attempt(form, invite, study, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("Invited. The letter with the link goes out when a round opens."))
        return redirect("delphi:panel", study.pk)
    running = study.rounds.filter(closed_on=None).first()
    context = {"study": study, "form": form, "places": places_of(study, running), "running": running, "asked": study.items.count()}
    context["may_invite"] = study.state not in states.ENDED
    return render(request, "delphi/panel.html", context, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep_panelist, Panelist.objects.select_related("study"))
@require_POST
def take_off(request: UserRequest, panelist: Panelist) -> HttpResponse:
    """Takes somebody off the panel."""
    carried_out(request, _("No further letter goes there; earlier answers stay."), leave, panelist, on=timezone.localdate(), by=request.user)
    return redirect("delphi:panel", panelist.study_id)


@decided_by(rules.may_keep, Study)
@require_POST
def begin_round(request: UserRequest, study: Study) -> HttpResponse:
    """Opens a round."""
    form = RoundForm(request.POST)
    given = {"today": timezone.localdate(), "by": request.user}
    if form.is_valid() and attempt(form, open_round, study, closes_on=form.cleaned_data["closes_on"], **given) is not None:
        messages.success(request, _("The round is open, and the panel is written to."))
        return redirect(study)
    return study_page(request, study, round_form=form)


@decided_by(rules.may_keep, Study)
@require_POST
def end_round(request: UserRequest, study: Study) -> HttpResponse:
    """Closes the round that runs."""
    carried_out(request, _("The round is closed; its report is being reckoned."), close_round, study, today=timezone.localdate(), by=request.user)
    return redirect(study)


@decided_by(rules.may_keep, Study)
@require_POST
def end_study(request: UserRequest, study: Study) -> HttpResponse:
    """Asks no further round."""
    carried_out(request, _("The study is closed. Read the report once more, then publish it."), close_study, study, by=request.user)
    return redirect(study)


@decided_by(rules.may_keep, Study)
@require_POST
def publish(request: UserRequest, study: Study) -> HttpResponse:
    """Makes the results public, with the fingerprint of the audit file."""
    made = hashlib.sha256(audit_file(study)).hexdigest()
    carried_out(request, _("The results are public."), publish_study, study, fingerprint=made, today=timezone.localdate(), by=request.user)
    return redirect(study)
