"""Who may do what with awards, nominations, reviews, votes and lists."""

from typing import Any

from django.db.models import Case, Q, When
from django.utils import timezone

from sextant.base.permissions.queries import holds, scopes_held
from sextant.society.members.models import Organisation, Section
from sextant.society.members.rules import SECTION, is_member
from sextant.work.reading import states
from sextant.work.reading.models import (
    AwardEntry,
    AwardImport,
    AwardList,
    Ballot,
    Book,
    CouncilMember,
    KioskSession,
    ReadingRules,
    RecommendedList,
    Review,
)

OFFICE = ("secretary", "director")
OFFICERS = ("chair", "vice_chair", "section_secretary")
CHILDREN = "childrens"
"""Code of the section whose officers keep the lists as long as the rules name no other."""


def _children_section() -> int | None:
    chosen = Q(pk__in=ReadingRules.objects.filter(children_section__isnull=False).values("children_section"))
    rows = Section.objects.filter(chosen | Q(code=CHILDREN)).order_by(Case(When(chosen, then=0), default=1), "pk")
    return rows.values_list("pk", flat=True).first()


def _is_officer(user: Any) -> bool:
    """Holds an office in the children's section; which one it is, is kept on the user for the time of one request."""
    keys = scopes_held(user, SECTION, *OFFICERS)
    if not keys:
        return False
    if not hasattr(user, "_children_section"):
        user._children_section = _children_section()
    return str(user._children_section) in keys


def is_office(user: Any, thing: Any = None) -> bool:
    return holds(user, *OFFICE)


def is_keeper(user: Any, thing: Any = None) -> bool:
    """The office and the officers of the children's section keep awards, seasons, the council and the lists."""
    return holds(user, *OFFICE) or _is_officer(user)


def may_see_award(user: Any, award: AwardList) -> bool:
    return award.is_public or is_keeper(user)


def may_keep_entry(user: Any, entry: AwardEntry) -> bool:
    return is_keeper(user)


def may_keep_import(user: Any, run: AwardImport) -> bool:
    return is_keeper(user)


def represented(user: Any) -> set[int]:
    """Keys of the organisations the user acts for."""
    return {int(key) for key in scopes_held(user, "members.organisation", "representative")}


def represents_library(user: Any) -> bool:
    """Acts for at least one library."""
    keys = represented(user)
    return bool(keys) and Organisation.objects.filter(pk__in=keys, kind__in=Organisation.LIBRARIES).exists()


def may_nominate(user: Any) -> bool:
    """Members in good standing, whoever acts for a library or a publisher, and those who keep the list."""
    return is_member(user) or bool(represented(user)) or is_keeper(user)


def is_nominator(user: Any, book: Book) -> bool:
    return bool(user.is_authenticated and book.nominated_by_id == user.pk)


def may_see_book(user: Any, book: Book) -> bool:
    """Everybody, once it is in the season; before that who nominated it, and those who decide."""
    return book.state == states.ACCEPTED or is_nominator(user, book) or is_keeper(user)


def may_change_book(user: Any, book: Book) -> bool:
    """Who nominated it until it is taken; then those who keep the list."""
    return is_keeper(user) or (is_nominator(user, book) and book.state in (states.PROPOSED, states.DECLINED))


def may_withdraw_book(user: Any, book: Book) -> bool:
    return is_keeper(user) or (is_nominator(user, book) and book.state == states.PROPOSED)


def words_for_book(user: Any, book: Book) -> set[str]:
    return ({states.AUTHOR} if is_nominator(user, book) else set()) | ({states.KEEPER} if is_keeper(user) else set())


def seat_of(user: Any) -> CouncilMember | None:
    """The user's seat on the council today."""
    if not user.is_authenticated:
        return None
    if not hasattr(user, "_reading_seat"):
        seats = CouncilMember.objects.in_force(timezone.localdate()).filter(person__user=user)
        user._reading_seat = seats.select_related("person").first()
    seat: CouncilMember | None = user._reading_seat
    return seat


def sits_on_council(user: Any) -> bool:
    return seat_of(user) is not None


def may_review(user: Any, book: Book) -> bool:
    """Who sits on the council; whether an interest forbids it, the action asks."""
    return book.state == states.ACCEPTED and sits_on_council(user)


def has_reviewed(user: Any, book: Book) -> bool:
    """Has handed a review of this book in."""
    seat = seat_of(user)
    return seat is not None and book.reviews.filter(member__person=seat.person_id, state=states.HANDED_IN).exists()


def may_see_reviews(user: Any, book: Book) -> bool:
    """Handed-in reviews of a book: the council member who has handed in a review of it; others once the time for reviews is over.

    Those who keep the list read them too, unless they sit on the council themselves and have not handed theirs in.
    """
    over = not book.season.takes_reviews(timezone.localdate())
    if sits_on_council(user):
        return over or has_reviewed(user, book)
    return is_keeper(user)


def is_reviewer(user: Any, review: Review) -> bool:
    return bool(user.is_authenticated and review.member.person.user_id == user.pk)


def may_see_review(user: Any, review: Review) -> bool:
    """One's own; those of others as `may_see_reviews` says, never a draft."""
    return is_reviewer(user, review) or (review.state == states.HANDED_IN and may_see_reviews(user, review.book))


def may_report_votes(user: Any, book: Book | None = None) -> bool:
    """Who acts for a library."""
    return represents_library(user)


def may_keep_ballot(user: Any, ballot: Ballot) -> bool:
    """Who acts for the library, until the votes are closed; those who keep the list."""
    return ballot.library_id in represented(user) or is_keeper(user)


def may_open_session(user: Any) -> bool:
    return represents_library(user)


def may_keep_session(user: Any, session: KioskSession) -> bool:
    """Who acts for the library that opened the page."""
    return session.library_id in represented(user) or is_office(user)


def is_writer(user: Any, one: RecommendedList) -> bool:
    """Had a hand in this version."""
    return bool(user.is_authenticated and any(writer.pk == user.pk for writer in one.writers.all()))


def may_see_list(user: Any, one: RecommendedList) -> bool:
    return one.state in states.READ_LISTS or is_keeper(user)


def may_decide_list(user: Any, one: RecommendedList) -> bool:
    return is_keeper(user)


def may_publish_list(user: Any, one: RecommendedList) -> bool:
    """Somebody who keeps the lists and had no hand in this version."""
    return is_keeper(user) and not is_writer(user, one)


def words_for_list(user: Any, one: RecommendedList) -> set[str]:
    words = {states.KEEPER} if is_keeper(user) else set()
    return words | ({states.SECOND} if may_publish_list(user, one) else set())
