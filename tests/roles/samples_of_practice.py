"""What to put into the addresses of pages of practice."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sextant.society.members.tests.factories import OrganisationFactory
from sextant.work.practice.actions.outcomes import declare_adoption
from sextant.work.practice.actions.pilots import attach_file
from sextant.work.practice.models import Recommendation
from sextant.work.practice.tests.factories import accepted, draft, finished, opened, planned, recommended
from tests.roles.world import World

Sample = Callable[[World], dict[str, Any]]


def _kept(world: World, name: str, make: Callable[[], Any]) -> dict[str, Any]:
    """What was made once, by its key."""
    if f"practice {name}" not in world.left:
        world.left[f"practice {name}"] = make()
    return {"pk": world.left[f"practice {name}"].pk}


def _thing(world: World, name: str) -> Any:
    return world.left[f"practice {name}"]


def _finding(world: World) -> dict[str, Any]:
    """A finding of the member, on the board, with a brief, an invitation and a pilot that is planned."""
    return _kept(world, "finding", lambda: accepted(world.users["member"]))


def _invitation(world: World) -> dict[str, Any]:
    _finding(world)
    return _kept(world, "invitation", lambda: opened(world.users["member"], world.users["secretary"], _thing(world, "finding")))


def _brief(world: World) -> dict[str, Any]:
    """The draft of a new version by the member."""
    _invitation(world)
    return _kept(world, "brief", lambda: draft(_thing(world, "finding"), world.users["member"]))


def _pilot(world: World) -> dict[str, Any]:
    """Planned, at the library of the page."""
    _invitation(world)
    return _kept(world, "pilot", lambda: planned(_thing(world, "invitation"), world.organisation, world.users["secretary"]))


def _answer(world: World) -> dict[str, Any]:
    _pilot(world)
    return {"pk": _thing(world, "pilot").answer_id}


def _file(world: World) -> dict[str, Any]:
    _pilot(world)
    upload = SimpleUploadedFile("notes.txt", b"Notes of the first week")
    return _kept(world, "file", lambda: attach_file(_thing(world, "pilot"), upload=upload, is_public=False, by=None))


def _recommendation(world: World) -> dict[str, Any]:
    """A draft by the secretary."""
    _finding(world)
    known = {"number": 1, "text_en": "Drop fines.", "author": world.users["secretary"]}
    return _kept(world, "recommendation", lambda: Recommendation.objects.create(finding=_thing(world, "finding"), **known))


def _adoption(world: World) -> dict[str, Any]:
    """Declared by whoever acts for the organisation of the page."""

    def make() -> Any:
        keeper, other = world.users["secretary"], world.users["director"]
        call = opened(world.users["member"], keeper, accepted(world.users["member"], url="https://journal.example.org/another"))
        finished(call, OrganisationFactory(), keeper, other)
        recommended(call.finding, keeper, other)
        day = timezone.localdate() - timedelta(days=3)
        by = world.users["representative"]
        return declare_adoption(call.finding, world.organisation, adopted_on=day, adaptation="", by=by, today=timezone.localdate())

    return _kept(world, "adoption", make)


FINDING = (
    *("finding", "edit_finding", "accept_finding", "decline_finding"),
    *("write_brief", "edit_invitation", "write_recommendation", "adopt"),
)
BRIEF = ("brief", "brief_pdf", "submit_brief", "publish_brief", "return_brief")
INVITATION = ("invitation", "open_invitation", "invite_more", "close_invitation", "answer_invitation")
PILOT = (
    *("pilot", "edit_protocol", "start_pilot", "log_event", "report_outcome"),
    *("publish_pilot", "return_pilot", "call_off_pilot", "attach_file"),
)
RECOMMENDATION = ("recommendation", "submit_recommendation", "approve_recommendation", "return_recommendation")

SAMPLES: dict[str, Sample] = {
    **{f"practice:{name}": _finding for name in FINDING},
    **{f"practice:{name}": _brief for name in BRIEF},
    **{f"practice:{name}": _invitation for name in INVITATION},
    **{f"practice:{name}": _pilot for name in PILOT},
    **{f"practice:{name}": _answer for name in ("reply_to_question", "agree_pilot")},
    **{f"practice:{name}": _file for name in ("file", "remove_file")},
    **{f"practice:{name}": _recommendation for name in RECOMMENDATION},
    **{f"practice:{name}_adoption": _adoption for name in ("confirm", "decline", "withdraw")},
}
