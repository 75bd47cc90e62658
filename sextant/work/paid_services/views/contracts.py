"""Contracts for the office: the list with its sums, one contract, drawing up and changing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.moves import may_move
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.ledger.models import Invoice
from sextant.society.ledger.rules import may_see_invoices
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.paid_services import rules, states
from sextant.work.paid_services.actions.contracts import change_contract, draft_contract, remove_line, save_line
from sextant.work.paid_services.forms.office import ActForm, ContractFilter, ContractForm, CopyForm, LineForm, ReasonForm, SignedForm
from sextant.work.paid_services.links import token_of
from sextant.work.paid_services.models import Contract, ContractLine
from sextant.work.paid_services.queries.contracts import contracts_wanted
from sextant.work.paid_services.queries.money import invoices_of, sums_of, totals_of
from sextant.work.paid_services.queries.tables import contracts_table

WITH_ALL = Contract.objects.with_all()


@decided_by(rules.may_see)
@require_safe
def contracts(request: HttpRequest) -> HttpResponseBase:
    """The list with its filters and the sums of all it shows; `?format=` downloads what is on screen."""
    form, today = ContractFilter(request.GET or None), timezone.localdate()
    rows = contracts_wanted(form.wish() if form.is_bound else {}, today)
    if "format" in request.GET:
        return download(contracts_table(rows, today), request.GET["format"])
    page = paged(request, rows)
    sums = sums_of(page, today)
    shown = {
        "form": form,
        "page": page,
        "rows": [(contract, sums[contract.pk]) for contract in page],
        "totals": totals_of(rows, today),
        "keeps": rules.may_keep(request.user),
    }
    return render(request, "paid_services/_contract_rows.html" if part_wanted(request) else "paid_services/contracts.html", shown)


def contract_page(request: HttpRequest, contract: Contract, **bound: Any) -> HttpResponse:
    """One contract with everything that can be done with it; `bound` are forms that were refused."""
    keeps, today = rules.may_keep(request.user), timezone.localdate()
    may = {target: keeps and may_move(states.MOVES, contract.state, target, {states.OFFICE}) for target in states.MOVES}
    lines = list(contract.lines.select_related("service"))
    may["change"] = keeps and contract.state == states.DRAFT
    may["write"] = keeps and contract.state == states.SIGNED and any(line.left for line in lines)
    may["copy"] = keeps and contract.state != states.DRAFT
    shown = {
        "contract": contract,
        "token": token_of(contract) if contract.state in states.SHOWN and contract.number else "",
        "lines": lines,
        "acts": contract.acts.select_related("invoice"),
        "copies": contract.copies.select_related("act", "by"),
        "sums": sums_of([contract], today)[contract.pk],
        "invoices": Invoice.objects.filter(invoices_of([contract.pk])).order_by("issued_on", "pk"),
        "sees_invoices": may_see_invoices(request.user),
        "keeps": keeps,
        "may": may,
        "line_form": LineForm(contract=contract) if may["change"] else None,
        "act_form": ActForm(contract=contract, lines=lines) if may["write"] else None,
        "sign_form": SignedForm(),
        "cancel_form": ReasonForm(),
        "copy_form": CopyForm(),
        **bound,
    }
    return render(request, "paid_services/contract.html", shown, status=400 if bound else 200)


@decided_by(rules.may_see, WITH_ALL)
@require_safe
def contract(request: HttpRequest, contract: Contract) -> HttpResponse:
    """Everything about one contract."""
    return contract_page(request, contract)


@decided_by(rules.may_keep)
def new_contract(request: UserRequest) -> HttpResponse:
    """Draws a contract up that nobody asked for on the site."""
    form = ContractForm(request.POST or None)
    if form.is_valid():
        made = attempt(form, draft_contract, by=request.user, **form.cleaned_data)
        if made is not None:
            messages.success(request, _("The draft is there. Add lines from the price list, then send it."))
            return redirect("paid_services:contract", made.pk)
    return render(request, "paid_services/edit_contract.html", {"form": form}, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep, WITH_ALL)
def edit_contract(request: UserRequest, contract: Contract) -> HttpResponse:
    """Changes a draft."""
    form = ContractForm(request.POST or None, contract=contract)
    if form.is_valid() and attempt(form, change_contract, contract, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The contract is saved."))
        return redirect("paid_services:contract", contract.pk)
    return render(request, "paid_services/edit_contract.html", {"form": form, "contract": contract}, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep, WITH_ALL)
@require_POST
def add_line(request: UserRequest, contract: Contract) -> HttpResponse:
    """Adds a line from the price list."""
    form = LineForm(request.POST, contract=contract)
    if form.is_valid() and attempt(form, save_line, contract, None, by=request.user, **form.given()) is not None:
        messages.success(request, _("The line is added."))
        return redirect("paid_services:contract", contract.pk)
    return contract_page(request, contract, line_form=form)


@decided_by(rules.may_keep, ContractLine.objects.select_related("contract", "service"))
def edit_line(request: UserRequest, line: ContractLine) -> HttpResponse:
    """Changes a line of a draft."""
    form = LineForm(request.POST or None, contract=line.contract, line=line)
    if form.is_valid() and attempt(form, save_line, line.contract, line, by=request.user, **form.given()) is not None:
        messages.success(request, _("The line is saved."))
        return redirect("paid_services:contract", line.contract_id)
    return render(request, "paid_services/edit_line.html", {"form": form, "line": line}, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep, ContractLine.objects.select_related("contract", "service"))
@require_POST
def take_line_off(request: UserRequest, line: ContractLine) -> HttpResponse:
    carried_out(request, _("The line is removed."), remove_line, line, by=request.user)
    return redirect("paid_services:contract", line.contract_id)
