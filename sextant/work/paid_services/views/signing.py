"""What the office does with a contract as a whole: sends it, takes it back, notes the signature, cancels it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.paid_services import rules, states
from sextant.work.paid_services.actions.signing import cancel_contract, recall_contract, renew_link, send_contract, sign_contract
from sextant.work.paid_services.forms.office import ReasonForm, SignedForm
from sextant.work.paid_services.models import Contract
from sextant.work.paid_services.views.contracts import WITH_ALL, contract_page


@decided_by(rules.may_keep, WITH_ALL)
@require_POST
def send(request: UserRequest, contract: Contract) -> HttpResponse:
    """Sends the contract to the customer."""
    done = _("The contract has its number, and the customer has the link.")
    carried_out(request, done, send_contract, contract, on=timezone.localdate(), by=request.user)
    return redirect("paid_services:contract", contract.pk)


@decided_by(rules.may_keep, WITH_ALL)
@require_POST
def recall(request: UserRequest, contract: Contract) -> HttpResponse:
    """Takes an offer back."""
    carried_out(request, _("The contract is a draft again and can be changed."), recall_contract, contract, by=request.user)
    return redirect("paid_services:contract", contract.pk)


@decided_by(rules.may_keep, WITH_ALL)
@require_POST
def sign(request: UserRequest, contract: Contract) -> HttpResponse:
    """Notes that the customer has signed on paper."""
    form = SignedForm(request.POST)
    if form.is_valid():
        given = {"name": form.cleaned_data["name"], "on": form.cleaned_data["day"], "by": request.user, "who": states.OFFICE}
        if attempt(form, sign_contract, contract, **given) is not None:
            messages.success(request, _("The contract is signed."))
            return redirect("paid_services:contract", contract.pk)
    return contract_page(request, contract, sign_form=form)


@decided_by(rules.may_keep, WITH_ALL)
@require_POST
def cancel(request: UserRequest, contract: Contract) -> HttpResponse:
    """Cancels a contract; what is left of its advance is credited."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, cancel_contract, contract, reason=reason, on=timezone.localdate(), by=request.user) is not None:
            messages.success(request, _("The contract is cancelled."))
            return redirect("paid_services:contract", contract.pk)
    return contract_page(request, contract, cancel_form=form)


@decided_by(rules.may_keep, WITH_ALL)
@require_POST
def new_link(request: UserRequest, contract: Contract) -> HttpResponse:
    """Makes the customer's link void and sends a new one."""
    carried_out(request, _("The earlier link opens nothing any more; the customer has been sent the new one."), renew_link, contract, by=request.user)
    return redirect("paid_services:contract", contract.pk)
