"""Who may hand in books, see their checks, keep norms and give marks."""

from typing import Any

from sextant.base.permissions.queries import holds, scopes_held
from sextant.society.members.models import Section
from sextant.society.members.rules import SECTION, represents
from sextant.work.publications import states
from sextant.work.publications.models import Answer, Book, Check, PackVersion, QualityMark

OFFICE = ("secretary", "director")
OFFICERS = ("chair", "vice_chair", "section_secretary")
CHILDREN = "childrens"
"""Code of the section whose officers keep the norms beside the office."""


def is_keeper(user: Any, _thing: Any = None) -> bool:
    """The office, and the officers of the section of children's libraries: they keep norms, reply, give and withdraw marks."""
    if holds(user, *OFFICE):
        return True
    keys = scopes_held(user, SECTION, *OFFICERS)
    return bool(keys) and Section.objects.filter(code=CHILDREN, pk__in=[int(key) for key in keys]).exists()


def represented(user: Any) -> set[int]:
    """Keys of the organisations the user acts for."""
    return {int(key) for key in scopes_held(user, "members.organisation", "representative")}


def may_hand_in(user: Any, _thing: Any = None) -> bool:
    """Whoever acts for an organisation (a publishing house, a library), and the keepers."""
    return bool(represented(user)) or is_keeper(user)


def is_handing_in(user: Any, book: Book) -> bool:
    """Handed the book in, or acts for its publisher."""
    own = bool(user.is_authenticated and book.handed_in_by_id == user.pk)
    return own or (book.publisher is not None and represents(user, book.publisher))


def may_see_book(user: Any, book: Book) -> bool:
    """Those who handed it in and the keepers; the public sees the page of its mark, never the checks."""
    return is_handing_in(user, book) or is_keeper(user)


def may_change_book(user: Any, book: Book) -> bool:
    return is_handing_in(user, book) or is_keeper(user)


def may_see_check(user: Any, check: Check) -> bool:
    return may_see_book(user, check.book)


def may_stop_check(user: Any, check: Check) -> bool:
    return may_change_book(user, check.book)


def may_answer(user: Any, check: Check) -> bool:
    """The publisher, to a check that has ended."""
    return check.outcome == states.DONE and is_handing_in(user, check.book)


def may_reply(user: Any, answer: Answer) -> bool:
    """A keeper who did not answer for the publisher."""
    return is_keeper(user) and not (user.is_authenticated and answer.by_id == user.pk)


def may_give_mark(user: Any, check: Check) -> bool:
    """A keeper who did not hand the book in, on a check that it passed."""
    return check.verdict == states.PASS and is_keeper(user) and not is_handing_in(user, check.book)


def may_withdraw_mark(user: Any, mark: QualityMark) -> bool:
    return mark.state == states.VALID and is_keeper(user)


def may_decide_version(user: Any, version: PackVersion) -> bool:
    """A keeper; whether it is one who did not write it is asked word by word."""
    return version.state == states.DRAFT and is_keeper(user)


def words_for_version(user: Any, version: PackVersion) -> set[str]:
    if not is_keeper(user):
        return set()
    return {states.KEEPER} if version.written_by_id == user.pk else {states.KEEPER, states.SECOND}


def may_see_version(user: Any, version: PackVersion) -> bool:
    """What is or was in force is public; drafts are for the keepers."""
    return version.state in (states.IN_FORCE, states.REPLACED) or is_keeper(user)
