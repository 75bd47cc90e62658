"""One's own account: how one logs in, what protects it, and which programs act in one's name."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sextant.base.accounts.models import Token, UserRequest
from sextant.base.permissions.pages import decided_by, logged_in
from sextant.base.security import actions
from sextant.base.security.forms import AccountForm, TokenForm
from sextant.base.security.queries import protection_of
from sextant.base.security.rules import is_owner


@decided_by(logged_in)
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: UserRequest) -> HttpResponse:
    """Name and language, and where e-mail, password, second factor, sessions and tokens are kept."""
    user = request.user
    form = AccountForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        user.refresh_from_db()
        actions.change_account(user=user, by=user, **form.cleaned_data)
        messages.success(request, _("Your account has been changed."))
        return redirect("security:overview")
    return render(request, "security/overview.html", {"form": form, "protection": protection_of(user)})


@decided_by(logged_in)
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: UserRequest) -> HttpResponse:
    """The user's tokens; a new one is shown once, in the answer to the form that made it."""
    form, made = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, made = actions.make_token(user=request.user, by=request.user, **form.cleaned_data)
            form = TokenForm()
        except ValidationError as refusal:
            form.add_error(None, refusal)
    answer = render(request, "security/tokens.html", {"form": form, "made": made, "tokens": request.user.tokens.order_by("-made_at")})
    add_never_cache_headers(answer)
    return answer


@decided_by(is_owner, Token)
@require_POST
def revoke_token(request: UserRequest, token: Token) -> HttpResponse:
    actions.revoke_token(token, by=request.user)
    messages.success(request, _("The token “%(name)s” has been revoked.") % {"name": token.name})
    return redirect("security:tokens")
