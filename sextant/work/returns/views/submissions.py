"""A return: its page, its sections with their fields, and its way from hand to hand."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.returns import rules, states
from sextant.work.returns.actions import answers as answering
from sextant.work.returns.actions import moves
from sextant.work.returns.forms import CertifyForm, EditForm, QueryForm, WordsForm
from sextant.work.returns.models import Query, Submission
from sextant.work.returns.queries import filling
from sextant.work.returns.queries.questions import questionnaire_of
from sextant.work.returns.queries.rounds import queries_of

SUBMISSIONS = Submission.objects.select_related("round__collection", "library", "organisation", "region", "certified_by", "accepted_by")


def _page(request: UserRequest, row: Submission, **bound: Any) -> HttpResponse:
    may = rules.possible(request.user, row)
    context = {
        "row": row,
        "work": row.round,
        "sections": filling.sections_of(row),
        "flags": filling.flags_by_section(row),
        "queries": queries_of(row),
        "may": may,
        "certify_form": CertifyForm(initial={"name": row.certified_name, "position": row.certified_position}) if may["certify"] else None,
        "query_form": QueryForm(submission=row) if may["ask"] else None,
        "answer_form": WordsForm() if row.state == states.QUERIED and rules.may_fill(request.user, row) else None,
        "checks": rules.may_check_round(request.user),
        **bound,
    }
    return render(request, "returns/submission.html", context, status=400 if bound else 200)


@decided_by(rules.may_see, SUBMISSIONS)
@require_safe
def submission(request: UserRequest, row: Submission) -> HttpResponse:
    """How a return stands: its sections, what the checks ask, officers' questions, and what may be done next."""
    return _page(request, row)


@decided_by(rules.may_fill, SUBMISSIONS)
@require_POST
def send_return(request: UserRequest, row: Submission) -> HttpResponse:
    """Sends the return."""
    carried_out(request, _("The return is sent. Thank you."), moves.send_return, row, by=request.user)
    return redirect("returns:submission", row.pk)


@decided_by(rules.may_fill, SUBMISSIONS)
@require_POST
def certify_return(request: UserRequest, row: Submission) -> HttpResponse:
    """Records the chief officer's confirmation."""
    form = CertifyForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        if attempt(form, moves.certify_return, row, name=given["name"], position=given["position"], by=request.user) is not None:
            messages.success(request, _("The return is certified."))
            return redirect("returns:submission", row.pk)
    return _page(request, row, certify_form=form)


@decided_by(rules.may_accept, SUBMISSIONS)
@require_POST
def accept_return(request: UserRequest, row: Submission) -> HttpResponse:
    """Accepts the return."""
    carried_out(request, _("The return is accepted."), moves.accept_return, row, by=request.user)
    return redirect("returns:submission", row.pk)


@decided_by(rules.may_check, SUBMISSIONS)
@require_POST
def ask_library(request: UserRequest, row: Submission) -> HttpResponse:
    """Sends the return back with a question."""
    form = QueryForm(request.POST, submission=row)
    if form.is_valid():
        given = form.cleaned_data
        if attempt(form, moves.ask_library, row, words=given["words"], item=given["item"], by=request.user) is not None:
            messages.success(request, _("The question is sent to the library."))
            return redirect("returns:submission", row.pk)
    return _page(request, row, query_form=form)


@decided_by(rules.may_answer_query, Query.objects.select_related("submission__round__collection", "submission__library"))
@require_POST
def answer_query(request: UserRequest, query: Query) -> HttpResponse:
    """Keeps the library's answer."""
    form = WordsForm(request.POST)
    if form.is_valid() and attempt(form, moves.answer_query, query, words=form.cleaned_data["words"], by=request.user) is not None:
        messages.success(request, _("The answer is kept. Send the return again when all is answered."))
        return redirect("returns:submission", query.submission_id)
    row = SUBMISSIONS.get(pk=query.submission_id)
    return _page(request, row, answer_form=form)


def rule_at(pk: int, rule: str) -> Submission:
    """The return, carrying the rule whose question about the whole return is answered."""
    row: Submission = get_object_or_404(SUBMISSIONS, pk=pk)
    row.asked_rule = rule  # type: ignore[attr-defined]
    return row


@decided_by(rules.may_fill, rule_at)
@require_POST
def answer_flag(request: UserRequest, row: Submission) -> HttpResponse:
    """Keeps the words that answer a question about the return as a whole."""
    asked = answering.Asked(row.asked_rule, "")  # type: ignore[attr-defined]
    words = request.POST.get("words", "")
    carried_out(request, _("The answer is kept."), answering.answer_flag, row, asked, words=words, by=request.user)
    return redirect("returns:submission", row.pk)


def cell_at(pk: int, key: str) -> Submission:
    """The return, carrying the item that is asked for."""
    row: Submission = get_object_or_404(SUBMISSIONS, pk=pk)
    if key not in questionnaire_of(row.round).by_key:
        raise Http404
    row.asked_key = key  # type: ignore[attr-defined]
    return row


@decided_by(rules.may_see, cell_at)
@require_safe
def cell_history(request: UserRequest, row: Submission) -> HttpResponse:
    """Every answer that was given to one item."""
    return _cell_page(request, row)


def _cell_page(request: UserRequest, row: Submission, form: EditForm | None = None) -> HttpResponse:
    key: str = row.asked_key  # type: ignore[attr-defined]
    item = questionnaire_of(row.round).by_key[key]
    may = rules.possible(request.user, row)
    shown = form or (EditForm(item=item) if may["edit"] else None)
    kept = row.observations.filter(item=key).select_related("by").order_by("-pk")
    history = [(one, "" if one.value is None else filling.in_words(item, one.value)) for one in kept]
    context = {"row": row, "work": row.round, "item": item, "label": filling.said(item.label), "history": history, "form": shown, "key": key}
    return render(request, "returns/cell.html", context, status=400 if form is not None else 200)


@decided_by(rules.may_check, cell_at)
@require_POST
def edit_cell(request: UserRequest, row: Submission) -> HttpResponse:
    """An officer's own change of an answer."""
    key: str = row.asked_key  # type: ignore[attr-defined]
    form = EditForm(request.POST, item=questionnaire_of(row.round).by_key[key])
    if form.is_valid():
        if attempt(form, answering.edit_answer, row, key, form.given(), reason=form.cleaned_data["reason"], by=request.user) is not None:
            messages.success(request, _("The answer is changed; the library's own stays in the history."))
            return redirect("returns:cell_history", row.pk, key)
    return _cell_page(request, row, form)
