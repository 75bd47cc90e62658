"""Grants for the office: the list with its sums, one grant, promising one by hand."""

from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.moves import may_move
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.grants import rules, states
from sextant.society.grants.actions.promising import promise_grant
from sextant.society.grants.forms.office import AnswerForm, GrantFilter, PromiseForm
from sextant.society.grants.links import token_of
from sextant.society.grants.models import Grant
from sextant.society.grants.queries.giving import years_of_giving
from sextant.society.grants.queries.lists import grants_wanted_by_office, sums_by_currency
from sextant.society.grants.queries.payable import why_not_yet
from sextant.society.grants.queries.spending import budget_of
from sextant.society.grants.queries.tables import office_table
from sextant.society.grants.views.pages import form_page
from sextant.society.ledger.models import Entry
from sextant.society.ledger.rules import may_see_books
from sextant.society.members.forms.refusals import attempt

WITH_ALL = Grant.objects.with_all()


@decided_by(rules.may_see)
@require_safe
def grants(request: HttpRequest) -> HttpResponseBase:
    """The list with its filters and the sums of all it shows; `?format=` downloads what is on screen."""
    form, today = GrantFilter(request.GET or None, years=years_of_giving()), timezone.localdate()
    rows = grants_wanted_by_office(form.wish() if form.is_bound else {}, today)
    if "format" in request.GET:
        return download(office_table(rows), request.GET["format"])
    shown = {"form": form, "page": paged(request, rows), "sums": sums_by_currency(rows), "keeps": rules.may_keep(request.user)}
    return render(request, "grants/_grant_rows.html" if part_wanted(request) else "grants/grants.html", shown)


def may_of(user: Any, grant: Grant) -> dict[str, bool]:
    """What this user may do with the grant as it is now; every action asks again."""
    keeps, pays, agreement = rules.may_keep(user), rules.may_pay(user), getattr(grant, "agreement", None)
    draft = grant.state == states.PROMISED and agreement is not None and not agreement.waits
    return {
        "set": keeps and draft,
        "send": keeps and draft,
        "recall": keeps and grant.state == states.PROMISED and not draft,
        "sign": keeps and grant.state == states.PROMISED and not draft,
        "begin": keeps and grant.state == states.AGREED,
        "mark": keeps and grant.state in states.BINDING,
        "close": keeps and may_move(states.MOVES, grant.state, states.CLOSED, {states.OFFICE}),
        "withdraw": keeps and may_move(states.MOVES, grant.state, states.WITHDRAWN, {states.OFFICE}),
        "cancel": keeps and may_move(states.MOVES, grant.state, states.CANCELLED, {states.OFFICE}),
        "link": keeps and grant.state in states.STANDING,
        "pay": pays and grant.state in states.BINDING,
        "take_back": pays and grant.state == states.RUNNING,
        "give_back": pays and grant.state in (states.RUNNING, states.CLOSED, states.CANCELLED) and grant.paid_minor > grant.returned_minor,
        "decide": keeps and grant.state in states.BINDING,
        "words": rules.may_give(user),
    }


@decided_by(rules.may_see, WITH_ALL)
@require_safe
def grant(request: HttpRequest, grant: Grant) -> HttpResponse:
    """Everything about one grant, and what can be done with it."""
    if not grant.is_managed:
        return redirect("grants:register_edit", grant.pk) if rules.may_give(request.user) else _described(request, grant)
    may = may_of(request.user, grant)
    prefetch_related_objects([grant], "instalments__entry", "milestones", "reports", "budget")
    changes = list(grant.changes.select_related("asked_by", "decided_by"))
    shown = {
        "grant": grant,
        "agreement": grant.agreement,
        "may": may,
        "token": token_of(grant),
        "instalments": [(one, why_not_yet(one) if one.state == states.PLANNED else "") for one in grant.instalments.all()],
        "milestones": grant.milestones.all(),
        "reports": grant.reports.all(),
        "asked": [change for change in changes if change.state == states.ASKED],
        "decided": [change for change in changes if change.state != states.ASKED],
        "budget": budget_of(grant),
        "entries": Entry.objects.filter(about_kind="grants.grant", about_id=str(grant.pk), state="posted").order_by("day", "pk"),
        "sees_books": may_see_books(request.user),
        "answer_form": AnswerForm(),
    }
    return render(request, "grants/grant.html", shown)


def _described(request: HttpRequest, grant: Grant) -> HttpResponse:
    """A grant of the register, for those who read everything and write nothing."""
    return render(request, "grants/described.html", {"grant": grant})


@decided_by(rules.may_keep)
def new_grant(request: UserRequest) -> HttpResponse:
    """Promises a grant that came from no contest on this site."""
    form = PromiseForm(request.POST or None)
    if form.is_valid():
        made = attempt(form, promise_grant, by=request.user, **form.given())
        if made is not None:
            messages.success(request, _("The grant is promised and booked. Set instalments, budget and reports, then send the agreement."))
            return redirect("grants:grant", made.pk)
    lead = _("What is promised is booked as spent and owed at once. For a grant that was paid already, describe it in the register.")
    return form_page(request, form, _("Promise a grant"), reverse("grants:grants"), _("Grants"), lead, pgettext("verb", "Promise"))
