"""The door: a page for phones that works with and without the net, and without a program."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.audit.turns import again
from sextant.base.permissions.pages import decided_by
from sextant.society.events import rules, states
from sextant.society.events.actions.checking import ALREADY, IN, Answer, Seen, check_in
from sextant.society.events.forms.office import ScanForm
from sextant.society.events.models import Event, Registration
from sextant.society.events.queries.events import WITH_SECTION
from sextant.society.events.queries.registrations import at_the_door, counts_of

PRIVATE = {"Cache-Control": "private, no-store"}
MOST_SCANS = 500
WORKER = Path(__file__).resolve().parent.parent / "static" / "events" / "door-worker.js"


def digest_of(event: Event, code: str) -> str:
    """What a phone keeps of a ticket: SHA-256 over the event's code and the ticket's, which cannot be turned back into a ticket."""
    return hashlib.sha256(f"{event.code}:{code}".encode()).hexdigest()[:32]


@decided_by(rules.may_check_in, WITH_SECTION)
@require_safe
def door(request: HttpRequest, event: Event) -> HttpResponse:
    """Scan or type a code, or find a name."""
    words = request.GET.get("q", "").strip()
    rows = at_the_door(event)
    for word in words.split():
        rows = rows.filter(name__icontains=word)
    counts = counts_of(event)
    shown = {
        "event": event,
        "form": ScanForm(),
        "words": words,
        "rows": rows[:50] if words else [],
        "expected": counts[states.CONFIRMED] + counts[states.ATTENDED],
        "arrived": counts[states.ATTENDED],
        "keeps": rules.may_keep(request.user, event),
    }
    return render(request, "events/door.html", shown)


TONES = {IN: messages.success, ALREADY: messages.warning}


def _say(request: HttpRequest, answer: Answer) -> None:
    who = f"{answer.name} (№ {answer.number}): " if answer.name else ""
    TONES.get(answer.result, messages.error)(request, f"{who}{answer.sentence}")


@decided_by(rules.may_check_in, WITH_SECTION)
@require_POST
def scan(request: UserRequest, event: Event) -> HttpResponse:
    """One ticket, by its code or by the key of a name in the list; without any program in the browser."""
    key = request.POST.get("registration", "")
    seen = Seen(f"page:{uuid4()}", timezone.now(), request.POST.get("code", "")[:600], int(key) if key.isdecimal() else None)
    try:
        answers, _lost = again(check_in, event, [seen], by=request.user)
        _say(request, answers[0])
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("events:door", event.code)


def _row(event: Event, one: Registration) -> dict[str, Any]:
    return {
        "key": one.pk,
        "digest": digest_of(event, one.code),
        "number": one.number,
        "name": one.name,
        "kind": one.ticket.name,
        "state": one.state,
        "shown": str(one.get_state_display()),
        "since": one.attended_at.isoformat() if one.attended_at else None,
    }


@decided_by(rules.may_check_in, WITH_SECTION)
@require_safe
def door_list(request: HttpRequest, event: Event) -> HttpResponse:
    """What a phone keeps to work without the net: digest of the ticket, name, kind, state; nothing else."""
    rows = [_row(event, one) for one in at_the_door(event)]
    return JsonResponse({"event": event.code, "at": timezone.now().isoformat(), "rows": rows}, headers=PRIVATE)


def _moment(text: Any) -> datetime:
    """A moment as a phone wrote it; what cannot be read is now. One without a time zone is taken for UTC."""
    try:
        found = parse_datetime(str(text))
    except ValueError:
        found = None
    if found is None:
        return timezone.now()
    return found if timezone.is_aware(found) else found.replace(tzinfo=UTC)


def _scans(body: bytes) -> tuple[str, list[Seen]] | None:
    """The phone and its scans out of the JSON it sent; None for anything else."""
    try:
        sent = json.loads(body)
        phone, scans = str(sent["phone"])[:60], sent["scans"]
        made = [
            Seen(
                key=f"{phone}:{one['id']}"[:60],
                at=_moment(one.get("at")),
                code=str(one.get("code", ""))[:600],
                registration=int(one["registration"]) if one.get("registration") else None,
            )
            for one in scans
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return (phone, made) if len(made) <= MOST_SCANS else None


@decided_by(rules.may_check_in, WITH_SECTION)
@require_POST
def sync(request: UserRequest, event: Event) -> HttpResponse:
    """Scans of a phone that may have been off the net: `{"phone", "scans": [{"id", "at", "code" | "registration"}]}`.

    Answers `{"answers": [...], "lost": [...]}`; ids are those of the phone. Sent again, the same scans get the same answers.
    """
    found = _scans(request.body)
    if found is None:
        return JsonResponse({"error": _("This is not a list of scans of at most %(most)s.") % {"most": MOST_SCANS}}, status=400)
    phone, seen = found
    try:
        answers, lost = again(check_in, event, seen, by=request.user, phone=phone)
    except ValidationError as refusal:
        return JsonResponse({"error": " ".join(refusal.messages)}, status=409)
    counts = counts_of(event)
    told = {"answers": [_told(one, phone) for one in answers], "lost": [_told(one, phone) for one in lost]}
    return JsonResponse({**told, "arrived": counts[states.ATTENDED]}, headers=PRIVATE)


def _told(answer: Answer, phone: str) -> dict[str, object]:
    return {**answer.as_dict(), "id": answer.key.removeprefix(f"{phone}:")}


@decided_by(rules.may_check_in, WITH_SECTION)
@require_safe
def worker(request: HttpRequest, event: Event) -> HttpResponse:
    """The service worker of the door, served from its own path so that it reaches no other page of the site."""
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})
