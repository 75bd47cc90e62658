"""The customer's own pages, opened by the signed link without a log-in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import User, UserRequest
from sextant.base.permissions.pages import anyone, decided_by, logged_in
from sextant.society.ledger.queries.requisites import requisites_shown
from sextant.society.members.forms.refusals import attempt
from sextant.work.paid_services import rules, states
from sextant.work.paid_services.actions.acts import accept_act, refuse_act
from sextant.work.paid_services.actions.signing import object_contract, sign_contract
from sextant.work.paid_services.forms.asking import ObjectionForm, SignContractForm, SignForm
from sextant.work.paid_services.links import act_at, contract_at, pay_address, token_of
from sextant.work.paid_services.models import Act, Contract
from sextant.work.paid_services.queries.contracts import own_contracts
from sextant.work.paid_services.queries.money import sums_of
from sextant.work.paid_services.sentences import clauses_shown


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _page(request: HttpRequest, contract: Contract, **bound: Any) -> HttpResponse:
    waits = contract.state == states.SENT
    shown = {
        "contract": contract,
        "token": token_of(contract),
        "lines": contract.lines.all(),
        "acts": contract.acts.exclude(state=states.DRAFT).select_related("invoice"),
        "clauses": clauses_shown(contract),
        "requisites": requisites_shown(contract.requisites),
        "sums": sums_of([contract], timezone.localdate())[contract.pk],
        "pay": pay_address(contract.advance_invoice),
        "sign_form": SignContractForm(prefix="sign", initial={"edition": contract.edition}) if waits else None,
        "object_form": ObjectionForm() if waits else None,
        **bound,
    }
    return render(request, "paid_services/own.html", shown, status=400 if bound else 200)


@decided_by(anyone, contract_at)
@require_safe
def own(request: HttpRequest, contract: Contract) -> HttpResponse:
    """Everything about one's contract."""
    return _page(request, contract)


@decided_by(anyone, contract_at)
@require_POST
def sign(request: HttpRequest, contract: Contract) -> HttpResponse:
    """Accepts the contract."""
    form = SignContractForm(request.POST, prefix="sign")
    if form.is_valid():
        read = {name: form.cleaned_data[name] for name in ("name", "edition")}
        if attempt(form, sign_contract, contract, **read, on=timezone.localdate(), by=_user(request), who=states.CUSTOMER) is not None:
            messages.success(request, _("The contract is signed. Thank you."))
            return redirect("paid_services:own", token_of(contract))
    return _page(request, contract, sign_form=form)


@decided_by(anyone, contract_at)
@require_POST
def object_to(request: HttpRequest, contract: Contract) -> HttpResponse:
    """Says what one does not agree with."""
    form = ObjectionForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["objection"]
        if attempt(form, object_contract, contract, text=text, on=timezone.localdate(), by=_user(request)) is not None:
            messages.success(request, _("The office has your objection and answers by letter."))
            return redirect("paid_services:own", token_of(contract))
    return _page(request, contract, object_form=form)


def _act_page(request: HttpRequest, act: Act, **bound: Any) -> HttpResponse:
    waits = act.state == states.SENT
    shown = {
        "act": act,
        "contract": act.contract,
        "token": token_of(act.contract),
        "lines": act.lines.select_related("line"),
        "pay": pay_address(act.invoice),
        "sign_form": SignForm(prefix="sign") if waits else None,
        "object_form": ObjectionForm() if waits else None,
        **bound,
    }
    return render(request, "paid_services/own_act.html", shown, status=400 if bound else 200)


@decided_by(anyone, act_at)
@require_safe
def own_act(request: HttpRequest, act: Act) -> HttpResponse:
    """One act of one's contract."""
    return _act_page(request, act)


@decided_by(anyone, act_at)
@require_POST
def accept(request: HttpRequest, act: Act) -> HttpResponse:
    """Takes the work over."""
    form = SignForm(request.POST, prefix="sign")
    if form.is_valid():
        given = {"name": form.cleaned_data["name"], "on": timezone.localdate(), "by": _user(request), "who": states.CUSTOMER}
        if attempt(form, accept_act, act, **given) is not None:
            messages.success(request, _("The act is accepted. Thank you."))
            return redirect("paid_services:own_act", token_of(act.contract), act.pk)
    return _act_page(request, act, sign_form=form)


@decided_by(anyone, act_at)
@require_POST
def refuse(request: HttpRequest, act: Act) -> HttpResponse:
    """Says what is wrong with the work."""
    form = ObjectionForm(request.POST)
    if form.is_valid():
        given = {"text": form.cleaned_data["objection"], "on": timezone.localdate(), "by": _user(request), "who": states.CUSTOMER}
        if attempt(form, refuse_act, act, **given) is not None:
            messages.success(request, _("The office has your objection and answers by letter."))
            return redirect("paid_services:own_act", token_of(act.contract), act.pk)
    return _act_page(request, act, object_form=form)


@decided_by(logged_in)
@require_safe
def my_contracts(request: UserRequest) -> HttpResponse:
    """Contracts of one's own and of the organisations one acts for."""
    rows = [(contract, token_of(contract)) for contract in own_contracts(request.user, rules.represented(request.user))]
    return render(request, "paid_services/my_contracts.html", {"rows": rows})
