"""Entries as lists and forms see them: answers by question, what is still missing, deadlines of one person."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _

from sextant.society.members.models import Person
from sextant.work.calls import states
from sextant.work.calls.models import Answer, Call, Entry, EntryFile, Field, LatePass


def deadline_for(call: Call, person: Person | None) -> datetime:
    """Until when this person may submit: the deadline, or a later moment by a pass."""
    if person is None:
        return call.closes_at
    until = LatePass.objects.filter(call=call, person=person).values_list("until", flat=True).first()
    return max(call.closes_at, until) if until else call.closes_at


def may_still_send(call: Call, person: Person | None, at: datetime) -> bool:
    """Whether the call takes an entry of this person at that moment."""
    return call.state == states.PUBLISHED and call.opens_at <= at <= deadline_for(call, person)


@dataclass(frozen=True)
class Answered:
    """A question with its answer and files, for a reader."""

    field: Field
    answer: Answer | None
    files: list[EntryFile]

    @property
    def is_empty(self) -> bool:
        given = self.answer is not None and (self.answer.text.strip() or self.answer.rows)
        return not given and not self.files


def answered(entry: Entry, *, with_hidden: bool = True) -> list[Answered]:
    """Every question of the form in order, with what was answered; three queries."""
    fields = [field for field in Field.objects.filter(call_id=entry.call_id) if with_hidden or not field.hidden]
    answers = {answer.field_id: answer for answer in Answer.objects.filter(entry=entry).select_related("field")}
    files: dict[int, list[EntryFile]] = {}
    for file in EntryFile.objects.filter(entry=entry).select_related("field", "entry__call"):
        files.setdefault(file.field_id, []).append(file)
    return [Answered(field, answers.get(field.pk), files.get(field.pk, [])) for field in fields]


def missing_in(entry: Entry) -> list[str]:
    """What an entry still lacks before it may be submitted, each a sentence."""
    lacking = []
    if not entry.title.strip():
        lacking.append(_("Give the entry a title."))
    if entry.category_id is None and entry.call.categories.exists():
        lacking.append(_("Choose a category."))
    if entry.call.topics.exists() and not entry.topics.exists():
        lacking.append(_("Choose at least one topic; by topics the jurors are chosen."))
    for one in answered(entry):
        if one.field.required and one.is_empty:
            lacking.append(_("“%(question)s” has no answer yet.") % {"question": one.field.label})
        elif one.answer is not None and one.field.kind == Field.Kind.TEXT and one.field.limit and len(one.answer.text) > one.field.limit:
            words = {"question": one.field.label, "more": len(one.answer.text) - one.field.limit}
            lacking.append(_("“%(question)s” is %(more)s characters too long.") % words)
    return lacking


def content_of(entry: Entry) -> dict[str, Any]:
    """All that was submitted, as plain values in a fixed order: what the receipt is the digest of."""
    answers = [[one.field.pk, one.answer.text if one.answer else "", one.answer.rows if one.answer else []] for one in answered(entry)]
    return {
        "call": entry.call.slug,
        "number": entry.number,
        "title": entry.title,
        "category": entry.category_id,
        "topics": sorted(entry.topics.values_list("pk", flat=True)),
        "coauthors": list(entry.coauthors.values_list("name", "organisation")),
        "answers": answers,
        "files": sorted(entry.files.values_list("sha256", flat=True)),
    }


def receipt_of(entry: Entry) -> str:
    """The first sixteen letters of the SHA-256 of what was submitted."""
    text = json.dumps(content_of(entry), ensure_ascii=False, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def entries_wanted(call: Call, wish: dict[str, Any]) -> QuerySet[Entry]:
    """Submitted entries of a call for its organisers, with who sent them and how far the jury is; drafts are their authors' alone."""
    rows = Entry.objects.filter(call=call).exclude(state=states.DRAFT).select_related("person", "category", "organisation", "stage", "call")
    done = Q(reviews__state=states.REVIEWED)
    standing = Q(reviews__state__in=[states.REVIEWED, states.ASSIGNED])
    rows = rows.annotate(
        given=Count("reviews", filter=standing, distinct=True),
        done=Count("reviews", filter=done, distinct=True),
        names=Count("names_found", distinct=True),
        alike=Max("resemblances__share"),
    )
    if wish.get("state"):
        rows = rows.filter(state=wish["state"])
    if wish.get("category"):
        rows = rows.filter(category=wish["category"])
    if wish.get("stage"):
        rows = rows.filter(stage=wish["stage"])
    if text := wish.get("text"):
        found = Q(title__icontains=text) | Q(person__family_name__icontains=text) | Q(person__given_name__icontains=text)
        rows = rows.filter(found | Q(number=int(text)) if text.isdecimal() and len(text) < 7 else found)
    return rows.order_by("number")


def counts_of(call: Call) -> dict[str, int]:
    """How many entries there are in each state, drafts included."""
    rows = Entry.objects.filter(call=call).values_list("state").annotate(number=Count("pk"))
    return dict(rows)


def entries_of(person: Person) -> QuerySet[Entry]:
    """A person's own entries in every call, the newest first."""
    return Entry.objects.filter(person=person).select_related("call", "category").order_by("-begun_at", "-id")
