"""Who may do what with programmes, profiles and pairs.

Whatever belongs to the two of a pair is decided by who they are and by no role: neither office nor superuser has a word for it.
"""

from typing import Any

from sextant.base.permissions.queries import holds, scopes_held
from sextant.society.members.rules import is_self
from sextant.work.mentoring import states
from sextant.work.mentoring.models import Goal, Pair, Profile, Programme, Topic

OFFICE = ("secretary", "director")
OFFICERS = ("chair", "vice_chair", "section_secretary")


def is_office(user: Any) -> bool:
    return holds(user, *OFFICE)


def coordinated_sections(user: Any) -> set[int]:
    """Keys of the sections whose programmes the user coordinates as an officer."""
    return {int(key) for key in scopes_held(user, "members.section", *OFFICERS)}


def coordinates_somewhere(user: Any, thing: Any = None) -> bool:
    """The office, and officers of any section."""
    return is_office(user) or bool(coordinated_sections(user))


def may_coordinate(user: Any, programme: Programme) -> bool:
    """The office; officers of the programme's section."""
    return is_office(user) or (programme.section_id is not None and holds(user, *OFFICERS, scope=programme.section))


def may_keep_topic(user: Any, topic: Topic) -> bool:
    return may_coordinate(user, topic.programme)


def may_see_programme(user: Any, programme: Programme) -> bool:
    return programme.state != states.DRAFT or may_coordinate(user, programme)


def has_entry(user: Any, thing: Any = None) -> bool:
    """Has logged in and stands among the association's people."""
    return bool(user.is_authenticated and getattr(user, "person", None) is not None)


def may_join(user: Any, programme: Programme) -> bool:
    return has_entry(user) and programme.state == states.OPEN


def is_own_profile(user: Any, profile: Profile) -> bool:
    return is_self(user, profile.person)


def may_see_profile(user: Any, profile: Profile) -> bool:
    """The person and the coordinator; what the other side reads of it stands on the pair's page."""
    return is_own_profile(user, profile) or may_coordinate(user, profile.programme)


def is_of_pair(user: Any, pair: Pair) -> bool:
    """One of the two, once the pair was proposed to them."""
    return pair.state in states.SEEN_BY_PAIR and (is_self(user, pair.mentor) or is_self(user, pair.mentee))


def may_work(user: Any, pair: Pair) -> bool:
    """One of the two, while they work together."""
    return pair.state in states.WORKING and is_of_pair(user, pair)


def may_follow(user: Any, pair: Pair) -> bool:
    """The coordinator, to see the state of a pair and nothing of what the two write."""
    return may_coordinate(user, pair.programme)


def is_of_goal(user: Any, goal: Goal) -> bool:
    return may_work(user, goal.pair)
