"""A participant's place, on a phone: consent, answers, statements, pairs. The link is the key; see `rules.may_take_place`."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.security.limits import within
from sextant.base.ui.parts import part_wanted
from sextant.society.documents.queries.guests import token_of as document_token_of
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.foresight import rules
from sextant.work.foresight.actions import people as listing
from sextant.work.foresight.actions import statements as saying
from sextant.work.foresight.actions import votes as answering
from sextant.work.foresight.document_kind import guest_of
from sextant.work.foresight.forms.sessions import DoorForm
from sextant.work.foresight.forms.statements import StatementForm
from sextant.work.foresight.models import Participant, Session
from sextant.work.foresight.queries.links import participant_at, session_at_door, token_of
from sextant.work.foresight.queries.places import answers_of, draft_of, next_pair, own_statements, progress_of

MOST_JOINING = 600
"""People that may join in an hour from one address: a conference hall has one address."""


def _shown(participant: Participant, **more: Any) -> dict[str, Any]:
    """What every page of a place needs."""
    return {"participant": participant, "group": participant.group, "session": participant.group.session, "token": token_of(participant), **more}


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 19 else -9


@decided_by(rules.may_take_place, participant_at)
@require_safe
def place(request: HttpRequest, participant: Participant) -> HttpResponse:
    """Where one begins: the consent, then what to do."""
    if participant.consented_at is None:
        return render(request, "foresight/consent.html", _shown(participant))
    shown = _shown(participant, progress=progress_of(participant), own=own_statements(participant), document_page=_document_page(participant))
    return render(request, "foresight/place.html", shown)


def _document_page(participant: Participant) -> str:
    """Where this participant reads, comments and votes on the document of the session; empty before there is one."""
    document = participant.group.session.document
    if document is None:
        return ""
    if participant.person is not None:
        return document.get_absolute_url()
    return reverse("documents:guest", args=[document_token_of(document, guest_of(participant))])


@decided_by(rules.may_take_place, participant_at)
@require_POST
def consent(request: HttpRequest, participant: Participant) -> HttpResponse:
    """Agrees to take part."""
    carried_out(request, _("Welcome to the session."), listing.consent, participant)
    return redirect("foresight:place", token_of(participant))


@decided_by(rules.may_take_place, participant_at)
def answer(request: HttpRequest, participant: Participant) -> HttpResponse:
    """One statement at a time; what others said is not here."""
    if participant.consented_at is None:
        return redirect("foresight:place", token_of(participant))
    refusal, progress = "", None
    if request.method == "POST":
        try:
            progress = answering.answer_statement(participant, statement=_number(request, "statement"), value=_number(request, "value"))
        except ValidationError as refused:
            refusal = " ".join(refused.messages)
        if not part_wanted(request) and not refusal:
            return redirect(f"{request.path}#next")
    shown = _shown(participant, progress=progress if progress is not None else progress_of(participant), refusal=refusal)
    if part_wanted(request):
        return render(request, "foresight/_answer.html", shown)
    return render(request, "foresight/answer.html", shown)


@decided_by(rules.may_take_place, participant_at)
def answers(request: HttpRequest, participant: Participant) -> HttpResponse:
    """One's own answers, to be changed."""
    if request.method == "POST":
        given = {"statement": _number(request, "statement"), "value": _number(request, "value")}
        carried_out(request, _("Your answer is changed."), answering.answer_statement, participant, **given)
        return redirect("foresight:answers", token_of(participant))
    return render(request, "foresight/answers.html", _shown(participant, votes=answers_of(participant)))


@decided_by(rules.may_take_place, participant_at)
def write(request: HttpRequest, participant: Participant) -> HttpResponse:
    """A statement of one's own; what is being written is kept meanwhile."""
    draft = draft_of(participant)
    form = StatementForm(request.POST or None, participant=participant, initial={"text": str(draft or "")})
    if request.method == "POST" and form.is_valid():
        if attempt(form, saying.say, participant, text=form.cleaned_data["text"]) is not None:
            messages.success(request, _("Your statement is with the moderator. You see here what becomes of it."))
            return redirect("foresight:write", token_of(participant))
    return render(request, "foresight/write.html", _shown(participant, form=form, own=own_statements(participant)))


@decided_by(rules.may_take_place, participant_at)
@require_POST
def keep_draft(request: HttpRequest, participant: Participant) -> HttpResponse:
    """Keeps what is being written."""
    try:
        kept = saying.keep_draft(participant, text=request.POST.get("text", ""))
        words = _("Your draft is kept.") if kept else ""
    except ValidationError as refusal:
        words = " ".join(refusal.messages)
    return render(request, "foresight/_draft.html", {"words": words})


@decided_by(rules.may_take_place, participant_at)
def compare(request: HttpRequest, participant: Participant) -> HttpResponse:
    """Two statements side by side: which matters more?"""
    if participant.consented_at is None:
        return redirect("foresight:place", token_of(participant))
    refusal = ""
    if request.method == "POST":
        try:
            given = {name: _number(request, name) for name in ("first", "second", "value")}
            answering.compare_statements(participant, **given)
        except ValidationError as refused:
            refusal = " ".join(refused.messages)
        if not part_wanted(request) and not refusal:
            return redirect(request.path)
    shown = _shown(participant, pair=next_pair(participant), refusal=refusal)
    return render(request, "foresight/_compare.html" if part_wanted(request) else "foresight/compare.html", shown)


@decided_by(anyone, session_at_door)
def door(request: HttpRequest, session: Session) -> HttpResponse:
    """Who reads the code on the screen joins as a guest by name; members go to their own place."""
    form = DoorForm(request.POST or None, session=session)
    if request.method == "POST" and form.is_valid():
        if not within("foresight.door", MOST_JOINING, request=request):
            form.add_error(None, _("Too many people have joined from this place within an hour. Ask the organisers for a link of your own."))
        else:
            given = form.cleaned_data
            language = getattr(request, "LANGUAGE_CODE", "ru")[:2]
            made = attempt(form, listing.join_at_door, session, name=given["name"], group=given["group"], language=language)
            if made is not None:
                return redirect("foresight:place", token_of(made))
    return render(request, "foresight/door.html", {"session": session, "form": form})
