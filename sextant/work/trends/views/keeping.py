"""For the office: what was told, put right, taken onto the radar or not, and taken off again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.measures.radar import sources, told
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.society.members.forms.refusals import attempt
from sextant.work.trends import rules, states
from sextant.work.trends.actions.radar import add_evidence, end_signal, keep_told, put_on_radar, save_signal
from sextant.work.trends.forms.radar import EvidenceForm, ReasonForm, SignalForm
from sextant.work.trends.models import Signal
from sextant.work.trends.views.radar import ALL, signal_page


@decided_by(rules.may_keep)
@require_safe
def queue(request: UserRequest) -> HttpResponse:
    """Signals that wait for a decision."""
    waiting = ALL.filter(state=states.PROPOSED).order_by("told_on", "pk")
    names = {one.name: one.title for one in sources()}
    page = paged(request, waiting, 30)
    for one in page:
        one.teller = names.get(one.source, "") if one.source else one.told_by
    return render(request, "trends/queue.html", {"page": page, "sources": sources()})


@decided_by(rules.may_keep)
@require_POST
def gather(request: UserRequest) -> HttpResponse:
    """Asks all houses what they tell, and keeps what is new."""
    counts = keep_told(told(), today=timezone.localdate(), by=request.user)
    words = ngettext("%(number)s new signal waits for your decision.", "%(number)s new signals wait for your decision.", counts["signals"])
    messages.success(request, words % {"number": counts["signals"]})
    return redirect("trends:queue")


@decided_by(rules.may_keep, ALL)
def edit_signal(request: UserRequest, signal: Signal) -> HttpResponse:
    """Puts the words right and says where in the agenda it belongs; with `radar` the signal goes onto the radar at once."""
    form = SignalForm(request.POST or None, instance=signal)
    if form.is_valid():
        saved = attempt(form, save_signal, signal, by=request.user, **form.cleaned_data)
        if saved is not None and "radar" in request.POST:
            saved = attempt(form, put_on_radar, saved, today=timezone.localdate(), by=request.user)
        if saved is not None:
            messages.success(request, _("Saved."))
            return redirect(saved)
    context = {"form": form, "signal": signal, "may_put": signal.state == states.PROPOSED}
    return render(request, "trends/edit_signal.html", context, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep, ALL)
@require_POST
def end(request: UserRequest, signal: Signal) -> HttpResponse:
    """Does not take a signal, or takes it off the radar, with the reason."""
    form = ReasonForm(request.POST)
    if form.is_valid() and attempt(form, end_signal, signal, today=timezone.localdate(), by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("Done; the reason stands with the signal."))
        return redirect(signal)
    return signal_page(request, signal, reason_form=form)


@decided_by(rules.may_keep, ALL)
@require_POST
def more_evidence(request: UserRequest, signal: Signal) -> HttpResponse:
    """Adds a page to what a signal rests on."""
    form = EvidenceForm(request.POST, auto_id="evidence_%s")
    if form.is_valid() and attempt(form, add_evidence, signal, today=timezone.localdate(), by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("Saved."))
        return redirect(signal)
    return signal_page(request, signal, evidence_form=form)
