"""Who calls: a session, or a bearer token of a user. Nobody is also an answer; the rules decide."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.utils import check_csrf

from sextant.base.accounts.tokens import user_of

SAFE = ("GET", "HEAD", "OPTIONS")


def session_or_token(request: HttpRequest) -> Any:
    """The calling user: of the bearer token when one is sent (a wrong token is refused), else of the session, else an anonymous visitor.

    A call that writes by a session needs Django's CSRF token in `X-CSRFToken`; a call with a token does not, as no browser sends that by itself.
    """
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        user = user_of(token.strip())
        if user is None:
            return None
        request.user = user
        return user
    if not request.user.is_authenticated:
        return AnonymousUser()
    if request.method not in SAFE and check_csrf(request) is not None:
        raise HttpError(403, _("A call that writes by a session must carry the X-CSRFToken header."))
    return request.user
