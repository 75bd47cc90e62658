"""The treasurer pays instalments, takes a payment back, and enters money that was returned."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.grants import rules
from sextant.society.grants.actions.paying import pay_instalment, return_money, take_back_payment
from sextant.society.grants.forms.office import PayForm, ReasonForm, ReturnForm
from sextant.society.grants.models import Grant, GrantInstalment
from sextant.society.grants.views.grants import WITH_ALL
from sextant.society.grants.views.pages import done

INSTALMENTS = GrantInstalment.objects.select_related("grant")


@decided_by(rules.of_instalment, INSTALMENTS)
def pay(request: UserRequest, instalment: GrantInstalment) -> HttpResponse:
    """Books the payment of an instalment."""
    form = PayForm(request.POST or None)
    given = form.cleaned_data if form.is_valid() else {}
    title, words = _("Pay the instalment"), _("The payment is booked, and the recipient is told.")
    return done(request, form, instalment.grant, title, words, pay_instalment, instalment, by=request.user, **given)


@decided_by(rules.of_instalment, INSTALMENTS)
def take_back(request: UserRequest, instalment: GrantInstalment) -> HttpResponse:
    """Reverses a payment that was entered by mistake, or that the bank sent back."""
    form = ReasonForm(request.POST or None)
    given = {"reason": form.cleaned_data["reason"] if form.is_valid() else "", "day": timezone.localdate(), "by": request.user}
    title, words = _("Take the payment back"), _("The payment is reversed; the instalment waits again.")
    return done(request, form, instalment.grant, title, words, take_back_payment, instalment, **given)


@decided_by(rules.may_pay, WITH_ALL)
def give_back(request: UserRequest, grant: Grant) -> HttpResponse:
    """Enters money that was not spent and came back."""
    form = ReturnForm(request.POST or None, grant=grant)
    given = {}
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("day", "account", "reason")}
        given |= {"amount_minor": form.cleaned_data["amount"], "key": form.cleaned_data["reference"]}
    return done(request, form, grant, _("Money that came back"), _("The money is entered."), return_money, grant, by=request.user, **given)
