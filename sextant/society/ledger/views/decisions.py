"""One line of a statement, and what becomes of it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.permissions.pages import decided_by
from sextant.society.ledger import rules, states
from sextant.society.ledger.actions.decisions import book_line, book_on_account, join_payment, put_aside, undo_line
from sextant.society.ledger.forms.statements import AccountForm, AsideForm, InvoiceSearch, UndoForm
from sextant.society.ledger.models import Payment, StatementLine
from sextant.society.ledger.queries.proposals import with_proposals
from sextant.society.ledger.queries.statements import as_last_time
from sextant.society.members.forms.refusals import attempt

WITH_ALL = StatementLine.objects.select_related("statement", "bank_account__account", "payment", "entry")


def _suggested(line: StatementLine) -> dict[str, Any]:
    """Account, fund and programme of the last movement with the same other side."""
    entry = as_last_time(line)
    other = entry.lines.exclude(account=line.bank_account.account_id).select_related("account", "fund", "programme").first() if entry else None
    return {"account": other.account, "fund": other.fund, "programme": other.programme} if other else {}


def _page(request: HttpRequest, line: StatementLine, **bound: Any) -> HttpResponse:
    search = InvoiceSearch(request.GET or None)
    undecided = line.state not in (states.BOOKED, states.PUT_ASIDE)
    shown = {
        "line": line,
        "undecided": undecided,
        "proposals": with_proposals([line], (get_language() or "ru")[:2])[0][1] if undecided else [],
        "search": search,
        "found": search.found(line.currency) if search.is_bound and undecided else [],
        "account_form": AccountForm(line=line, suggested=_suggested(line)) if undecided else None,
        "aside_form": AsideForm(),
        "undo_form": UndoForm(),
        **bound,
    }
    return render(request, "ledger/statement_line.html", shown, status=400 if bound else 200)


@decided_by(rules.may_record, WITH_ALL)
def statement_line(request: HttpRequest, line: StatementLine) -> HttpResponse:
    """What came in or went out, what it may be, and the ways to book it."""
    return _page(request, line)


def _next(request: HttpRequest, line: StatementLine, said: str) -> HttpResponse:
    """Back to the statement, at the lines that still wait where that is where the person came from."""
    messages.success(request, said)
    back = redirect("ledger:statement", line.statement_id)
    back["Location"] += f"?{request.POST['back']}#line-{line.pk}" if request.POST.get("back") else f"?state=open#line-{line.pk}"
    return back


@decided_by(rules.may_record, WITH_ALL)
@require_POST
def book(request: HttpRequest, line: StatementLine) -> HttpResponse:
    """Books a line on what was chosen: invoices, another claim, a payment recorded before, or nothing (the money stays free)."""
    keys = [key for value in request.POST.getlist("keys") for key in value.split(",") if key]
    try:
        if len(keys) == 1 and keys[0].startswith("ledger.payment:"):
            chosen = Payment.objects.filter(pk=keys[0].rpartition(":")[2]).first() if keys[0].rpartition(":")[2].isdigit() else None
            if chosen is None:
                raise ValidationError(_("That payment is not there any more."))
            join_payment(line, chosen, by=request.user)  # type: ignore[arg-type]
        else:
            book_line(line, keys=keys, by=request.user)  # type: ignore[arg-type]
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("ledger:statement_line", line.pk)
    return _next(request, line, _("The line is booked."))


def _decided(request: HttpRequest, line: StatementLine, form: forms.Form, name: str, action: Callable[..., Any], said: str) -> HttpResponse:
    if form.is_valid() and attempt(form, action, line, by=request.user, **form.cleaned_data) is not None:
        return _next(request, line, said)
    return _page(request, line, **{name: form})


@decided_by(rules.may_record, WITH_ALL)
@require_POST
def book_account(request: HttpRequest, line: StatementLine) -> HttpResponse:
    """Books a line on an account of the chart."""
    return _decided(request, line, AccountForm(request.POST, line=line), "account_form", book_on_account, _("The line is booked."))


@decided_by(rules.may_record, WITH_ALL)
@require_POST
def aside(request: HttpRequest, line: StatementLine) -> HttpResponse:
    """Puts a line aside."""
    return _decided(request, line, AsideForm(request.POST), "aside_form", put_aside, _("The line is put aside."))


@decided_by(rules.may_record, WITH_ALL)
@require_POST
def undo(request: HttpRequest, line: StatementLine) -> HttpResponse:
    """Takes a decision back."""
    return _decided(request, line, UndoForm(request.POST), "undo_form", undo_line, _("The decision is taken back."))
