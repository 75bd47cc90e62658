"""Who may do what with calls, entries, juries and results.

Whoever has an entry in a call never sees what is judged in it, whatever office they hold: another organiser does that work.
Jurors are asked by their own row (`juror_of`), kept on the user for the time of one request.
"""

from typing import Any

from sextant.base.permissions.pages import anyone, logged_in
from sextant.base.permissions.queries import holds, holds_anywhere
from sextant.society.members.rules import is_self
from sextant.work.calls import states
from sextant.work.calls.models import Award, Bundle, Call, CoAuthor, Entry, EntryFile, Juror, Review, Stage
from sextant.work.calls.naming import is_named

OFFICE = ("secretary", "director")
SECTION_ROLES = ("chair", "section_secretary")

__all__ = ["anyone", "logged_in"]


def is_office(user: Any, thing: Any = None) -> bool:
    """The association's office."""
    return holds(user, *OFFICE)


def may_begin(user: Any, thing: Any = None) -> bool:
    """The office and officers of sections begin calls."""
    return is_office(user) or holds_anywhere(user, *SECTION_ROLES, "call_manager")


def may_run(user: Any, call: Call) -> bool:
    """The office, officers of the call's section, and those who were given this call."""
    if is_office(user) or holds(user, "call_manager", scope=call):
        return True
    return call.section is not None and holds(user, *SECTION_ROLES, scope=call.section)


def has_entry(user: Any, call: Call) -> bool:
    """Whether the user takes part in the call: with an entry of their own, withdrawn ones included, or as a co-author."""
    if not user.is_authenticated:
        return False
    known = user.__dict__.setdefault("_call_entries", {})
    if call.pk not in known:
        known[call.pk] = Entry.objects.filter(call=call, person__user=user).exists() or _is_coauthor(user, call)
    return bool(known[call.pk])


def _is_coauthor(user: Any, call: Call) -> bool:
    """Whether the user's name stands among the co-authors of a submitted entry; asked of those alone who might see the jury."""
    person = getattr(user, "person", None)
    if person is None:
        return False
    names = CoAuthor.objects.filter(entry__call=call).exclude(entry__state=states.DRAFT).values_list("name", flat=True)
    return any(is_named(name, person) for name in names)


def juror_of(user: Any, call: Call) -> Juror | None:
    """The user's place in the jury of this call, whatever its state."""
    if not user.is_authenticated:
        return None
    known = user.__dict__.setdefault("_call_juries", {})
    if call.pk not in known:
        known[call.pk] = Juror.objects.filter(call=call, person__user=user).select_related("person").first()
    return known[call.pk]


def may_judge_the_judges(user: Any, call: Call) -> bool:
    """Runs the call, has no entry in it and does not sit in its blind jury: sees entries with their authors, jurors, reviews and rankings."""
    return may_run(user, call) and not has_entry(user, call) and not (call.is_double_blind and _sits_in(user, call))


def may_see_call(user: Any, call: Call) -> bool:
    """Published calls are for everybody; a draft is for those who run it."""
    return call.state in states.PUBLIC or may_run(user, call)


def may_edit(user: Any, call: Call) -> bool:
    return may_run(user, call) and call.state in (states.DRAFT, states.PUBLISHED)


def may_publish(user: Any, call: Call) -> bool:
    return may_run(user, call)


def may_decide(user: Any, call: Call) -> bool:
    """The chair of the jury, or those who run the call; never somebody with an entry in it."""
    return (may_run(user, call) or _chairs(user, call)) and not has_entry(user, call)


def _sits_in(user: Any, call: Call) -> bool:
    juror = juror_of(user, call)
    return juror is not None and juror.state == states.AGREED


def _chairs(user: Any, call: Call) -> bool:
    juror = juror_of(user, call)
    return juror is not None and juror.is_chair and juror.state == states.AGREED


def is_author(user: Any, entry: Entry) -> bool:
    """Whoever sent it."""
    return is_self(user, entry.person)


def may_see_entry(user: Any, entry: Entry) -> bool:
    """Its author, and those who run the call (once it is submitted). Jurors have their own page, `may_review`."""
    if is_author(user, entry):
        return True
    return entry.state != states.DRAFT and may_judge_the_judges(user, entry.call)


def may_edit_entry(user: Any, entry: Entry) -> bool:
    """Its author; whether it may still be changed is told by the action, with the reason."""
    return is_author(user, entry)


def may_admit(user: Any, entry: Entry) -> bool:
    """Those who run the call: refuse an entry, give its files to the jury, take names out."""
    return entry.state != states.DRAFT and may_judge_the_judges(user, entry.call)


def may_see_file(user: Any, file: EntryFile) -> bool:
    """The file as it came, name and metadata and all."""
    return may_see_entry(user, file.entry)


def may_admit_file(user: Any, file: EntryFile) -> bool:
    return may_admit(user, file.entry)


def is_juror(user: Any, juror: Juror) -> bool:
    return is_self(user, juror.person)


def may_answer_invitation(user: Any, juror: Juror) -> bool:
    return is_juror(user, juror) and juror.call.state == states.PUBLISHED


def may_change_juror(user: Any, juror: Juror) -> bool:
    return may_judge_the_judges(user, juror.call)


def sits(user: Any, call: Call) -> bool:
    """Agreed to judge, and has no entry in the call: a juror who becomes an author sees nothing more."""
    juror = juror_of(user, call)
    return juror is not None and juror.state == states.AGREED and not has_entry(user, call)


def may_review(user: Any, review: Review) -> bool:
    """The juror it was given to, while they sit, as long as they have not stepped back and the entry stands."""
    mine = review.juror.person.user_id == user.pk and user.is_authenticated
    standing = review.state != states.RECUSED and review.entry.state == states.SUBMITTED
    return bool(mine and standing and sits(user, review.entry.call))


def may_recuse(user: Any, review: Review) -> bool:
    """A juror may step back at any time."""
    return review.juror.person.user_id == user.pk and bool(user.is_authenticated)


def may_change_assignment(user: Any, review: Review) -> bool:
    return may_judge_the_judges(user, review.entry.call)


def sees_names(user: Any, call: Call) -> bool:
    """Whether a juror of this call sees whose entry it is."""
    return not call.is_double_blind


def may_see_files_of(user: Any, review: Review, file: EntryFile) -> bool:
    """A juror has a file of the entry: as it may be shown in a blind call, else as it came; hidden answers never."""
    if not may_review(user, review) or file.entry_id != review.entry_id or file.field.hidden:
        return False
    return sees_names(user, review.entry.call) or file.may_be_shown_blind


def may_see_results(user: Any, call: Call) -> bool:
    """Announced results are for everybody."""
    return call.state == states.ANNOUNCED or may_judge_the_judges(user, call)


def may_see_feedback(user: Any, entry: Entry) -> bool:
    """The author, once the results are announced."""
    return is_author(user, entry) and entry.call.state == states.ANNOUNCED


def may_see_award(user: Any, award: Award) -> bool:
    """Whoever got it, and the office."""
    return is_self(user, award.person) or may_run(user, award.entry.call)


def may_have_bundle(user: Any, bundle: Bundle) -> bool:
    """Everything submitted, with authors: those who run the call and have no entry in it."""
    return may_judge_the_judges(user, bundle.call)


def may_change_award(user: Any, award: Award) -> bool:
    return may_judge_the_judges(user, award.entry.call)


def may_change_stage(user: Any, stage: Stage) -> bool:
    return may_judge_the_judges(user, stage.call)


def may_see_rows(user: Any) -> bool:
    """Who may open a measure to entries and awards of persons."""
    return is_office(user) or holds(user, "analyst")
