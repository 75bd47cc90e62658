"""What to put into the addresses of pages of mentoring."""

from collections.abc import Callable
from typing import Any

from sextant.society.members.tests.factories import PersonFactory
from sextant.work.mentoring.actions.matching import send_proposals
from sextant.work.mentoring.actions.pairs import accept_pair, add_goal
from sextant.work.mentoring.models import Pair, Profile, Programme
from sextant.work.mentoring.tests.factories import TODAY, matched, profile, programme
from tests.roles.world import World


def _programme(world: World) -> Programme:
    """An open season of the section of the page, with the member as a mentor in a running pair."""
    if "mentoring programme" not in world.left:
        where = programme(section=world.section)
        world.left["mentoring programme"] = where
        world.left["mentoring profile"] = profile(where, "mentor", person=world.person)
        profile(where, "mentee", person=PersonFactory())
        (pair,) = matched(where)
        send_proposals(where, by=None)
        for person in (pair.mentor, pair.mentee):
            pair = accept_pair(pair, person=person, on=TODAY(), by=None)
        world.left["mentoring pair"] = pair
        world.left["mentoring goal"] = add_goal(pair, text="A talk", by=None)
    return world.left["mentoring programme"]


def _of_programme(world: World) -> dict[str, Any]:
    return {"pk": _programme(world).pk}


def _topic(world: World) -> dict[str, Any]:
    return {"pk": _programme(world).topics.order_by("pk")[0].pk}


def _profile(world: World) -> dict[str, Any]:
    _programme(world)
    found: Profile = world.left["mentoring profile"]
    return {"pk": found.pk}


def _pair(world: World) -> dict[str, Any]:
    _programme(world)
    found: Pair = world.left["mentoring pair"]
    return {"pk": found.pk}


def _goal(world: World) -> dict[str, Any]:
    _programme(world)
    return {"pk": world.left["mentoring goal"].pk}


PROGRAMME = (
    "programme",
    "join_as_mentor",
    "join_as_mentee",
    "edit_programme",
    "coordinate",
    "move_programme",
    "add_topic",
    "match",
    "propose",
    "keep_apart",
)
PAIR = (
    "pair",
    "drop_pair",
    "accept_pair",
    "decline_pair",
    "leave_pair",
    "close_pair",
    "review_pair",
    "add_goal",
    "add_meeting",
    "pair_calendar",
    "write_note",
)

SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **{f"mentoring:{name}": _of_programme for name in PROGRAMME},
    **{f"mentoring:{name}": _pair for name in PAIR},
    **{f"mentoring:{name}": _profile for name in ("profile", "leave_programme")},
    "mentoring:remove_topic": _topic,
    "mentoring:turn_goal": _goal,
}
