"""Acts for the office: written, sent, answered, taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.moves import may_move
from sextant.base.permissions.pages import decided_by
from sextant.society.ledger.rules import may_see_invoices
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.paid_services import rules, states
from sextant.work.paid_services.actions.acts import accept_act, discard_act, refuse_act, send_act, take_back_act, write_act
from sextant.work.paid_services.forms.office import ActForm, CopyForm, ReasonForm, RefusedForm, SignedForm
from sextant.work.paid_services.links import token_of
from sextant.work.paid_services.models import Act, Contract
from sextant.work.paid_services.views.contracts import WITH_ALL, contract_page

WITH_CONTRACT = Act.objects.select_related("contract__organisation", "contract__person", "contract__advance_invoice", "contract__fund", "invoice")


@decided_by(rules.may_keep, WITH_ALL)
@require_POST
def write(request: UserRequest, contract: Contract) -> HttpResponse:
    """Draws an act up for what was done."""
    lines = list(contract.lines.all())
    form = ActForm(request.POST, contract=contract, lines=lines)
    if form.is_valid():
        made = attempt(form, write_act, contract, by=request.user, **form.given())
        if made is not None:
            messages.success(request, _("The act is drawn up. Look at it, then send it."))
            return redirect("paid_services:act", made.pk)
    return contract_page(request, contract, act_form=form)


def act_page(request: HttpRequest, act: Act, **bound: Any) -> HttpResponse:
    """One act with everything that can be done with it."""
    keeps = rules.may_keep(request.user)
    may = {target: keeps and may_move(states.ACT_MOVES, act.state, target, {states.OFFICE}) for target in states.ACT_MOVES}
    may["discard"] = keeps and act.state == states.DRAFT
    may["take_back"] = rules.may_take_back(request.user) and may_move(states.ACT_MOVES, act.state, states.TAKEN_BACK, {states.TREASURER})
    may["copy"] = keeps and act.state != states.DRAFT
    shown = {
        "act": act,
        "contract": act.contract,
        "token": token_of(act.contract) if act.state != states.DRAFT else "",
        "lines": act.lines.select_related("line"),
        "copies": act.copies.select_related("by"),
        "sees_invoices": may_see_invoices(request.user),
        "may": may,
        "accept_form": SignedForm(),
        "refuse_form": RefusedForm(),
        "take_back_form": ReasonForm(),
        "copy_form": CopyForm(),
        **bound,
    }
    return render(request, "paid_services/act.html", shown, status=400 if bound else 200)


@decided_by(rules.may_see, WITH_CONTRACT)
@require_safe
def act(request: HttpRequest, act: Act) -> HttpResponse:
    """Everything about one act."""
    return act_page(request, act)


@decided_by(rules.may_keep, WITH_CONTRACT)
@require_POST
def send(request: UserRequest, act: Act) -> HttpResponse:
    """Sends the act to the customer."""
    carried_out(request, _("The act has its number, and the customer has the link."), send_act, act, on=timezone.localdate(), by=request.user)
    return redirect("paid_services:act", act.pk)


@decided_by(rules.may_keep, WITH_CONTRACT)
@require_POST
def discard(request: UserRequest, act: Act) -> HttpResponse:
    """Puts a draft aside."""
    contract, page = act.contract_id, act.pk
    if carried_out(request, _("The draft is put aside."), discard_act, act, by=request.user):
        return redirect("paid_services:contract", contract)
    return redirect("paid_services:act", page)


@decided_by(rules.may_keep, WITH_CONTRACT)
@require_POST
def accept(request: UserRequest, act: Act) -> HttpResponse:
    """Notes that the customer has accepted on paper."""
    form = SignedForm(request.POST)
    if form.is_valid():
        given = {"name": form.cleaned_data["name"], "on": form.cleaned_data["day"], "by": request.user, "who": states.OFFICE}
        if attempt(form, accept_act, act, **given) is not None:
            messages.success(request, _("The act is accepted, and what is to be paid is invoiced."))
            return redirect("paid_services:act", act.pk)
    return act_page(request, act, accept_form=form)


@decided_by(rules.may_keep, WITH_CONTRACT)
@require_POST
def refuse(request: UserRequest, act: Act) -> HttpResponse:
    """Notes what the customer finds wrong."""
    form = RefusedForm(request.POST)
    if form.is_valid():
        given = {"text": form.cleaned_data["objection"], "on": timezone.localdate(), "by": request.user, "who": states.OFFICE}
        if attempt(form, refuse_act, act, **given) is not None:
            messages.success(request, _("The act is refused; its quantities are free for another one."))
            return redirect("paid_services:act", act.pk)
    return act_page(request, act, refuse_form=form)


@decided_by(rules.may_take_back, WITH_CONTRACT)
@require_POST
def take_back(request: UserRequest, act: Act) -> HttpResponse:
    """Undoes an accepted act with a credit note."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, take_back_act, act, reason=reason, on=timezone.localdate(), by=request.user) is not None:
            messages.success(request, _("The act is taken back, and its invoice is credited."))
            return redirect("paid_services:act", act.pk)
    return act_page(request, act, take_back_form=form)
