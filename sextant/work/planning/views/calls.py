"""The register of calls: the list, one call, entering by hand, the calendar of last days."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.links import site_host
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.lab.funding.calendars import deadlines
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.planning import rules
from sextant.work.planning.actions.calls import BY_HAND, remove_call, save_call
from sextant.work.planning.forms.calls import CallFilter, CallForm
from sextant.work.planning.models import Call
from sextant.work.planning.queries.calls import calls_table, calls_wanted
from sextant.work.planning.views.pages import form_page

MOST_IN_CALENDAR = 1000


@decided_by(rules.may_read)
def calls(request: HttpRequest) -> HttpResponseBase:
    """The list with its filters; `?format=` downloads what is on screen."""
    form = CallFilter(request.GET or None)
    rows = calls_wanted(form.wish() if form.is_bound else {}, timezone.localdate())
    if "format" in request.GET:
        return download(calls_table(rows), request.GET["format"])
    template = "planning/_call_rows.html" if part_wanted(request) else "planning/calls.html"
    return render(request, template, {"form": form, "page": paged(request, rows), "may_enter": rules.may_enter_calls(request.user)})


@decided_by(rules.may_read)
def calendar(request: HttpRequest) -> HttpResponse:
    """The last days of the filtered calls for a calendar program; it may be subscribed to, and moves with the register."""
    form = CallFilter(request.GET or None)
    rows = calls_wanted(form.wish() if form.is_bound else {}, timezone.localdate()).exclude(closes_on=None)[:MOST_IN_CALENDAR]
    host = site_host()
    found = deadlines([row.as_funding_call() for row in rows], timezone.now(), host, (get_language() or "ru")[:2], (14, 3))
    return HttpResponse(found.content, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": 'inline; filename="calls.ics"'})


@decided_by(rules.may_read, Call)
def call(request: HttpRequest, call: Call) -> HttpResponse:
    """One call: what its source says, when it was seen there, and what can be done."""
    plans = rules.plans_of(request.user) if request.user.is_authenticated else []
    context = {"call": call, "may_edit": rules.may_edit_call(request.user, call), "plans": plans, "today": timezone.localdate()}
    return render(request, "planning/call.html", context)


@decided_by(rules.may_enter_calls)
def call_new(request: HttpRequest) -> HttpResponse:
    form = CallForm(request.POST or None)
    if form.is_valid():
        saved = attempt(form, save_call, None, form.said(BY_HAND, uuid4().hex[:12]), by=request.user)
        if saved is not None:
            messages.success(request, _("The call is in the register."))
            return redirect("planning:call", saved.pk)
    return form_page(request, form, _("A funding call"), reverse("planning:calls"))


@decided_by(rules.may_edit_call, Call)
def call_edit(request: HttpRequest, call: Call) -> HttpResponse:
    form = CallForm(request.POST or None, call=call)
    if form.is_valid() and attempt(form, save_call, call, form.said(call.source, call.key), by=request.user) is not None:
        return redirect("planning:call", call.pk)
    return form_page(request, form, call.title, reverse("planning:call", args=[call.pk]))


@decided_by(rules.may_edit_call, Call)
def call_remove(request: HttpRequest, call: Call) -> HttpResponse:
    """Asks, and takes a call out of the register."""
    if request.method == "POST":
        done = carried_out(request, _("The call is out of the register."), remove_call, call, by=request.user)
        return redirect("planning:calls") if done else redirect("planning:call", call.pk)
    sentence = _("The call will be gone from the register. A file that names it would bring it back.")
    back = reverse("planning:call", args=[call.pk])
    return render(request, "ui/confirm.html", {"title": call.title, "sentence": sentence, "verb": _("Take it out"), "danger": True, "back": back})
