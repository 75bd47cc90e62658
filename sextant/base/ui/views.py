"""The pattern book, and the choice of theme."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui import samples
from sextant.base.ui.context import THEME_COOKIE, THEMES


@decided_by(anyone)
@require_GET
def patterns(request: HttpRequest) -> HttpResponse:
    """Every component, live, with the line that makes it."""
    return render(request, "ui/patterns.html", {"dial": samples.sample_dial()})


@decided_by(anyone)
@require_GET
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remembers light, dark or as the device (`?to=dark&next=/ru/…`), and goes back to the page."""
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        target = "/"
    answer = HttpResponseRedirect(target)
    chosen = request.GET.get("to", "")
    if chosen in THEMES:
        answer.set_cookie(THEME_COOKIE, chosen, max_age=365 * 86400, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return answer
