"""The recipient's own pages: the list for those who have logged in, and one grant by the signed link, without a log-in."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.moves import may_move
from sextant.base.permissions.pages import anyone, decided_by, logged_in
from sextant.society.grants import rules, sentences, states
from sextant.society.grants.actions.agreeing import sign_agreement
from sextant.society.grants.actions.changing import ask_change
from sextant.society.grants.actions.ending import withdraw_grant
from sextant.society.grants.forms.own import ChangeForm, SignForm, WithdrawForm
from sextant.society.grants.links import file_at, grant_at, token_of
from sextant.society.grants.models import Grant, GrantFile
from sextant.society.grants.queries.lists import own_grants
from sextant.society.grants.views.pages import user_of
from sextant.society.grants.views.reports import agreement_answer, file_answer
from sextant.society.members.forms.refusals import attempt


@decided_by(logged_in)
@require_safe
def my_grants(request: UserRequest) -> HttpResponse:
    """Grants of one's own and of the organisations one acts for."""
    rows = [(grant, token_of(grant)) for grant in own_grants(request.user, rules.represented(request.user))]
    return render(request, "grants/my_grants.html", {"rows": rows})


def _page(request: HttpRequest, grant: Grant, **bound: Any) -> HttpResponse:
    agreement = grant.agreement
    waits = grant.state == states.PROMISED and agreement.waits
    terms = sentences.terms_shown(grant)
    shown = {
        "grant": grant,
        "agreement": agreement,
        "token": token_of(grant),
        "terms": terms,
        "clauses": sentences.clauses_shown(grant) if sentences.is_frozen(grant) else [],
        "instalments": grant.instalments.all(),
        "milestones": grant.milestones.all(),
        "reports": grant.reports.all(),
        "budget": grant.budget.all(),
        "changes": grant.changes.all(),
        "binding": grant.state in states.BINDING,
        "may_ask": grant.state in states.BINDING and not any(change.state == states.ASKED for change in grant.changes.all()),
        "may_withdraw": may_move(states.MOVES, grant.state, states.WITHDRAWN, {states.RECIPIENT}),
        "sign_form": SignForm(prefix="sign", initial={"edition": agreement.edition}) if waits else None,
        "withdraw_form": WithdrawForm(prefix="withdraw"),
        **bound,
    }
    return render(request, "grants/own.html", shown, status=400 if bound else 200)


@decided_by(anyone, grant_at)
@require_safe
def own(request: HttpRequest, grant: Grant) -> HttpResponse:
    """Everything about one's grant."""
    return _page(request, grant)


@decided_by(anyone, grant_at)
@require_POST
def sign(request: HttpRequest, grant: Grant) -> HttpResponse:
    """Signs the agreement."""
    form = SignForm(request.POST, prefix="sign")
    if form.is_valid():
        read = {name: form.cleaned_data[name] for name in ("name", "details", "edition")}
        if attempt(form, sign_agreement, grant, **read, on=timezone.localdate(), by=user_of(request), who=states.RECIPIENT) is not None:
            messages.success(request, _("The agreement is signed. Thank you."))
            return redirect("grants:own", token_of(grant))
    return _page(request, grant, sign_form=form)


@decided_by(anyone, grant_at)
@require_POST
def withdraw(request: HttpRequest, grant: Grant) -> HttpResponse:
    """Says that one does not take the grant."""
    form = WithdrawForm(request.POST, prefix="withdraw")
    if form.is_valid():
        given = {"reason": form.cleaned_data["reason"], "on": timezone.localdate(), "by": user_of(request), "who": states.RECIPIENT}
        if attempt(form, withdraw_grant, grant, **given) is not None:
            messages.success(request, _("It is noted that you do not take the grant."))
            return redirect("grants:own", token_of(grant))
    return _page(request, grant, withdraw_form=form)


@decided_by(anyone, grant_at)
def change(request: HttpRequest, grant: Grant) -> HttpResponse:
    """Asks for other days, another amount or another budget."""
    form = ChangeForm(request.POST or None, grant=grant)
    token = token_of(grant)
    if form.is_valid() and attempt(form, ask_change, grant, on=timezone.localdate(), by=user_of(request), **form.asked()) is not None:
        messages.success(request, _("The office has what you ask for, and answers by letter."))
        return redirect("grants:own", token)
    shown = {"form": form, "grant": grant, "token": token}
    return render(request, "grants/ask_change.html", shown, status=400 if form.is_bound else 200)


@decided_by(anyone, grant_at)
@require_safe
def agreement(request: HttpRequest, grant: Grant) -> HttpResponse:
    return agreement_answer(grant)


@decided_by(anyone, file_at)
@require_safe
def file(request: HttpRequest, file: GrantFile) -> FileResponse:
    return file_answer(file)
