"""The sections of a return with their fields: saved one by one as they are left, or all by the button; and the rules for the browser."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.parts import part_wanted
from sextant.work.returns import rules
from sextant.work.returns.actions.answers import Asked, answer_flag, save_answers
from sextant.work.returns.answering import Given, read_answer
from sextant.work.returns.models import Submission
from sextant.work.returns.queries import filling
from sextant.work.returns.queries.flags import for_the_browser
from sextant.work.returns.queries.questions import before, questionnaire_of
from sextant.work.returns.views.submissions import SUBMISSIONS

Refused = dict[str, tuple[str, str, str]]
"""What could not be read: (typed, status, sentence) by key of the item."""


def section_of(pk: int, section: str) -> Submission:
    """The return, carrying the section that is asked for."""
    row: Submission = get_object_or_404(SUBMISSIONS, pk=pk)
    row.asked_section = filling.section_at(row, section)  # type: ignore[attr-defined]
    if row.asked_section is None:  # type: ignore[attr-defined]
        raise Http404
    return row


@decided_by(rules.may_see, section_of)
def section(request: UserRequest, row: Submission) -> HttpResponseBase:
    """One section to be filled in. A field saves itself as it is left; the button saves all."""
    asked = row.asked_section  # type: ignore[attr-defined]
    may = rules.possible(request.user, row)
    refused: Refused = {}
    if request.method == "POST":
        if not rules.may_fill(request.user, row):
            raise PermissionDenied
        asked_flags = {flag["item"]: flag for flag in row.flags}
        row, refused = _saved(request, row, asked.items)
        if part_wanted(request):
            return _notes(request, row, asked, refused, set(asked_flags))
        if not refused:
            messages.success(request, _("The section is saved."))
            return redirect(_next(request, row, asked.code))
    cells = filling.cells_of(row, asked)
    _mark(cells, refused)
    cells = cells if may["fill"] else filling.with_guesses(row, cells)
    context = {"row": row, "work": row.round, "section": filling.sections_of(row), "cells": cells, "may": may, "refused": refused}
    context |= {"earlier": before(row.round, [row.library_id]).year, "title": filling.said(asked.title), "about": filling.said(asked.about)}
    context |= {"here": asked.code, "collection": row.round.collection, "guesses": any(cell.guess for cell in cells)}
    return render(request, "returns/section.html", context, status=400 if refused else 200)


def _saved(request: UserRequest, row: Submission, items: Any) -> tuple[Submission, Refused]:
    """Saves what was sent of these items; what cannot be read comes back as (typed, status, sentence) by key."""
    given: dict[str, Given] = {}
    refused: Refused = {}
    only = request.POST.get("cell", "")
    for item in items:
        if f"v-{item.key}" not in request.POST or (only and only != item.key):
            continue
        typed, status = request.POST[f"v-{item.key}"], request.POST.get(f"s-{item.key}", "")
        try:
            given[item.key] = read_answer(item, typed, status)
        except ValidationError as reason:
            refused[item.key] = typed, status, " ".join(reason.messages)
    try:
        row = save_answers(row, given, by=request.user)
        row = _answered(request, row, only)
    except ValidationError as reason:
        refused |= {key: (request.POST[f"v-{key}"], request.POST.get(f"s-{key}", ""), " ".join(reason.messages)) for key in given}
    return row, refused


def _answered(request: UserRequest, row: Submission, only: str) -> Submission:
    """Keeps words that were written beside soft questions."""
    for flag in list(row.flags):
        words = request.POST.get(f"w-{flag['rule']}-{flag['item']}", "")
        if flag["severity"] == "soft" and words.strip() and words.strip() != flag["words"] and only in ("", flag["item"]):
            row = answer_flag(row, Asked(flag["rule"], flag["item"]), words=words, by=request.user)
    return row


def _mark(cells: list[filling.CellShown], refused: Refused) -> None:
    for cell in cells:
        if cell.key in refused:
            cell.typed, cell.status, cell.error = refused[cell.key]


def _notes(request: UserRequest, row: Submission, asked: Any, refused: Refused, flagged: set[str]) -> HttpResponse:
    """What stands beside the field that was saved, and beside others of the section about which the checks ask now or asked before."""
    cells = filling.cells_of(row, asked)
    _mark(cells, refused)
    key = request.POST.get("cell", "")
    for cell in cells:
        cell.saved = cell.key == key and not cell.error
    own = next((cell for cell in cells if cell.key == key), cells[0])
    others = [cell for cell in cells if cell is not own and (cell.asking or cell.key in flagged)]
    may = rules.possible(request.user, row)
    return render(request, "returns/_saved.html", {"row": row, "cell": own, "others": others, "may": may, "here": asked.code})


def _next(request: UserRequest, row: Submission, here: str) -> str:
    """After saving: the next section, or the page of the return after the last."""
    codes = [one.code for one in questionnaire_of(row.round).sections]
    place = codes.index(here) + 1
    if request.POST.get("then") == "next" and place < len(codes):
        return redirect("returns:section", row.pk, codes[place]).url
    if request.POST.get("then") == "next":
        return redirect("returns:submission", row.pk).url
    return redirect("returns:section", row.pk, here).url


@decided_by(rules.may_fill, SUBMISSIONS)
@require_safe
def checks(request: UserRequest, row: Submission) -> JsonResponse:
    """The rules and the numbers of a return, so that the form can ask before it saves."""
    answers = {key: answer["value"] for key, answer in row.answers.items() if isinstance(answer["value"], int | float)}
    statuses = {key: answer["status"] for key, answer in row.answers.items() if answer["status"]}
    earlier = before(row.round, [row.library_id]).of(row)
    return JsonResponse({**for_the_browser(row.round), "values": answers, "statuses": statuses, "previous": earlier})
