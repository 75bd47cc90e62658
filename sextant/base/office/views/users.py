"""Users, their roles and their way in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sextant.base.accounts.models import User, UserRequest
from sextant.base.exports.tables import Column, Table, download
from sextant.base.office import actions
from sextant.base.office.forms import GrantForm, UserFilters
from sextant.base.office.queries import open_sessions, users_matching
from sextant.base.office.rules import may_manage_grant, may_manage_user, may_manage_users, may_see_user
from sextant.base.permissions.models import Grant
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged

COLUMNS = (
    Column("email", gettext_lazy("E-mail address"), lambda user: user.email),
    Column("name", gettext_lazy("Name"), lambda user: user.display_name),
    Column("roles", gettext_lazy("Roles"), lambda user: ", ".join(grant.role for grant in user.grants_today)),
    Column("active", gettext_lazy("May log in"), lambda user: user.is_active),
    Column("joined", gettext_lazy("Account made"), lambda user: timezone.localdate(user.joined_at)),
    Column("last_login", gettext_lazy("Last log-in"), lambda user: timezone.localdate(user.last_login) if user.last_login else None),
)


@decided_by(may_manage_users)
@require_safe
def users(request: UserRequest) -> HttpResponseBase:
    """All users, by name, role and whether they may log in."""
    form = UserFilters(request.GET)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    found = users_matching(asked.get("q", ""), asked.get("role", ""), asked.get("state", ""))
    if "format" in request.GET:
        return download(Table("users", COLUMNS, found.iterator(chunk_size=2000)), request.GET["format"])
    return render(request, "office/users.html", {"form": form, "page": paged(request, found)})


@decided_by(may_see_user, User)
@require_safe
def user(request: UserRequest, shown: User) -> HttpResponse:
    """One user: roles, sessions, and what may be done."""
    return _user_page(request, shown, GrantForm())


def _user_page(request: UserRequest, shown: User, form: GrantForm) -> HttpResponse:
    grants = shown.grants.order_by("role", "-since")
    manages = may_manage_user(request.user, shown)
    context = {"shown": shown, "grants": grants, "today": timezone.localdate(), "form": form, "sessions": open_sessions(shown), "manages": manages}
    return render(request, "office/user.html", context)


@decided_by(may_manage_user, User)
@require_http_methods(["POST"])
def grant_role(request: UserRequest, shown: User) -> HttpResponse:
    form = GrantForm(request.POST)
    if form.is_valid():
        try:
            actions.grant_role(user=shown, by=request.user, **form.cleaned_data)
            messages.success(request, _("The role has been given."))
            return redirect("office:user", shown.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return _user_page(request, shown, form)


@decided_by(may_manage_grant, Grant.objects.select_related("user"))
@require_POST
def end_grant(request: UserRequest, grant: Grant) -> HttpResponse:
    person = grant.user_id
    return _done(request, person, lambda: actions.end_grant(grant, by=request.user), _("The role has been ended."))


@decided_by(may_manage_user, User)
@require_POST
def deactivate_user(request: UserRequest, shown: User) -> HttpResponse:
    return _done(request, shown.pk, lambda: actions.deactivate_user(shown, by=request.user), _("The user has been shut out."))


@decided_by(may_manage_user, User)
@require_POST
def reactivate_user(request: UserRequest, shown: User) -> HttpResponse:
    return _done(request, shown.pk, lambda: actions.reactivate_user(shown, by=request.user), _("The user may log in again."))


@decided_by(may_manage_user, User)
@require_POST
def end_sessions(request: UserRequest, shown: User) -> HttpResponse:
    number = actions.end_sessions(shown, by=request.user)
    messages.success(
        request, ngettext("%(number)d browser has been logged out.", "%(number)d browsers have been logged out.", number) % {"number": number}
    )
    return redirect("office:user", shown.pk)


def _done(request: UserRequest, person: int, action: Callable[[], Any], sentence: str) -> HttpResponse:
    """Back to the user's page, with the sentence or with the reason of the refusal."""
    try:
        action()
        messages.success(request, sentence)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("office:user", person)
