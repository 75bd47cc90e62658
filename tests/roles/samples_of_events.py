"""What to put into the addresses of pages of events."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sextant.society.events import states
from sextant.society.events.actions.after import issue_certificates
from sextant.society.events.actions.checking import Seen, check_in
from sextant.society.events.actions.events import close_event, draft_event, publish_event
from sextant.society.events.actions.materials import add_material
from sextant.society.events.actions.programme import save_session
from sextant.society.events.actions.registering import register
from sextant.society.events.actions.tickets import save_question, save_ticket
from sextant.society.events.links import certificate_token, guest_token, ticket_token
from sextant.society.events.models import Certificate, Event, Registration
from tests.roles.world import World


def _draft(world: World, title: str) -> Event:
    starts = timezone.now() + timedelta(days=20)
    fields = {"title_en": title, "place_en": "Hall", "section": world.section, "starts_at": starts, "ends_at": starts + timedelta(hours=8)}
    event = draft_event(by=None, **fields)
    save_ticket(event, None, by=None, name_en="Participant")
    return event


def _event(world: World) -> Event:
    """A published event of the section of the page, with a session, a question, a material and the member registered."""
    if "event" not in world.left:
        event = publish_event(_draft(world, "Roles"), by=None)
        save_question(event, None, by=None, label_en="Diet?", kind="line")
        save_session(event, None, speakers=[], by=None, title_en="Talk", starts_at=event.starts_at, ends_at=event.ends_at)
        upload = SimpleUploadedFile("slides.pdf", b"%PDF-1.7 slides")
        world.left["event material"] = add_material(event, upload=upload, url="", by=None, title_en="Slides", is_public=False)
        given = {"name": "Ann Reader", "email": "ann.reader@example.org", "person": world.person, "language": "en"}
        world.left["registration"] = register(event, ticket=event.tickets.get(), by=None, **given)
        world.left["event"] = event
    return world.left["event"]


def _registration(world: World) -> Registration:
    _event(world)
    return world.left["registration"]


def _certificate(world: World) -> Certificate:
    """A certificate of an event that is over."""
    if "certificate" not in world.left:
        event = publish_event(_draft(world, "Past"), by=None)
        came = register(event, ticket=event.tickets.get(), name="Bob", email="bob.reader@example.org", by=None)
        check_in(event, [Seen("roles", timezone.now(), came.code)], by=None)
        Event.objects.filter(pk=event.pk).update(starts_at=timezone.now() - timedelta(days=2), ends_at=timezone.now() - timedelta(days=1))
        close_event(event, by=None)
        world.left["certificate"] = issue_certificates(event, on=timezone.localdate(), by=None)[0]
        assert Event.objects.get(pk=event.pk).state == states.OVER
    return world.left["certificate"]


def _code(world: World) -> dict[str, Any]:
    return {"code": _event(world).code}


def _draft_code(world: World) -> dict[str, Any]:
    return {"code": _draft(world, "Plan").code}


def _token(world: World) -> dict[str, Any]:
    return {"token": ticket_token(_registration(world))}


def _of_registration(world: World) -> dict[str, Any]:
    return {"pk": _registration(world).pk}


def _guest(world: World) -> dict[str, Any]:
    return {"token": guest_token(_event(world), "guest@example.org", "en")}


def _verify(world: World) -> dict[str, Any]:
    return {"token": certificate_token(_certificate(world))}


def _first(name: str) -> Callable[[World], dict[str, Any]]:
    """The first row of a kind that belongs to the event."""
    return lambda world: {"pk": getattr(_event(world), name).order_by("pk")[0].pk}


PUBLIC = ("event", "event_calendar", "programme", "programme_file", "register", "asked")
OFFICE = ("manage", "edit_event", "copy", "add_ticket", "add_question", "add_staff", "remove_staff", "participants", "add_participant", "badges")
LATER = ("edit_programme", "add_session", "add_part", "remove_part", "certificates", "issue_certificates", "feedback", "materials", "close")
DOOR = ("door", "scan", "door_list", "sync", "door_worker")
BY_LINK = ("own", "own_ticket", "own_code", "own_calendar", "own_selection", "own_certificate", "give_up", "give_feedback", "choose")

SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **{f"events:{name}": _code for name in (*PUBLIC, *OFFICE, *LATER, *DOOR)},
    **{f"events:{name}": _draft_code for name in ("publish", "cancel_event")},
    **{f"events:{name}": _token for name in BY_LINK},
    **{f"events:{name}": _of_registration for name in ("registration", "cancel_registration", "undo_check_in", "note_refund", "forget_participant")},
    **{f"events:{name}": _first("tickets") for name in ("edit_ticket", "remove_ticket")},
    **{f"events:{name}": _first("sessions") for name in ("edit_session", "remove_session")},
    **{f"events:{name}": _first("materials") for name in ("material", "remove_material")},
    "events:remove_question": _first("questions"),
    "events:register_guest": _guest,
    "events:verify": _verify,
    "events:revoke_certificate": lambda world: {"pk": _certificate(world).pk},
}
