"""What to put into the addresses of pages of foresight sessions."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.society.agenda.actions import apply_agenda
from sextant.society.agenda.agenda_file import parse
from sextant.society.documents.actions.consulting import comment, open_consultation
from sextant.society.documents.queries.guests import token_of as document_token_of
from sextant.society.members.tests.factories import PersonFactory
from sextant.work.foresight.actions.agendas import gather_document
from sextant.work.foresight.actions.sessions import give_duty
from sextant.work.foresight.actions.statements import say
from sextant.work.foresight.document_kind import guest_of
from sextant.work.foresight.models import Session
from sextant.work.foresight.queries.links import door_token_of, token_of
from sextant.work.foresight.tests.factories import EARLIER, decided, group, guest, opened, planned, proposed, statement
from tests.roles.world import World

Sample = Callable[[World], dict[str, Any]]


def _session(world: World) -> Session:
    """An open session with six guests, four statements, one more that waits, a proposal and a member of the committee."""
    if "foresight session" not in world.left:
        session = opened(door_open=True, base_agenda=_agenda())
        world.left["foresight statement"] = say(guest(session), text="One that waits")
        world.left["foresight proposal"] = proposed(session)
        world.left["foresight duty"] = give_duty(session, person=_somebody(), group=None, by=None)
        world.left["foresight session"] = session
    found: Session = world.left["foresight session"]
    return found


def _agenda() -> Any:
    """The earlier agenda of the tests, which must not become the current one of the demo."""
    return apply_agenda(parse(EARLIER), make_current=False).agenda


def _somebody() -> Any:
    """A person with a log-in who holds none of the roles of the matrix."""
    return PersonFactory(user=User.objects.create_user("committee@example.org", "a long password"))


def _documented(world: World) -> Session:
    """A session whose document is in consultation, with a guest's comment on it."""
    if "foresight documented" not in world.left:
        session = opened(code="agenda_2031", base_agenda=_session(world).base_agenda)
        Session.objects.filter(pk=session.pk).update(state="deciding")
        decided(Session.objects.get(pk=session.pk))
        document = gather_document(Session.objects.get(pk=session.pk), by=None)
        version = open_consultation(document, closes_at=timezone.now() + timedelta(days=7), by=None).version
        world.left["foresight documented"] = Session.objects.select_related("document").get(pk=session.pk)
        visitor = guest_of(guest(session))
        world.left["foresight visit"] = document_token_of(document, visitor)
        world.left["foresight comment"] = comment(version, guest=visitor, by=None, text="Who pays?")
    found: Session = world.left["foresight documented"]
    return found


def _visit(world: World) -> dict[str, Any]:
    """A guest before the document."""
    _documented(world)
    return {"token": world.left["foresight visit"]}


def _closed(world: World) -> Session:
    """Another session, after its close."""
    if "foresight closed" not in world.left:
        agenda = _session(world).base_agenda
        world.left["foresight closed"] = planned(code="agenda_2023", base_agenda=agenda)
        Session.objects.filter(code="agenda_2023").update(state="closed")
    found: Session = world.left["foresight closed"]
    return found


def _left(name: str) -> Sample:
    def sample(world: World) -> dict[str, Any]:
        _session(world)
        return {"pk": world.left[f"foresight {name}"].pk}

    return sample


def _of_session(world: World) -> dict[str, Any]:
    return {"pk": _session(world).pk}


def _of_group(world: World) -> dict[str, Any]:
    return {"pk": group(_session(world)).pk}


def _of_place(world: World) -> dict[str, Any]:
    return {"token": token_of(guest(_session(world)))}


def _of_participant(world: World) -> dict[str, Any]:
    return {"pk": guest(_session(world)).pk}


def _accepted(world: World) -> dict[str, Any]:
    return {"pk": statement(_session(world)).pk}


_BY_SESSION = (
    *("session", "mine", "edit_session", "move_session", "show_results", "change_door", "session_screen", "gather_document"),
    *("people", "list_people", "duties", "new_group", "proposals", "earlier", "decide_earlier"),
)
_BY_GROUP = ("group", "edit_group", "remove_group", "group_screen", "read_now", "queue", "log", "seed", "new_proposal")
_BY_PLACE = ("place", "consent", "answer", "answers", "write", "keep_draft", "compare")
_BY_PARTICIPANT = ("participant", "withdraw", "renew_link", "move_participant", "join_guest", "forget_guest")

SAMPLES: dict[str, Sample] = {
    **dict.fromkeys((f"foresight:{name}" for name in _BY_SESSION), _of_session),
    **dict.fromkeys(("api:session_groups", "api:session_adopted"), _of_session),
    **dict.fromkeys((f"foresight:{name}" for name in _BY_GROUP), _of_group),
    **dict.fromkeys((f"foresight:{name}" for name in _BY_PLACE), _of_place),
    **dict.fromkeys((f"foresight:{name}" for name in _BY_PARTICIPANT), _of_participant),
    **dict.fromkeys((f"foresight:{name}" for name in ("accept", "refuse", "merge")), _left("statement")),
    **dict.fromkeys((f"foresight:{name}" for name in ("decide_proposal", "edit_proposal", "remove_proposal")), _left("proposal")),
    "foresight:statement": _accepted,
    "foresight:votes_file": lambda world: {"pk": group(_closed(world)).pk},
    "documents:guest": _visit,
    "documents:guest_comments": _visit,
    "documents:guest_withdraw": lambda world: {**_visit(world), "pk": world.left["foresight comment"].pk},
    "foresight:take_duty": _left("duty"),
    "foresight:door": lambda world: {"token": door_token_of(Session.objects.get(pk=_session(world).pk))},
}
