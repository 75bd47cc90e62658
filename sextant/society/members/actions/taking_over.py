"""The confirmed rows of a spreadsheet are taken over, all of them in one transaction or none."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.search.actions import index_many
from sextant.society.members import states
from sextant.society.members.actions.imports import State, keep_verdicts, locked, plain, verdicts_of
from sextant.society.members.actions.payments import next_number
from sextant.society.members.models import (
    Affiliation,
    FormerName,
    Membership,
    MembershipPeriod,
    Organisation,
    Person,
    Plan,
    Privacy,
    SectionMember,
)
from sextant.society.members.models.imports import ImportRow, ImportRun, OrganisationAlias
from sextant.society.members.names import folded_name, folded_organisation
from sextant.society.members.queries.entries import people_to_find
from sextant.society.members.queries.fees import fee_due, fee_of_plan
from sextant.society.members.queries.imports import Outcome, Verdict, counts_of, fingerprint_of
from sextant.society.members.queries.known import is_russian
from sextant.society.members.queries.periods import state_by_date


@transaction.atomic
def check_import(run: ImportRun) -> dict[str, int]:
    """The dry run: writes down what every row would do."""
    run = locked(run, State.CHECKING)
    verdicts, known = verdicts_of(run)
    keep_verdicts(run, verdicts, known)
    return counts_of(verdicts)


@transaction.atomic
def take_over(run: ImportRun, *, by: User | None) -> dict[str, Any]:
    """Takes the rows over. Where the site has changed since the dry run, nothing is done and the rows are shown anew."""
    run = locked(run, State.APPLYING)
    verdicts, known = verdicts_of(run)
    if fingerprint_of(verdicts) != run.fingerprint:
        notice = gettext_noop("The site has changed since the rows were compared. Look through them again, then confirm.")
        keep_verdicts(run, verdicts, known, notice=notice)
        return {"changed": True, **counts_of(verdicts)}
    _resolve_unknown(run, verdicts)
    people = _write_people(verdicts, by)
    _write_places(verdicts, people)
    for verdict in verdicts:
        if "membership" in verdict.changes:
            _write_membership(people[verdict.number], verdict.wants["membership"])
    _index(people.values())
    _close(run, verdicts, people)
    made = sorted(people[verdict.number].pk for verdict in verdicts if verdict.outcome == Outcome.NEW)
    record(verb="members.take_over_import", obj=run, by=by, after={"counts": run.counts, "people_made": made})
    return run.counts


def _resolve_unknown(run: ImportRun, verdicts: list[Verdict]) -> None:
    """Organisations that were not known become what was chosen for them; the choice is kept for the next time."""
    resolved: dict[str, int | None] = {}
    for name, _rows, _similar in run.unknown:
        folded = folded_organisation(name)
        choice = run.choices.get(folded, "new")
        if choice == "new":
            field = "name_ru" if is_russian(name) else "name_en"
            resolved[folded] = Organisation.objects.create(**{field: name, "kind": Organisation.Kind.OTHER}).pk
        else:
            resolved[folded] = chosen = None if choice == "skip" else int(choice)
            if chosen is not None:
                OrganisationAlias.objects.update_or_create(folded=folded[:300], defaults={"organisation_id": chosen})
    made = [key for folded, key in resolved.items() if key and run.choices.get(folded, "new") == "new"]
    index_many(Organisation.objects.filter(pk__in=made))
    for verdict in verdicts:
        if name := verdict.wants.pop("unknown", None):
            verdict.wants["organisation"] = resolved.get(folded_organisation(name))


def _write_people(verdicts: list[Verdict], by: User | None) -> dict[int, Person]:
    """New people are made, known ones changed; returns the person of every row that does something, by the row's number."""
    new = [verdict for verdict in verdicts if verdict.outcome == Outcome.NEW]
    made = Person.objects.bulk_create([Person(**verdict.values) for verdict in new], batch_size=500)
    Privacy.objects.bulk_create([Privacy(person=person) for person in made], batch_size=500)
    people = {verdict.number: person for verdict, person in zip(new, made, strict=True)}
    changed = [verdict for verdict in verdicts if verdict.outcome == Outcome.UPDATE]
    known = Person.objects.select_for_update(of=("self",)).in_bulk([verdict.person for verdict in changed])
    for verdict in changed:
        assert verdict.person is not None
        person = people[verdict.number] = known[verdict.person]
        _change(person, verdict, by)
    return people


def _change(person: Person, verdict: Verdict, by: User | None) -> None:
    names = [name for name in verdict.changes if name in verdict.values]
    old_name = person.full_name
    for name in names:
        setattr(person, name, verdict.values[name])
    if names:
        person.save(update_fields=names)
    if folded_name(old_name) != folded_name(person.full_name):
        FormerName.objects.get_or_create(person=person, name=old_name)
    before = {name: change[0] for name, change in verdict.changes.items()}
    after = {name: change[1] for name, change in verdict.changes.items()}
    record(verb="members.import_person", obj=person, by=by, personal_before=plain(before), personal_after=plain(after))


def _write_places(verdicts: list[Verdict], people: dict[int, Person]) -> None:
    places, parts, today = [], [], timezone.localdate()
    for verdict in verdicts:
        person = people.get(verdict.number)
        if person is None:
            continue
        position = verdict.wants.get("position", "")
        words = {"position_ru" if is_russian(position) else "position_en": position} if position else {}
        if "organisation" in verdict.changes and verdict.wants.get("organisation"):
            places.append(Affiliation(person=person, organisation_id=verdict.wants["organisation"], **words))
        elif "position" in verdict.changes:
            Affiliation.objects.filter(person=person, organisation=verdict.wants["organisation"], until=None).update(**words)
        for section in verdict.changes.get("sections", [None, []])[1]:
            parts.append(SectionMember(person=person, section_id=section, since=today))
    Affiliation.objects.bulk_create(places, batch_size=500)
    SectionMember.objects.bulk_create(parts, batch_size=500, ignore_conflicts=True)


def _write_membership(person: Person, wish: dict[str, Any]) -> Membership:
    """A membership that stands in the spreadsheet: paid on a day in the past, or applied for. No letter is sent about it."""
    plan, paid_on = Plan.objects.get(pk=wish["plan"]), wish["paid_on"]
    held = Membership.objects.filter(person=person, plan=plan, state__in=[*states.OPEN, states.LAPSED]).order_by("-id").first()
    membership = held or Membership(person=person, plan=plan, applied_on=paid_on or timezone.localdate())
    if paid_on is None:
        membership.save()
        return membership
    return _paid(membership, plan, paid_on, wish["reference"])


def _paid(membership: Membership, plan: Plan, paid_on: date, reference: str) -> Membership:
    due = fee_due(membership, paid_on) if membership.pk else fee_of_plan(plan, paid_on)
    stretch = due.stretch
    membership.approved_on = membership.approved_on or paid_on
    membership.since, membership.until = membership.since or stretch.since, stretch.until
    membership.paid_on, membership.payment_reference = paid_on, reference
    membership.number = membership.number or next_number(stretch.since.year)
    membership.state = state_by_date(stretch.until, stretch.good_until, timezone.localdate())
    membership.save()
    MembershipPeriod.objects.create(
        membership=membership,
        since=stretch.since,
        until=stretch.until,
        good_until=stretch.good_until,
        fee_minor=due.amount_minor,
        currency=due.currency,
        reference=reference,
    )
    return membership


def _index(people: Any) -> None:
    keys = [person.pk for person in people]
    for place in range(0, len(keys), 1000):
        index_many(people_to_find().filter(pk__in=keys[place : place + 1000]))


def _close(run: ImportRun, verdicts: list[Verdict], people: dict[int, Person]) -> None:
    rows = list(run.rows.filter(number__in=people)) if len(people) < 500 else [row for row in run.rows.all() if row.number in people]
    for row in rows:
        row.person = people[row.number]
    ImportRow.objects.bulk_update(rows, ["person"], batch_size=200)
    run.state, run.ended_at, run.counts = State.APPLIED, timezone.now(), counts_of(verdicts)
    run.content, run.sample, run.notice = b"", [], ""
    run.save(update_fields=["state", "ended_at", "counts", "content", "sample", "notice"])
