"""Going from one language to the other without losing the page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import NoReverseMatch, translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from sextant.base.words.fields import LANGUAGES


@require_GET
def choose_language(request: HttpRequest) -> HttpResponse:
    """Sends the reader to the same page in the language asked for (`?to=en&next=/ru/…`); the cookie follows from the address."""
    language = request.GET.get("to", "")
    target = request.GET.get("next", "/")
    if language not in LANGUAGES or not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return redirect("root")
    path = target.split("?", 1)
    if path[0][:4] in {f"/{code}/" for code in LANGUAGES}:
        return HttpResponseRedirect(f"/{language}/{path[0][4:]}" + (f"?{path[1]}" if len(path) > 1 else ""))
    return HttpResponseRedirect(translate_url(target, language) if target != "/" else f"/{language}/")


@require_GET
def go_to_language(request: HttpRequest, page: str = "") -> HttpResponse:
    """The bare address leads to the visitor's language: remembered, then the browser's, then the site's.

    With the name of a page it leads to that page where the site has it, else to the front page.
    """
    try:
        return redirect(page)
    except NoReverseMatch:
        return HttpResponseRedirect(f"/{(get_language() or 'ru')[:2]}/")
