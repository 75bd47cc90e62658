"""The office's pages of the ledger of letters."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sextant.base.exports.tables import download
from sextant.base.letters import actions, queries, registry
from sextant.base.letters.exports import letters_table
from sextant.base.letters.forms import LedgerFilter
from sextant.base.letters.models import Letter
from sextant.base.letters.rules import may_decide_letter, may_see_letter, may_see_letters, may_see_template
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged

LETTERS = Letter.objects.select_related("recipient")


@decided_by(may_see_letters)
@require_GET
def list_letters(request: HttpRequest) -> HttpResponseBase:
    """The ledger, newest first."""
    form = LedgerFilter(request.GET)
    asked = form.asked()
    found = queries.letters_found(**asked)
    if sealed := registry.sealed_for(request.user):
        found = found.exclude(sealed)
    if file_format := request.GET.get("format"):
        return download(letters_table(found), file_format)
    counted = queries.letters_by_state()
    tallies = [(state, words, counted[state]) for state, words in Letter.STATES if counted[state]]
    page = paged(request, found)
    return render(request, "letters/list.html", {"page": page, "form": form, "asked": asked, "tallies": tallies})


@decided_by(may_see_letter, LETTERS)
@require_GET
def show_letter(request: HttpRequest, letter: Letter) -> HttpResponse:
    """One letter, what became of it, and what the office may decide."""
    return render(request, "letters/detail.html", {"letter": letter, "title": registry.title_of(letter.template)})


def _decide(request: HttpRequest, letter: Letter, action: Callable[..., Letter], done: str) -> HttpResponse:
    try:
        action(letter, by=request.user)
        messages.success(request, done)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("letters:detail", pk=letter.pk)


@decided_by(may_decide_letter, LETTERS)
@require_POST
def send_again(request: HttpRequest, letter: Letter) -> HttpResponse:
    return _decide(request, letter, actions.send_again, _("The letter waits to be sent again."))


@decided_by(may_decide_letter, LETTERS)
@require_POST
def note_arrival(request: HttpRequest, letter: Letter) -> HttpResponse:
    return _decide(request, letter, actions.note_arrival, _("The letter is marked as sent."))


@decided_by(may_decide_letter, LETTERS)
@require_POST
def withdraw_letter(request: HttpRequest, letter: Letter) -> HttpResponse:
    return _decide(request, letter, actions.withdraw_letter, _("The letter is withdrawn and will not be sent."))


@decided_by(may_see_template)
@require_GET
def list_templates(request: HttpRequest) -> HttpResponse:
    """Every letter that Sextant can write."""
    return render(request, "letters/templates.html", {"templates": registry.templates()})


def template_of(code: str) -> registry.Template:
    """The template of that address; 404 for a code nobody registered."""
    try:
        return registry.template(code)
    except KeyError as unknown:
        raise Http404 from unknown


@decided_by(may_see_template, template_of)
@require_GET
def show_template(request: HttpRequest, template: registry.Template) -> HttpResponse:
    """The template in both languages, filled with invented data."""
    sample = template.sample()
    previews: list[dict[str, Any]] = []
    for language in registry.LANGUAGES:
        subject, body = template.render(language, sample)
        previews.append({"language": language, "subject": subject, "body": body})
    return render(request, "letters/template.html", {"template": template, "previews": previews})
