"""Proposals to questionnaires: made without knowing the format, read by those who may propose, decided by the office."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.returns import rules, states
from sextant.work.returns.actions.proposals import propose, take_up, turn_down, withdraw_proposal
from sextant.work.returns.answering import said
from sextant.work.returns.forms.questionnaires import PROPOSING, TAKING, DecisionForm, initial_of
from sextant.work.returns.models import QuestionnaireProposal
from sextant.work.returns.queries import codebooks
from sextant.work.returns.queries.drafts import draft_or_fault
from sextant.work.returns.queries.proposals import told_of
from sextant.work.returns.queries.questionnaires import Held, change_under_way, newest, versions_by_code

PROPOSALS = QuestionnaireProposal.objects.select_related("change__document", "change__result", "proposed_by")


def asked_at(code: str, kind: str) -> tuple[Held, str]:
    found = newest(code)
    if found is None or kind not in states.PROPOSAL_KINDS:
        raise Http404
    return found, kind


@decided_by(rules.may_propose, asked_at)
def propose_change(request: UserRequest, asked: tuple[Held, str]) -> HttpResponse:
    """A new item (`?section=`), or one asked otherwise or retired (`?item=`)."""
    held, kind = asked
    item = held.asked.items.get(request.GET.get("item", ""))
    if kind != states.ADD and item is None:
        return render(request, "returns/choose_item.html", {"held": held, "kind": kind, "sections": codebooks.sections_of(held.asked)})
    item = None if kind == states.ADD else item
    initial = {"section": request.GET.get("section", ""), **initial_of({}, item), "continuity": "same" if item else "break"}
    if item is None:
        initial |= {"kind": "count", "may_be": ["zero", "unknown"]}
    form = PROPOSING[kind](request.POST or None, questionnaire=held.asked, item=item, initial=initial)
    if request.method == "POST" and form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("reason", "burden")}
        row = attempt(form, propose, questionnaire=held.asked.code, kind=kind, data=form.data_of(), by=request.user, **words)
        if row is not None:
            messages.success(request, _("Thank you. The office decides about the proposal, and you will get a letter."))
            return redirect(row)
    context = {"form": form, "held": held, "kind": kind, "item": codebooks.item_shown(item, held.asked) if item else None}
    return render(request, "returns/propose.html", context, status=400 if form.errors else 200)


@decided_by(rules.may_propose)
@require_safe
def proposals(request: UserRequest) -> HttpResponse:
    """All proposals, the newest first, by state where it is asked for."""
    rows = PROPOSALS.order_by("-pk")
    state = request.GET.get("state", "")
    if state in states.PROPOSAL_NAMES:
        rows = rows.filter(state=state)
    page, titles = paged(request, rows, size=50), {code: versions[-1].title for code, versions in versions_by_code().items()}
    for row in page:
        row.title_of_questionnaire = titles.get(row.questionnaire, row.questionnaire)
    context = {"page": page, "state": state, "states": states.PROPOSAL_NAMES, "asked": bool(state)}
    return render(request, "returns/proposals.html", context)


@decided_by(rules.may_propose, PROPOSALS)
@require_safe
def proposal(request: UserRequest, row: QuestionnaireProposal) -> HttpResponse:
    """What is proposed, why, and what became of it."""
    held = newest(row.questionnaire)
    waits = row.state == states.PROPOSED
    context = {
        "row": row,
        "held": held,
        "told": told_of(row.taken or row.data),
        "may_withdraw": waits and rules.may_withdraw(request.user, row),
        "may_decide": waits and rules.is_office(request.user),
        "change": row.change or change_under_way(row.questionnaire),
        "sees_proposer": rules.sees_proposer(request.user, row),
    }
    return render(request, "returns/proposal.html", context)


@decided_by(rules.may_withdraw, PROPOSALS)
def withdraw(request: UserRequest, row: QuestionnaireProposal) -> HttpResponse:
    """Asks, and takes one's own proposal back."""
    if request.method == "POST":
        carried_out(request, _("The proposal is withdrawn."), withdraw_proposal, row, by=request.user)
        return redirect(row)
    context = {"title": _("Withdraw the proposal"), "sentence": str(row), "verb": _("Withdraw the proposal"), "back": row.get_absolute_url()}
    return render(request, "ui/confirm.html", context)


@decided_by(rules.is_office, PROPOSALS)
def take(request: UserRequest, row: QuestionnaireProposal) -> HttpResponse:
    """The office words the proposal in both languages, and puts it into the draft of the change that is under way."""
    change = change_under_way(row.questionnaire)
    if change is None:
        messages.error(request, _("Open the change of the questionnaire first; proposals are taken into its draft."))
        return redirect("returns:open_change", row.questionnaire)
    asked, fault = draft_or_fault(change, change.document.versions.order_by("-number")[0])
    if asked is None:
        messages.error(request, fault)
        return redirect(change)
    item = asked.items.get(row.data.get("item", "")) if row.kind != states.ADD else None
    if row.kind != states.ADD and item is None:
        messages.error(request, _("The draft does not ask for this item any more. Turn the proposal down with that reason."))
        return redirect(row)
    form = TAKING[row.kind](request.POST or None, questionnaire=asked, item=item, initial=initial_of(row.data, item))
    if request.method == "POST" and form.is_valid():
        if attempt(form, take_up, row, change, data=form.data_of(), decision=form.cleaned_data["decision"], by=request.user) is not None:
            messages.success(request, _("The proposal stands in the draft; whoever proposed it gets a letter."))
            return redirect(change)
    context = {"form": form, "row": row, "change": change, "title_of_item": said(item.label) if item else ""}
    return render(request, "returns/take_up.html", context, status=400 if form.errors else 200)


@decided_by(rules.is_office, PROPOSALS)
def refuse(request: UserRequest, row: QuestionnaireProposal) -> HttpResponse:
    """Turns a proposal down with a reason."""
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, turn_down, row, by=request.user, **form.cleaned_data) is not None:
            messages.success(request, _("The proposal is turned down; whoever proposed it gets a letter."))
            return redirect(row)
    context = {
        "form": form,
        "title": _("Turn the proposal down"),
        "sentence": str(row),
        "verb": _("Turn the proposal down"),
        "back": row.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context, status=400 if form.errors else 200)
