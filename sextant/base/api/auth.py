"""Who calls: a session, or a bearer token of a user. Nobody is also an answer; the rules decide."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from sextant.base.accounts.tokens import user_of


def session_or_token(request: HttpRequest) -> Any:
    """The calling user: of the bearer token when one is sent (a wrong token is refused), else of the session, else an anonymous visitor.

    A session that writes needs Django's CSRF token; ninja checks it for cookie-borne calls through the middleware.
    """
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        user = user_of(header.removeprefix("Bearer ").strip())
        if user is None:
            return None
        request.user = user
        return user
    return request.user if request.user.is_authenticated else AnonymousUser()
