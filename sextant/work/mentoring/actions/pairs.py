"""What the two of a pair do: agree or not, set goals, meet, write notes, look back, leave.

The record has a line for each, but no word of theirs; of a refusal and of the safe exit it has no name either.
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.permissions.moves import may_move
from sextant.society.members.models import Person
from sextant.work.mentoring import letters, states
from sextant.work.mentoring.actions.matching import move_pair
from sextant.work.mentoring.models import Ending, Goal, Meeting, Note, Pair, Review

MOST = 500
"""Goals, meetings or notes of one pair."""


def side_of(pair: Pair, person: Person) -> str:
    """`mentor` or `mentee`; anybody else is refused."""
    if person.pk == pair.mentor_id:
        return "mentor"
    if person.pk == pair.mentee_id:
        return "mentee"
    raise ValidationError(_("This pair is not yours."))


def _working(pair: Pair) -> Pair:
    pair = Pair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    if pair.state not in states.WORKING:
        raise ValidationError(_("This pair does not work together now."))
    return pair


@transaction.atomic
def accept_pair(pair: Pair, *, person: Person, on: date, by: User | None) -> Pair:
    """One of the two agrees; with the second the pair begins, and both get a letter."""
    pair = Pair.objects.select_for_update(of=("self",)).select_related("programme", "mentor__user", "mentee__user").get(pk=pair.pk)
    side = side_of(pair, person)
    if pair.state != states.PROPOSED:
        raise ValidationError(_("This pair is not proposed any more."))
    setattr(pair, f"{side}_agreed_on", on)
    if pair.mentor_agreed_on and pair.mentee_agreed_on and may_move(states.MOVES, pair.state, states.RUNNING, {states.BOTH}):
        pair.state, pair.started_on = states.RUNNING, on
        letters.write_to_both("running", pair)
    pair.save(update_fields=["mentor_agreed_on", "mentee_agreed_on", "state", "started_on"])
    record(verb="mentoring.accept_pair", obj=pair, by=by)
    return pair


@transaction.atomic
def decline_pair(pair: Pair, *, person: Person, reason: str = "") -> Pair:
    """One of the two says no. The other learns that the pair did not come about; the coordinator reads the reason, if there is one."""
    side_of(pair, person)
    pair, _before = move_pair(pair, states.DECLINED, {states.PAIR})
    return _over(pair, reason, None)


@transaction.atomic
def leave_pair(pair: Pair, *, person: Person, on: date, reason: str = "") -> Pair:
    """The safe exit: either side, at any time, without a reason for the other. Nobody is told who asked."""
    side_of(pair, person)
    pair, _before = move_pair(pair, states.LEFT, {states.PAIR})
    return _over(pair, reason, on)


def _over(pair: Pair, reason: str, on: date | None) -> Pair:
    pair.mentor_agreed_on, pair.mentee_agreed_on, pair.ended_on = None, None, on
    pair.save(update_fields=["state", "mentor_agreed_on", "mentee_agreed_on", "ended_on"])
    if reason.strip():
        Ending.objects.create(pair=pair, reason=reason.strip()[:4000])
    record(verb="mentoring.end_pair", obj=pair, anonymous=True)
    letters.write_to_both("over", pair)
    return pair


@transaction.atomic
def begin_closing(pair: Pair, *, by: User | None) -> Pair:
    """One of the two, or the coordinator, asks both to look back."""
    pair, before = move_pair(pair, states.CLOSING, {states.PAIR})
    pair.save(update_fields=["state"])
    record(verb="mentoring.begin_closing", obj=pair, by=by, before={"state": before})
    letters.write_to_both("closing", pair)
    return pair


@transaction.atomic
def write_review(pair: Pair, *, person: Person, mark: int, text: str, is_shared: bool, on: date, by: User | None) -> Review:
    """One of the two looks back; with the second review the pair is closed."""
    pair = Pair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    side_of(pair, person)
    if pair.state != states.CLOSING:
        raise ValidationError(_("The closing review has not begun, or is over."))
    if not 1 <= mark <= 5:
        raise ValidationError({"mark": _("Give a mark from 1 to 5.")})
    if pair.reviews.filter(author=person).exists():
        raise ValidationError(_("You have looked back already. Thank you."))
    made = Review.objects.create(pair=pair, author=person, mark=mark, text=text.strip(), is_shared=is_shared)
    if pair.reviews.count() == 2:
        pair.state, pair.ended_on = states.CLOSED, on
        pair.save(update_fields=["state", "ended_on"])
    record(verb="mentoring.write_review", obj=pair, by=by)
    return made


@transaction.atomic
def add_goal(pair: Pair, *, text: str, by: User | None) -> Goal:
    """Sets a goal."""
    pair = _working(pair)
    if not text.strip():
        raise ValidationError({"text": _("Say what you want to reach.")})
    _refuse_flood(pair.goals.count())
    made = Goal.objects.create(pair=pair, text=text.strip())
    record(verb="mentoring.add_goal", obj=pair, by=by)
    return made


@transaction.atomic
def turn_goal(goal: Goal, *, on: date, by: User | None) -> Goal:
    """Marks a goal as reached, or as not reached after all."""
    pair = _working(goal.pair)
    goal.done_on = None if goal.done_on else on
    goal.save(update_fields=["done_on"])
    record(verb="mentoring.turn_goal", obj=pair, by=by)
    return goal


@transaction.atomic
def add_meeting(pair: Pair, *, at: datetime, minutes: int, next_step: str = "", by: User | None) -> Meeting:
    """Notes a meeting that was or will be."""
    pair = _working(pair)
    if not 5 <= minutes <= 600:
        raise ValidationError({"minutes": _("A meeting lasts from 5 minutes to 10 hours.")})
    _refuse_flood(pair.meetings.count())
    made = Meeting.objects.create(pair=pair, at=at, minutes=minutes, next_step=next_step.strip())
    record(verb="mentoring.add_meeting", obj=pair, by=by)
    return made


@transaction.atomic
def write_note(pair: Pair, *, person: Person, text: str, by: User | None) -> Note:
    """Writes a note that only the two read; neither the record nor the search has a word of it."""
    pair = _working(pair)
    side_of(pair, person)
    if not text.strip():
        raise ValidationError({"text": _("Write something first.")})
    _refuse_flood(pair.notes.count())
    made = Note.objects.create(pair=pair, author=person, text=text.strip())
    record(verb="mentoring.write_note", obj=pair, by=by)
    return made


def _refuse_flood(count: int) -> None:
    if count >= MOST:
        raise ValidationError(_("There are enough of them in this pair."))
