"""Answering: one page at a time, kept as one goes, sent once. The script sends the same answers to `sync`, when the net is there."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from sextant.base.permissions.pages import decided_by
from sextant.lab.surveys.answers import missing
from sextant.society.members.queries.people import person_of
from sextant.society.surveys import rules
from sextant.society.surveys.actions.answering import keep, send
from sextant.society.surveys.forms.answers import Given, given, sent
from sextant.society.surveys.links import response_at
from sextant.society.surveys.models import Invitation, Response, Survey
from sextant.society.surveys.queries.leaves import Reader, leaves, next_leaf
from sextant.society.surveys.views.public import DONE, TICKETS


def _language() -> str:
    return (get_language() or "ru")[:2]


def opened(key: str) -> Response:
    response = response_at(key)
    response.key = key  # type: ignore[attr-defined]
    return response


def _sender(request: HttpRequest, survey: Survey) -> dict[str, Any]:
    """Who sends: by the invitation that the session remembers, else the person behind the log-in."""
    ticket = request.session.get(TICKETS, {}).get(str(survey.pk))
    invitation = Invitation.objects.select_related("person").filter(pk=ticket, survey=survey).first() if ticket else None
    return {"invitation": invitation, "person": None if invitation else person_of(request.user)}


def _remember(request: HttpRequest, survey: Survey) -> None:
    request.session[DONE] = sorted({*request.session.get(DONE, []), survey.pk})


def _by_question(refusal: ValidationError) -> dict[str, str]:
    found = refusal.message_dict if hasattr(refusal, "error_dict") else {"": refusal.messages}
    return {name: " ".join(sentences) for name, sentences in found.items()}


def _page_of(survey: Survey, errors: dict[str, str], otherwise: int) -> int:
    """The first page with something wrong on it."""
    for number, page in enumerate(survey.questionnaire.pages, 1):
        if any(one.code in errors for one in page.questions):
            return number
    return otherwise


def _answer_page(request: HttpRequest, response: Response, held: Given) -> HttpResponse:
    survey, whole = response.survey, response.survey.questionnaire
    reader = Reader(_language(), response.seed, held.answers, held.errors)
    shown = {
        "survey": survey,
        "response": response,
        "leaves": leaves(whole, reader, held.page),
        "page": held.page,
        "last": len(whole.pages) + 1,
        "refusal": held.errors.get("", ""),
        "wrong": len(held.errors),
        "lacking": bool(missing(whole, held.answers)),
    }
    return render(request, "surveys/answer.html", shown, status=400 if held.errors else 200)


@decided_by(rules.may_answer, opened)
@never_cache
def answer(request: HttpRequest, response: Response) -> HttpResponse:
    """The page on which one answers; without a script each step is kept before the next page comes."""
    survey = response.survey
    if response.state == Response.COMPLETE or not survey.takes_answers(timezone.now()):
        return render(request, "surveys/answered.html", {"survey": survey, "sent": response.state == Response.COMPLETE})
    if request.method != "POST":
        asked = request.GET.get("page", "")
        page = int(asked) if asked.isdecimal() and len(asked) < 5 else response.page
        last = len(survey.questionnaire.pages) + 1
        return _answer_page(request, response, Given(response.answers, {}, min(max(page, 1), last)))
    held = given(survey.questionnaire, dict(request.POST.lists()), request.POST.get("page"), _language())
    return _stepped(request, response, held, request.POST.get("go", "next"))


def _stepped(request: HttpRequest, response: Response, held: Given, go: str) -> HttpResponse:
    """Keeps what was given, and goes where the button leads; forward only when the page is answered."""
    survey, whole, language = response.survey, response.survey.questionnaire, _language()
    try:
        if go == "send" and not held.errors:
            send(response, answers=held.answers, language=language, **_sender(request, survey))
            _remember(request, survey)
            return redirect("surveys:answer", response.key)  # type: ignore[attr-defined]
        keep(response, answers=held.answers, page=held.page, language=language)
    except ValidationError as refusal:
        errors = _by_question(refusal)
        return _answer_page(request, response, Given(held.answers, errors, _page_of(survey, errors, held.page)))
    if go in ("ru", "en"):
        with translation.override(go):
            return redirect(f"{reverse('surveys:answer', args=[response.key])}?page={held.page}")  # type: ignore[attr-defined]
    errors = dict(held.errors)
    if go == "next" and held.page <= len(whole.pages):
        own = {one.code for one in whole.pages[held.page - 1].questions}
        lacking = {code: said.sentence(language) for code, said in missing(whole, held.answers).items()}
        errors = {code: text for code, text in {**lacking, **held.errors}.items() if code in own}
    if errors and go != "back":
        return _answer_page(request, response, Given(held.answers, errors, _page_of(survey, errors, held.page)))
    page = next_leaf(whole, held.answers, held.page, -1 if go == "back" else 1)
    return redirect(f"{reverse('surveys:answer', args=[response.key])}?page={page}")  # type: ignore[attr-defined]


@decided_by(rules.may_answer, opened)
@require_POST
@never_cache
def sync(request: HttpRequest, response: Response) -> JsonResponse:
    """What the script keeps on the phone arrives here, as often as it likes: sent twice counts once."""
    survey, language = response.survey, _language()
    try:
        what = sent(request.body)
        held = given(survey.questionnaire, what.raw, what.page, language)
        if what.complete and held.errors:
            return JsonResponse({"errors": held.errors}, status=400)
        if what.complete:
            send(response, answers=held.answers, language=language, **_sender(request, survey))
            _remember(request, survey)
        else:
            keep(response, answers=held.answers, page=held.page, language=language)
    except ValidationError as refusal:
        return JsonResponse({"errors": _by_question(refusal)}, status=400)
    return JsonResponse({"kept": True, "sent": what.complete})
