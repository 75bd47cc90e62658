"""Letters about new jobs: asked for, confirmed, stopped; one's own list of saved searches."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import User, UserRequest
from sextant.base.permissions.pages import anyone, decided_by, logged_in
from sextant.base.security import limits
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.careers import rules
from sextant.work.careers.actions.alerts import ask_alert, confirm_alert, end_alert
from sextant.work.careers.forms.board import AlertForm, JobFilter
from sextant.work.careers.links import alert_at
from sextant.work.careers.models import Alert
from sextant.work.careers.queries.board import search_of

FROM_ONE, FROM_ALL = 10, 200
"""Alerts asked for within an hour: from one address, and from all together."""


@decided_by(anyone)
def new_alert(request: HttpRequest) -> HttpResponse:
    """Saves the search in the address; a visitor's e-mail address is asked to confirm it."""
    wish = JobFilter(request.GET or None).wish()
    form = AlertForm(request.POST or None, user=request.user)
    if form.is_bound and form.by_a_program:
        return redirect("careers:alert_asked")
    if form.is_valid():
        user = request.user if isinstance(request.user, User) else None
        given = {"search": wish, "rhythm": form.cleaned_data["rhythm"], "language": (get_language() or "ru")[:2]}
        if not all([limits.within("careers.alert", FROM_ONE, request=request), limits.within("careers.alert", FROM_ALL)]):
            form.add_error(None, _("Too many requests have come from here. Wait an hour and try again."))
        elif user is None:
            ask_alert(email=form.cleaned_data["email"], **given)
            return redirect("careers:alert_asked")
        elif attempt(form, ask_alert, user=user, **given) is not None:
            messages.success(request, _("The search is saved. You get a letter when something new answers it."))
            return redirect("careers:my_alerts")
    return render(request, "careers/new_alert.html", {"form": form, "search": search_of(wish)}, status=400 if form.is_bound else 200)


@decided_by(anyone)
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """What happens next; the same whoever asked."""
    return render(request, "careers/alert_asked.html")


@decided_by(logged_in)
@require_safe
def my_alerts(request: UserRequest) -> HttpResponse:
    """The searches one has saved."""
    return render(request, "careers/my_alerts.html", {"alerts": Alert.objects.filter(user=request.user, ended_at=None)})


@decided_by(rules.may_end_alert, Alert)
@require_POST
def end_mine(request: UserRequest, alert: Alert) -> HttpResponse:
    """Ends one of one's own searches."""
    carried_out(request, _("No further letter comes for this search."), end_alert, alert, by=request.user)
    return redirect("careers:my_alerts")


@decided_by(anyone, alert_at)
def confirm(request: HttpRequest, alert: Alert) -> HttpResponse:
    """Confirms the address with one press: a link alone may be followed by a program that looks at letters."""
    if request.method == "POST":
        carried_out(request, _("Confirmed. You get a letter when something new answers your search."), confirm_alert, alert)
        return redirect("careers:jobs")
    return render(request, "careers/confirm_alert.html", {"alert": alert})


@csrf_exempt
@decided_by(anyone, alert_at)
def stop(request: HttpRequest, alert: Alert) -> HttpResponse:
    """Ends the letters with one press; mail programs may press it themselves (RFC 8058), so no form of ours is asked for."""
    if request.method == "POST":
        carried_out(request, _("No further letter comes for this search."), end_alert, alert)
        return redirect("careers:jobs")
    return render(request, "careers/stop_alert.html", {"alert": alert})
