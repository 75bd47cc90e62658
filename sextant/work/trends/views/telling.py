"""For people with an account: telling a signal, rating one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.members.forms.refusals import attempt
from sextant.work.trends import rules
from sextant.work.trends.actions.radar import rate_signal, tell_signal
from sextant.work.trends.forms.radar import RatingForm, TellForm
from sextant.work.trends.models import Signal
from sextant.work.trends.views.radar import ALL, signal_page


@decided_by(rules.may_tell)
def tell(request: UserRequest) -> HttpResponse:
    """Tells a signal; the office decides whether it goes onto the radar."""
    form = TellForm(request.POST or None)
    if form.is_valid():
        made = attempt(form, tell_signal, by=request.user, today=timezone.localdate(), **form.cleaned_data)
        if made is not None:
            messages.success(request, _("Thank you. The office looks at your signal; you find here what became of it."))
            return redirect(made)
    own = Signal.objects.filter(told_by=request.user)
    return render(request, "trends/tell.html", {"form": form, "own": own}, status=400 if form.is_bound else 200)


@decided_by(rules.may_rate, ALL)
@require_POST
def rate(request: UserRequest, signal: Signal) -> HttpResponse:
    """Keeps one's rating."""
    form = RatingForm(request.POST)
    if form.is_valid() and attempt(form, rate_signal, signal, by=request.user, today=timezone.localdate(), **form.cleaned_data) is not None:
        messages.success(request, _("Your rating is kept. You may change it at any time."))
        return redirect(signal)
    return signal_page(request, signal, rating_form=form)
