"""Two entries of one person become one without loss, and can be parted again."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.search.actions import index
from sextant.society.members import states
from sextant.society.members.actions.people import EDITABLE
from sextant.society.members.models import FormerName, LikelyPair, Membership, MergeRecord, Person
from sextant.society.members.queries.relations import Relation, relations_of

BOOKKEEPING = {LikelyPair, MergeRecord}
"""Rows about merging itself stay where they are."""


def _values(row: models.Model) -> dict[str, Any]:
    """A row's columns as JSON, enough to make it anew."""
    found = {field.attname: field.value_from_object(row) for field in row._meta.concrete_fields}
    return json.loads(json.dumps(found, cls=DjangoJSONEncoder))


def _has_dependants(row: models.Model) -> bool:
    return any(
        relation.field.model._default_manager.filter(**{relation.field.name: row.pk}).exists()
        for relation in row._meta.related_objects
        if relation.field.concrete
    )


def _moved(relation: Relation, row: models.Model, kept: Person) -> dict[str, Any]:
    """Moves one row to the kept person; what a unique constraint forbids is closed, taken away or left, and said so."""
    step = {"model": row._meta.label, "pk": row.pk, "field": relation.attname}
    rows = relation.model._base_manager.filter(pk=row.pk)
    try:
        with transaction.atomic():
            rows.update(**{relation.attname: kept.pk})
        return {**step, "done": "moved"}
    except IntegrityError:
        pass
    if isinstance(row, Membership) and row.state in states.OPEN:
        rows.update(**{relation.attname: kept.pk, "state": states.LAPSED})
        return {**step, "done": "closed", "values": {"state": row.state}}
    if _has_dependants(row):
        return {**step, "done": "left"}
    step |= {"done": "taken away", "values": _values(row)}
    rows.delete()
    return step


def _chosen(kept: Person, gone: Person, from_gone: set[str]) -> dict[str, Any]:
    """The kept person's fields after the merge: those named come from the other; where only the other knows something, too."""
    empty = (None, "")
    return {
        name: getattr(gone, name) for name in EDITABLE if name in from_gone or (getattr(kept, name) in empty and getattr(gone, name) not in empty)
    }


@transaction.atomic
def merge_people(kept: Person, gone: Person, *, from_gone: set[str] = frozenset(), by: User | None) -> MergeRecord:  # type: ignore[assignment]
    """Makes one person of two. `from_gone` names the fields in which the other one's value is right.

    Every row of every app that points to the other one is moved; the other row stays and leads to the kept one.
    """
    if kept.pk == gone.pk:
        raise ValidationError(_("Choose two different entries."))
    people = {person.pk: person for person in Person.objects.select_for_update(of=("self",)).filter(pk__in=[kept.pk, gone.pk]).order_by("pk")}
    kept, gone = people[kept.pk], people[gone.pk]
    if any(person.merged_into_id or person.erased_at for person in (kept, gone)):
        raise ValidationError(_("One of the two entries is closed: it was erased or merged already."))
    unknown = from_gone - set(EDITABLE)
    if unknown:
        raise TypeError(f"not fields of a person: {sorted(unknown)}")
    old, new = _person_values(kept), _chosen(kept, gone, from_gone)
    names = {gone.full_name, kept.full_name}
    gone.merged_into = kept
    login = gone.user_id if kept.user_id is None else None
    if login is not None:
        gone.user = None
    gone.save(update_fields=["merged_into", "user"])
    for name, value in {**new, **({"user_id": login} if login is not None else {})}.items():
        setattr(kept, name, value)
    kept.save()
    steps = [
        _moved(relation, row, kept)
        for relation in relations_of(Person)
        if relation.model not in BOOKKEEPING and relation.field.name != "merged_into"
        for row in relation.rows(gone)
    ]
    steps += _keep_names(kept, names)
    merge = MergeRecord.objects.create(kept=kept, gone=gone, steps=steps, before=old, after=_person_values(kept), made_by=by)
    counts = {done: sum(step["done"] == done for step in steps) for done in ("moved", "closed", "taken away", "left")}
    record(verb="members.merge_people", obj=kept, by=by, after={"gone": gone.pk, **counts})
    LikelyPair.objects.filter(models.Q(first=gone) | models.Q(second=gone)).delete()
    _index(kept, gone)
    return merge


def _index(*people: Person) -> None:
    for person in people:
        index(Person.objects.select_related("privacy").get(pk=person.pk))


def _python(name: str, value: Any) -> Any:
    """The value of a column of a person as it was kept in JSON."""
    field = Person._meta.get_field(name.removesuffix("_id"))
    assert isinstance(field, models.Field)
    return field.to_python(value)


def _person_values(person: Person) -> dict[str, Any]:
    names = [*(name if name != "region" else "region_id" for name in EDITABLE), "user_id"]
    return json.loads(json.dumps({name: getattr(person, name) for name in names}, cls=DjangoJSONEncoder))


def _keep_names(kept: Person, names: set[str]) -> list[dict[str, Any]]:
    steps = []
    for name in sorted(names - {kept.full_name}):
        former, made = FormerName.objects.get_or_create(person=kept, name=name)
        if made:
            steps.append({"model": FormerName._meta.label, "pk": former.pk, "field": "person_id", "done": "made"})
    return steps


@transaction.atomic
def undo_merge(merge: MergeRecord, *, by: User | None) -> MergeRecord:
    """Parts the two again: rows go back, what was closed or taken away returns, fields that nobody changed since are set back."""
    merge = MergeRecord.objects.select_for_update(of=("self",)).select_related("kept", "gone").get(pk=merge.pk)
    kept, gone = merge.kept, merge.gone
    if merge.state != MergeRecord.State.MERGED:
        raise ValidationError(_("This merge was undone already."))
    if kept.erased_at or gone.erased_at or kept.merged_into_id:
        raise ValidationError(_("The entry was erased or merged further; undo the later merge first."))
    now = _person_values(kept)
    for name, value in merge.before.items():
        if now[name] == merge.after[name] != value:
            setattr(kept, name, _python(name, value))
    kept.save()
    gone.merged_into = None
    if merge.before["user_id"] is None and merge.after["user_id"] is not None and kept.user_id is None:
        gone.user_id = merge.after["user_id"]
    gone.save(update_fields=["merged_into", "user"])
    for step in reversed(merge.steps):
        _undo(step, kept, gone)
    merge.state, merge.undone_at = MergeRecord.State.UNDONE, timezone.now()
    merge.save(update_fields=["state", "undone_at"])
    record(verb="members.undo_merge", obj=kept, by=by, after={"parted": gone.pk})
    _index(kept, gone)
    return merge


def _undo(step: dict[str, Any], kept: Person, gone: Person) -> None:
    model = next((relation.model for relation in relations_of(Person) if relation.model._meta.label == step["model"]), None)
    if model is None:
        return
    rows = model._base_manager.filter(pk=step["pk"])
    mine = rows.filter(**{step["field"]: kept.pk})
    if step["done"] in {"moved", "closed"}:
        mine.update(**{step["field"]: gone.pk})
        if step["done"] == "closed":
            rows.filter(state=states.LAPSED).update(**step["values"])
    elif step["done"] == "made":
        mine.delete()
    elif step["done"] == "taken away" and not rows.exists():
        fields = {field.attname: field for field in model._meta.concrete_fields}
        model._base_manager.bulk_create([model(**{name: fields[name].to_python(value) for name, value in step["values"].items()})])


@transaction.atomic
def call_different(pair: LikelyPair, *, by: User | None) -> LikelyPair:
    """The office says that these are two people; the pair is not offered again."""
    LikelyPair.objects.filter(pk=pair.pk).update(different=True)
    record(verb="members.call_different", obj=pair.first, by=by, after={"other": pair.second_id})
    pair.refresh_from_db()
    return pair


@transaction.atomic
def keep_likely_pairs(found: list[tuple[int, int, str, int]]) -> int:
    """Writes down (first, second, reason, likeness) of pairs that look like one person; those called different stay so."""
    LikelyPair.objects.filter(different=False).delete()
    pairs = [LikelyPair(first_id=first, second_id=second, reason=reason, likeness=likeness) for first, second, reason, likeness in found]
    LikelyPair.objects.bulk_create(pairs, batch_size=500, ignore_conflicts=True)
    return LikelyPair.objects.filter(different=False).count()
