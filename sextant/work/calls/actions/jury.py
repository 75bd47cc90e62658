"""The jury: invited, agreed with its rules, left; what stands between a juror and an entry."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.permissions.moves import may_move
from sextant.society.members.models import Affiliation, Person
from sextant.society.members.ties import ties_between
from sextant.work.calls import letters, states
from sextant.work.calls.actions.calls import locked
from sextant.work.calls.models import Call, CoAuthor, Conflict, Entry, Juror, Knowledge, Review, Topic
from sextant.work.calls.naming import is_named

MOST_LOAD = 500


def held_juror(juror: Juror) -> Juror:
    """The juror as it is now, held until the transaction ends."""
    return Juror.objects.select_for_update(of=("self",)).select_related("call__section", "person__user").get(pk=juror.pk)


@transaction.atomic
def invite_juror(call: Call, *, person: Person, now: datetime, by: User | None, is_chair: bool = False, load: int | None = None) -> Juror:
    """Asks somebody to judge; whoever declined or left may be asked again. Nobody with an entry in the call."""
    call = locked(call)
    if call.state not in (states.DRAFT, states.PUBLISHED):
        raise ValidationError(_("This call is decided or cancelled; its jury is complete."))
    if takes_part(call, person):
        raise ValidationError({"person": _("This person has an entry in the call and cannot judge it.")})
    juror = Juror.objects.filter(call=call, person=person).first() or Juror(call=call, person=person, is_demo=call.is_demo)
    if juror.pk is not None and not may_move(states.JUROR_MOVES, juror.state, states.INVITED, {states.ORGANISER}):
        raise ValidationError({"person": _("This person is invited already.")})
    if is_chair and Juror.objects.filter(call=call, is_chair=True).exclude(pk=juror.pk).exists():
        raise ValidationError({"is_chair": _("The jury has a chair already.")})
    juror.state, juror.is_chair, juror.load, juror.answered_at = states.INVITED, is_chair, load, None
    juror.save()
    record(verb="calls.invite_juror", obj=call, by=by, after={"chair": is_chair}, personal_after={"person": person.pk})
    letters.write_to_juror("invited", juror, f"{now:%Y%m%d%H%M%S}")
    return juror


def takes_part(call: Call, person: Person) -> bool:
    """Whether the person has submitted an entry to the call, or is named among the co-authors of one."""
    sent = Entry.objects.filter(call=call).exclude(state__in=[states.DRAFT, states.WITHDRAWN])
    if sent.filter(person=person).exists():
        return True
    return any(is_named(name, person) for name in CoAuthor.objects.filter(entry__in=sent).values_list("name", flat=True))


@transaction.atomic
def agree_to_judge(juror: Juror, *, load: int, knowledge: dict[int, int], now: datetime, by: User | None) -> Juror:
    """The juror agrees to the rules (keep silent, tell of ties, score by the criteria), says how much they take and what they know (0–3)."""
    juror = held_juror(juror)
    if juror.state not in (states.INVITED, states.AGREED):
        raise ValidationError(_("This invitation is no longer open. Write to the organisers."))
    if takes_part(juror.call, juror.person):
        raise ValidationError(_("You have an entry in this call and cannot judge it."))
    if not 1 <= load <= MOST_LOAD:
        raise ValidationError({"load": _("Give a number of entries between 1 and %(most)s.") % {"most": MOST_LOAD}})
    juror.state, juror.load, juror.answered_at = states.AGREED, load, juror.answered_at or now
    juror.save()
    juror.knowledge.all().delete()
    topics = Topic.objects.filter(call=juror.call).in_bulk()
    known = [Knowledge(juror=juror, topic=topics[key], strength=min(3, value)) for key, value in knowledge.items() if key in topics and value > 0]
    Knowledge.objects.bulk_create(known)
    record(verb="calls.agree_to_judge", obj=juror, by=by, after={"load": load})
    return juror


@transaction.atomic
def decline_to_judge(juror: Juror, *, now: datetime, by: User | None) -> Juror:
    """The juror says no; nothing was shown to them."""
    juror = held_juror(juror)
    if not may_move(states.JUROR_MOVES, juror.state, states.DECLINED, {states.JUROR}):
        raise ValidationError(_("This invitation is answered already."))
    juror.state, juror.answered_at, juror.is_chair = states.DECLINED, now, False
    juror.save(update_fields=["state", "answered_at", "is_chair"])
    record(verb="calls.decline_to_judge", obj=juror, by=by)
    return juror


@transaction.atomic
def leave_jury(juror: Juror, *, who: str, now: datetime, by: User | None) -> Juror:
    """A juror leaves, or is released: reviews that are not submitted become free for others, those submitted stay."""
    juror = held_juror(juror)
    if not may_move(states.JUROR_MOVES, juror.state, states.LEFT, {who}):
        raise ValidationError(_("This juror does not sit in the jury."))
    juror.state, juror.answered_at, juror.is_chair = states.LEFT, now, False
    juror.save(update_fields=["state", "answered_at", "is_chair"])
    freed = juror.reviews.filter(state=states.ASSIGNED, stage__is_frozen=False).delete()[0]
    record(verb="calls.leave_jury", obj=juror, by=by, after={"freed": freed})
    return juror


@transaction.atomic
def declare_conflict(juror: Juror, entry: Entry, *, kind: str, note: str = "", now: datetime, by: User | None) -> Conflict:
    """Notes that a juror must not judge an entry; a review of it that is there already ends."""
    if entry.call_id != juror.call_id:
        raise ValidationError(_("This entry belongs to another call."))
    conflict = Conflict.objects.get_or_create(juror=juror, entry=entry, kind=kind, defaults={"note": note.strip()[:300]})[0]
    standing = Review.objects.filter(juror=juror, entry=entry, stage__is_frozen=False).exclude(state=states.RECUSED)
    standing.update(state=states.RECUSED, changed_at=now)
    record(verb="calls.declare_conflict", obj=entry, by=by, after={"kind": kind}, personal_after={"juror": juror.pk})
    return conflict


Pairs = set[tuple[int, int, str]]
"""(juror, entry, kind of conflict)."""


def _same_people(jurors: list[Juror], entries: list[Entry]) -> Pairs:
    """Jurors who are the author or, by key or by name, a co-author."""
    by_person = {juror.person_id: juror.pk for juror in jurors}
    found: Pairs = {(by_person[e.person_id], e.pk, Conflict.Kind.SELF) for e in entries if e.person_id in by_person}
    for key, person, name in CoAuthor.objects.filter(entry__in=[entry.pk for entry in entries]).values_list("entry", "person", "name"):
        found.update((juror.pk, key, Conflict.Kind.COAUTHOR) for juror in jurors if juror.person_id == person or is_named(name, juror.person))
    return found


KINDS = {
    "coauthor": Conflict.Kind.COAUTHOR,
    "mentoring": Conflict.Kind.MENTOR,
    "organisation": Conflict.Kind.WORKPLACE,
    "supervision": Conflict.Kind.MENTOR,
}
"""What a tie that the site knows is called among conflicts; others are `other`."""


def _tied(jurors: list[Juror], entries: list[Entry]) -> Pairs:
    """Jurors tied to the author: they work or worked together, one was the other's mentor, or what other houses know."""
    by_person = {juror.person_id: juror.pk for juror in jurors}
    works: dict[int, list[int]] = defaultdict(list)
    for entry in entries:
        works[entry.person_id].append(entry.pk)
    ties = ties_between(by_person, works)
    return {(by_person[tie.person], key, KINDS.get(tie.name, Conflict.Kind.OTHER)) for tie in ties for key in works[tie.other]}


def _same_places(jurors: list[Juror], entries: list[Entry]) -> Pairs:
    """Jurors who work where the entry comes from, whoever wrote it."""
    at: dict[int, set[int]] = defaultdict(set)
    by_person = {juror.person_id: juror.pk for juror in jurors}
    for person, place in Affiliation.objects.filter(person__in=by_person, until=None).values_list("person", "organisation"):
        at[place].add(by_person[person])
    return {(juror, entry.pk, Conflict.Kind.WORKPLACE) for entry in entries if entry.organisation_id for juror in at.get(entry.organisation_id, ())}


@transaction.atomic
def find_conflicts(call: Call, *, now: datetime) -> int:
    """Looks for ties between the jury and all submitted entries, in a constant number of queries; returns how many are new."""
    jurors = list(Juror.objects.filter(call=call).exclude(state__in=[states.DECLINED, states.LEFT]).select_related("person"))
    entries = list(Entry.objects.filter(call=call, state=states.SUBMITTED))
    pairs = _same_people(jurors, entries) | _tied(jurors, entries) | _same_places(jurors, entries)
    known = set(Conflict.objects.filter(juror__call=call).values_list("juror", "entry", "kind"))
    new = [Conflict(juror_id=juror, entry_id=entry, kind=kind, is_found=True) for juror, entry, kind in sorted(pairs - known)]
    Conflict.objects.bulk_create(new, batch_size=500)
    _end_reviews({(juror, entry) for juror, entry, _kind in pairs}, call, now)
    if new:
        record(verb="calls.find_conflicts", obj=call, by=None, after={"found": len(new)})
    return len(new)


def _end_reviews(barred: set[tuple[int, int]], call: Call, now: datetime) -> None:
    """Reviews that stand in spite of a conflict found later end; nothing of them counts."""
    standing: Any = Review.objects.filter(entry__call=call, stage__is_frozen=False).exclude(state=states.RECUSED)
    ended = [key for key, juror, entry in standing.values_list("pk", "juror", "entry") if (juror, entry) in barred]
    Review.objects.filter(pk__in=ended).update(state=states.RECUSED, changed_at=now)
