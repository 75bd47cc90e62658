"""What is shown when a page cannot be: in the reader's language, with the way on."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _


class DeadLink(Http404):
    """404 for a personal link that opens nothing: not ours, cut short, replaced or taken back. Which of these it is, is not told."""


def _page(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    return render(request, "ui/error.html", {"title": title, "sentence": sentence, "status": status}, status=status)


def _asked_by_program(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


def _refusal(status: int, sentence: str) -> HttpResponse:
    """A program is answered in the shape of every refusal of the API."""
    return JsonResponse({"detail": sentence, "errors": []}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 for a request that cannot be read."""
    if _asked_by_program(request):
        return _refusal(400, _("The address holds a character that cannot be read; check it and call again."))
    return _page(request, 400, _("This request cannot be read"), _("Go back, check what was entered, and send it again."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403; says nothing of what is behind the door."""
    return _page(request, 403, _("This page is not open to you"), _("If you need it for your work, ask the association’s office for the role."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; whoever comes by a personal link that opens nothing is told whom to ask, and whoever sends a form, that nothing was changed."""
    if isinstance(exception, DeadLink):
        sentence = _("It may have been copied only in part, replaced by a new one, or taken back. Ask whoever sent it to you for a new one.")
        return _page(request, 404, _("This link opens nothing"), sentence)
    if request.method == "POST":
        return _page(request, 404, _("This is no longer there"), _("It may have been deleted since you opened the page; nothing was changed."))
    return _page(request, 404, _("There is no such page"), _("It may have moved. Search for it, or begin again from the first page."))


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose security token is missing or old."""
    return _page(request, 403, _("The form has expired"), _("Go back, reload the page, and send it again; nothing has been saved."))


def gone_meanwhile(request: HttpRequest) -> HttpResponse:
    """409 for a change of what somebody else has deleted since its page was opened."""
    if _asked_by_program(request):
        return _refusal(409, _("What this call was to change has been deleted meanwhile."))
    return _page(request, 409, _("This is no longer there"), _("It has been deleted since you opened the page, and could not be changed."))


def broken(request: HttpRequest) -> HttpResponse:
    """500; asks neither the database nor the session, because they may be what is broken."""
    language = translation.get_language_from_path(request.path_info) or translation.get_language() or "ru"
    with translation.override(language):
        values: dict[str, Any] = {"language": language[:2], "theme": "auto"}
        return HttpResponse(render_to_string("ui/500.html", values), status=500)
