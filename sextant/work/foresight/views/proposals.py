"""Proposals of the groups, the committee's decisions, and the guidelines of the earlier agenda."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.agenda.models import Guideline
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.foresight import rules
from sextant.work.foresight.actions import proposals as proposing
from sextant.work.foresight.forms.statements import DecideProposalForm, EarlierForm, ProposalForm
from sextant.work.foresight.models import Group, Proposal, Session
from sextant.work.foresight.queries.proposals import PROPOSALS, earlier_of, proposals_of
from sextant.work.foresight.queries.sessions import GROUPS, SESSIONS


@decided_by(rules.may_steer, SESSIONS.select_related("document"))
@require_safe
def proposals(request: HttpRequest, session: Session) -> HttpResponse:
    """All proposals, and the way to the document."""
    rows = proposals_of(session)
    earlier = earlier_of(session)
    shown = {
        "session": session,
        "proposals": rows,
        "undecided": sum(one.is_taken is None for one in rows),
        "earlier_open": sum(one.decision is None for one in earlier),
        "earlier_count": len(earlier),
    }
    return render(request, "foresight/proposals.html", shown)


@decided_by(rules.may_facilitate, GROUPS)
def new_proposal(request: UserRequest, group: Group) -> HttpResponse:
    """A guideline out of statements."""
    return _proposal_form(request, Proposal(group=group))


@decided_by(rules.may_edit_proposal, PROPOSALS)
def edit_proposal(request: UserRequest, proposal: Proposal) -> HttpResponse:
    """Other words for a proposal."""
    return _proposal_form(request, proposal)


def _proposal_form(request: UserRequest, proposal: Proposal) -> HttpResponse:
    group = proposal.group
    form = ProposalForm(request.POST or None, instance=proposal if proposal.pk else None, group=group)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        fresh = PROPOSALS.get(pk=proposal.pk) if proposal.pk else Proposal(group=group)
        if attempt(form, proposing.save_proposal, fresh, statements=given.pop("statements"), by=request.user, **given) is not None:
            messages.success(request, _("The proposal is saved."))
            return redirect(group)
    title = _("Change the proposal") if proposal.pk else _("Propose a guideline")
    return render(request, "foresight/form.html", {"form": form, "title": title, "back": group.get_absolute_url(), "proposal": proposal})


@decided_by(rules.may_edit_proposal, PROPOSALS)
@require_POST
def remove_proposal(request: UserRequest, proposal: Proposal) -> HttpResponse:
    """Takes it back."""
    group = proposal.group
    carried_out(request, _("The proposal is removed."), proposing.remove_proposal, proposal, by=request.user)
    return redirect(group)


@decided_by(rules.may_steer_proposal, PROPOSALS)
def decide_proposal(request: UserRequest, proposal: Proposal) -> HttpResponse:
    """The committee takes it in or leaves it."""
    session = proposal.group.session
    initial = {"taken": {True: "yes", False: "no"}.get(proposal.is_taken, "yes"), "why": proposal.why}  # type: ignore[arg-type]
    form = DecideProposalForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt(form, proposing.decide_proposal, proposal, by=request.user, **form.cleaned_data) is not None:
            return redirect("foresight:proposals", session.pk)
    made_of = proposal.statements.order_by("pk")
    return render(request, "foresight/proposal.html", {"proposal": proposal, "session": session, "form": form, "made_of": made_of})


@decided_by(rules.may_steer, SESSIONS)
@require_safe
def earlier(request: HttpRequest, session: Session) -> HttpResponse:
    """One row a guideline of the earlier agenda: carried over, ended or replaced."""
    rows = earlier_of(session)
    return render(request, "foresight/earlier.html", {"session": session, "rows": rows, "open": sum(one.decision is None for one in rows)})


def _asked_for(request: HttpRequest, session: Session) -> Guideline | None:
    """The guideline named by `?guideline=`; without one the first that has no decision, or the first of all."""
    text = request.GET.get("guideline", "")
    rows = Guideline.objects.select_related("direction").filter(direction__agenda=session.base_agenda_id)
    if text:
        return get_object_or_404(rows, pk=int(text) if text.isdecimal() and len(text) < 19 else 0)
    return rows.exclude(foresight_decisions__session=session).first() or rows.first()


@decided_by(rules.may_steer, SESSIONS)
def decide_earlier(request: UserRequest, session: Session) -> HttpResponse:
    """Decides about one guideline."""
    guideline = _asked_for(request, session)
    if guideline is None:
        return redirect("foresight:earlier", session.pk)
    found = session.earlier.filter(guideline=guideline).first()
    initial = {"decision": found.decision, "proposal": found.proposal_id, "words": found.words} if found else {}
    form = EarlierForm(request.POST or None, session=session, initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt(form, proposing.decide_earlier, session, guideline, by=request.user, **form.cleaned_data) is not None:
            messages.success(request, _("%(guideline)s is decided.") % {"guideline": guideline.code})
            left = any(one.decision is None for one in earlier_of(session))
            return redirect("foresight:decide_earlier" if left and not found else "foresight:earlier", session.pk)
    return render(request, "foresight/decide_earlier.html", {"session": session, "guideline": guideline, "form": form})
