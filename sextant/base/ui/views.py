"""The pattern book, and the choice of theme."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui import samples
from sextant.base.ui.context import THEME_COOKIE, THEMES
from sextant.base.ui.paging import paged

COLOURS = (
    "paper",
    "sheet",
    "sunk",
    "ink",
    "ink-soft",
    "ink-faint",
    "line",
    "line-strong",
    "sea",
    "brass",
    "brass-bright",
    "good",
    "warn",
    "bad",
    "info",
)
ICONS = (
    "search",
    "person",
    "people",
    "library",
    "document",
    "letter",
    "calendar",
    "clock",
    "chart",
    "flag",
    "link",
    "lock",
    "download",
    "edit",
    "plus",
)


@decided_by(anyone)
@require_GET
def patterns(request: HttpRequest) -> HttpResponse:
    """Every component, live, with the line that makes it."""
    shown = {
        "dial": samples.sample_dial(),
        "charts": samples.sample_charts(),
        "events": samples.sample_events(),
        "form": samples.sample_form(),
        "page": paged(request, range(1, 24), size=5),
        "long": samples.sample_keyset_page(),
        "today": date(2026, 3, 3),
        "colours": COLOURS,
        "icons": ICONS,
    }
    return render(request, "ui/patterns.html", shown)


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
