"""Entries: begun, saved while they are written, submitted with a receipt, withdrawn, not admitted."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.jobs.actions import after_commit
from sextant.base.permissions.moves import may_move
from sextant.society.members.models import Person
from sextant.work.calls import letters, states
from sextant.work.calls.actions.calls import locked
from sextant.work.calls.actions.dropping import drop_file
from sextant.work.calls.models import Answer, Call, CoAuthor, Decision, Entry, Field, Juror, LatePass, Review
from sextant.work.calls.queries.eligibility import eligibility
from sextant.work.calls.queries.entries import deadline_for, may_still_send, missing_in, receipt_of

LONGEST = 20_000
"""Characters of one answer, whatever the call allows."""
MOST_COAUTHORS = 20


def _held(entry: Entry) -> Entry:
    return Entry.objects.select_for_update(of=("self",)).select_related("call__section", "person", "category").get(pk=entry.pk)


def refuse_unless_open(call: Call, person: Person, at: datetime) -> None:
    """A sentence where the call does not take an entry of this person at that moment; both sides are told in the call's zone."""
    if may_still_send(call, person, at):
        return
    if call.state != states.PUBLISHED:
        raise ValidationError(_("This call takes no entries."))
    if at < call.opens_at:
        raise ValidationError(_("This call does not take entries yet."))
    local, now = deadline_for(call, person).astimezone(call.zone), at.astimezone(call.zone)
    words = {"day": date_format(local), "time": f"{local:%H:%M}", "zone": call.time_zone, "now": f"{date_format(now)}, {now:%H:%M:%S}"}
    raise ValidationError(_("The deadline was %(day)s, %(time)s (%(zone)s); this came at %(now)s. What you wrote is kept as it was.") % words)


def _refuse_juror(call: Call, person: Person) -> None:
    if Juror.objects.filter(call=call, person=person, state=states.AGREED).exists():
        raise ValidationError(_("You sit in the jury of this call. Leave the jury first; then you may enter."))


@transaction.atomic
def begin_entry(call: Call, *, person: Person, title: str, language: str, at: datetime, by: User | None, is_demo: bool = False) -> Entry:
    """Begins a draft that only its author sees. A person with an entry in a call of one entry goes on with that one."""
    refuse_unless_open(call, person, at)
    _refuse_juror(call, person)
    if call.one_entry:
        known = Entry.objects.filter(call=call, person=person).exclude(state=states.WITHDRAWN).first()
        if known is not None:
            return known
    place = person.affiliations.filter(until=None).order_by("-since", "id").first()
    entry = Entry.objects.create(
        call=call,
        person=person,
        organisation=place.organisation if place else None,
        title=title.strip()[:200],
        language=language,
        saved_at=at,
        is_demo=is_demo or call.is_demo,
    )
    record(verb="calls.begin_entry", obj=entry, by=by, after={"call": call.slug})
    return entry


def _write_answers(entry: Entry, answers: dict[int, Any]) -> None:
    """Only what belongs to the form of the call is kept; a text that is not changed keeps what a blind jury reads of it."""
    fields = {field.pk: field for field in Field.objects.filter(call=entry.call).exclude(kind=Field.Kind.FILE)}
    known = {answer.field_id: answer for answer in Answer.objects.filter(entry=entry)}
    for key, value in answers.items():
        if key not in fields:
            continue
        text, rows = ("", value) if isinstance(value, list) else (str(value or "").replace("\x00", "")[:LONGEST], [])
        answer = known.get(key) or Answer(entry=entry, field=fields[key])
        if answer.pk is None or (answer.text, answer.rows) != (text, rows):
            answer.text, answer.rows, answer.blind_text = text, rows, ""
            answer.save()


def _write_people(entry: Entry, coauthors: list[tuple[str, str]]) -> None:
    if len(coauthors) > MOST_COAUTHORS:
        raise ValidationError({"coauthors": _("Name at most %(count)s co-authors.") % {"count": MOST_COAUTHORS}})
    if list(entry.coauthors.values_list("name", "organisation")) != coauthors:
        entry.coauthors.all().delete()
        CoAuthor.objects.bulk_create(CoAuthor(entry=entry, name=name[:200], organisation=place[:300]) for name, place in coauthors)


def _write(entry: Entry, values: dict[str, Any], at: datetime) -> None:
    if "title" in values:
        entry.title = values["title"].strip()[:200]
    if "category" in values:
        entry.category = values["category"]
    if entry.category is not None and entry.category.call_id != entry.call_id:
        raise ValidationError({"category": _("Choose a category of this call.")})
    if "topics" in values:
        entry.topics.set([topic for topic in values["topics"] if topic.call_id == entry.call_id])
    _write_answers(entry, values.get("answers", {}))
    if "coauthors" in values:
        _write_people(entry, values["coauthors"])
    entry.saved_at, entry.names_checked = at, False
    entry.save()


@transaction.atomic
def save_entry(entry: Entry, *, at: datetime, by: User | None, **values: Any) -> Entry:
    """Keeps a draft as far as it is written; nothing is required yet. Savings of drafts leave no line in the record."""
    entry = _held(entry)
    refuse_unless_open(entry.call, entry.person, at)
    if entry.state != states.DRAFT:
        raise ValidationError(_("This entry is submitted. Change it and submit it again; nothing is saved in between."))
    _write(entry, values, at)
    return entry


@in_turn
def submit_entry(entry: Entry, *, at: datetime, by: User | None, **values: Any) -> Entry:
    """Submits an entry, or submits it anew with changes. Everything is checked; the author gets a receipt with its digest.

    `at` is the moment the request came in, by the server's clock: what began before the deadline counts.
    """
    call = locked(entry.call)
    entry = _held(entry)
    refuse_unless_open(call, entry.person, at)
    _refuse_juror(call, entry.person)
    if not may_move(states.ENTRY_MOVES, entry.state, states.SUBMITTED, {states.ENTRANT}):
        raise ValidationError(_("This entry was withdrawn or not admitted; it cannot be submitted."))
    refuse_when_read(entry)
    if values:
        _write(entry, values, at)
    refusals = missing_in(entry) + [finding.sentence for finding in eligibility(call, entry.person) if not finding.ok]
    if call.one_entry and Entry.objects.filter(call=call, person=entry.person, state=states.SUBMITTED).exclude(pk=entry.pk).exists():
        refusals.append(_("You have submitted an entry to this call already. Withdraw it first, or change it."))
    if refusals:
        raise ValidationError(refusals)
    if entry.number is None:
        call.last_number += 1
        call.save(update_fields=["last_number"])
        entry.number = call.last_number
    return take_in(entry, call, at=at, by=by)


def refuse_when_read(entry: Entry) -> None:
    """A sentence where an entry has come to jurors: what they judge stays as it is."""
    if Review.objects.filter(entry=entry).exists():
        raise ValidationError(_("Jurors are reading this entry already; it stays as it is."))


def take_in(entry: Entry, call: Call, *, at: datetime, by: User | None) -> Entry:
    """Counts an entry with a number as submitted in its present form: a digest of it, a receipt by e-mail, a look for names before a blind jury."""
    entry.state, entry.submitted_at, entry.is_late = states.SUBMITTED, at, at > call.closes_at
    entry.stage = entry.stage or call.stages.first()
    entry.receipt = receipt_of(entry)
    entry.save()
    record(verb="calls.submit_entry", obj=entry, by=by, after={"number": entry.number, "receipt": entry.receipt, "late": entry.is_late})
    letters.write_receipt(entry, until=deadline_for(call, entry.person))
    if call.is_double_blind:
        after_commit("calls.blind_entry", entry_id=entry.pk, receipt=entry.receipt)
    return entry


@in_turn
def withdraw_entry(entry: Entry, *, by: User | None) -> Entry:
    """Takes an entry out at its author's wish, until the decision; reviews of it no longer count."""
    call = locked(entry.call)
    entry = _held(entry)
    if call.state != states.PUBLISHED:
        raise ValidationError(_("The call is decided; an entry can no longer be withdrawn. Write to the organisers."))
    if not may_move(states.ENTRY_MOVES, entry.state, states.WITHDRAWN, {states.ENTRANT}):
        raise ValidationError(_("Only a submitted entry can be withdrawn."))
    entry.state = states.WITHDRAWN
    entry.save(update_fields=["state"])
    record(verb="calls.withdraw_entry", obj=entry, by=by, after={"number": entry.number})
    return entry


@transaction.atomic
def delete_draft(entry: Entry, *, by: User | None) -> None:
    """Takes a draft away for good."""
    entry = _held(entry)
    if entry.state != states.DRAFT:
        raise ValidationError(_("Only a draft can be deleted. A submitted entry is withdrawn."))
    record(verb="calls.delete_draft", obj=entry, by=by)
    for file in entry.files.all():
        drop_file(file)
    entry.delete()


def _refuse_unless_undecided(call: Call) -> None:
    if call.state != states.PUBLISHED:
        raise ValidationError(_("The call is decided; its entries stay as they are."))


@transaction.atomic
def refuse_entry(entry: Entry, *, reason: str, by: User | None) -> Entry:
    """Does not admit a submitted entry, with the reason its author reads; `readmit_entry` takes it back."""
    call, entry = locked(entry.call), _held(entry)
    _refuse_unless_undecided(call)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why; the author reads it.")})
    if not may_move(states.ENTRY_MOVES, entry.state, states.REFUSED, {states.ORGANISER}):
        raise ValidationError(_("Only a submitted entry can be refused."))
    entry.state, entry.reason = states.REFUSED, reason.strip()[:500]
    entry.save(update_fields=["state", "reason"])
    Decision.objects.filter(entry=entry, stage__is_frozen=False).delete()
    record(verb="calls.refuse_entry", obj=entry, by=by, after={"number": entry.number, "reason": entry.reason})
    letters.write_to_author("refused", entry, turn=f"{timezone.now():%Y%m%d%H%M%S}")
    return entry


@transaction.atomic
def readmit_entry(entry: Entry, *, by: User | None) -> Entry:
    """Admits an entry after all."""
    call, entry = locked(entry.call), _held(entry)
    _refuse_unless_undecided(call)
    if not may_move(states.ENTRY_MOVES, entry.state, states.SUBMITTED, {states.ORGANISER}):
        raise ValidationError(_("Only an entry that was not admitted can be admitted."))
    entry.state, entry.reason = states.SUBMITTED, ""
    entry.save(update_fields=["state", "reason"])
    record(verb="calls.readmit_entry", obj=entry, by=by, after={"number": entry.number})
    letters.write_to_author("readmitted", entry, turn=f"{timezone.now():%Y%m%d%H%M%S}")
    return entry


@transaction.atomic
def give_late_pass(call: Call, *, person: Person, until: datetime, reason: str, by: User | None) -> LatePass:
    """Lets one person submit until a later moment, by decision and with its reason; another pass replaces the first."""
    call = locked(call)
    _refuse_unless_undecided(call)
    if call.stages.filter(is_frozen=True).exists():
        raise ValidationError(_("The first stage is final already; a new entry could not be judged any more."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why; a later deadline for one person needs a reason.")})
    if until <= call.closes_at:
        raise ValidationError({"until": _("This is not later than the deadline of the call.")})
    if until > call.closes_at + timedelta(days=60):
        raise ValidationError({"until": _("At most sixty days after the deadline.")})
    values = {"until": until, "reason": reason.strip()[:300], "by": by}
    late = LatePass.objects.update_or_create(call=call, person=person, defaults=values)[0]
    record(verb="calls.give_late_pass", obj=call, by=by, after={"until": until, "reason": late.reason}, personal_after={"person": person.pk})
    letters.write_about_pass(late)
    return late
