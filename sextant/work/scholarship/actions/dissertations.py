"""Dissertations: registered with a look at what resembles them, changed, moved from state to state, names agreed to."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.permissions.moves import may_move
from sextant.base.search.actions import index
from sextant.lab.topics import keys_of
from sextant.society.concepts.models import Concept
from sextant.society.members.models import Organisation
from sextant.work.scholarship import letters, rules, states
from sextant.work.scholarship.actions.suggestions import free_topics_of, take_topic
from sextant.work.scholarship.models import Dissertation, Resemblance, Step, Supervision, TopicKey, TopicSuggestion
from sextant.work.scholarship.named import Named
from sextant.work.scholarship.queries.topics import Asked, Similar, resembling

EARLIEST = date(1900, 1, 1)
FIELDS = (
    "title_ru",
    "title_en",
    "degree",
    "field_code",
    "school",
    "school_name",
    "department",
    "abstract_ru",
    "abstract_en",
    "url",
    "doi",
    "is_public",
)


def locked(dissertation: Dissertation) -> Dissertation:
    return Dissertation.objects.select_for_update(of=("self",)).select_related("school", "author").get(pk=dissertation.pk)


@transaction.atomic
def save_dissertation(
    dissertation: Dissertation | None,
    *,
    by: User | None,
    today: date,
    author: Named | None = None,
    supervisors: Sequence[tuple[Named, str]] = (),
    concepts: Iterable[Concept] = (),
    reason: str = "",
    suggestion: TopicSuggestion | None = None,
    insists: bool = True,
    **values: Any,
) -> Dissertation:
    """Registers a topic or changes one. A topic that resembles others is refused until a reason says why it is no double; the reason is kept and the
    other supervisors are told. With `insists` false (lists brought in) the resemblance is kept without a reason, to be explained later."""
    kept = locked(dissertation) if dissertation is not None else Dissertation(made_by=by, since=today, registered_on=today)
    before = _told(kept) if kept.pk else {}
    old_titles = kept.titles
    for name, value in values.items():
        setattr(kept, name, value.strip() if isinstance(value, str) else value)
    _refuse_incomplete(kept, by, supervisors)
    kept.author, kept.author_name, changed = (
        (author.person, author.name, kept.author_name != author.name) if author else (None, "", bool(kept.author_name))
    )
    kept.author_agreed_on = None if changed else kept.author_agreed_on
    kept.full_clean(exclude=["made_by", "author"], validate_constraints=False)
    chosen = list(concepts)
    alike = _alike(kept, chosen, supervisors) if kept.titles != old_titles or not kept.pk else []
    if alike and insists and not reason.strip():
        raise ValidationError({"reason": _("The register has topics like this one. Look at them, and say here why yours is not a double.")})
    is_new = kept.pk is None
    kept.save()
    kept.concepts.set(chosen)
    _keep_people(kept, supervisors)
    _keep_keys(kept)
    if is_new:
        Step.objects.create(dissertation=kept, state=kept.state, on=kept.since)
    _keep_resemblances(kept, alike, reason.strip(), today, by)
    if suggestion is not None:
        take_topic(suggestion, kept, by=by)
    record(verb="scholarship.save_dissertation", obj=kept, by=by, before=before, after=_told(kept) | ({"reason": reason} if alike else {}))
    index(kept)
    return kept


def _told(dissertation: Dissertation) -> dict[str, Any]:
    """What the record keeps: the topic and the school, no names of people."""
    kept = {name: getattr(dissertation, name) for name in ("title_ru", "title_en", "degree", "is_public")}
    return kept | {"school": dissertation.place}


def _refuse_incomplete(dissertation: Dissertation, by: User | None, supervisors: Sequence[tuple[Named, str]]) -> None:
    if not dissertation.titles:
        raise ValidationError({"title_ru": _("Give the topic, in Russian or in English.")})
    if dissertation.school is None and not dissertation.school_name:
        raise ValidationError({"school": _("Say at which school the dissertation is written.")})
    if by is not None and not _may_register_at(by, dissertation.school, supervisors):
        words = _(
            "You may register topics of the organisations that you act for, and those that you supervise yourself where you work. Ask the office for others."
        )
        raise ValidationError({"school": words})


def _may_register_at(by: User, school: Organisation | None, supervisors: Sequence[tuple[Named, str]]) -> bool:
    if rules.may_keep_register(by):
        return True
    if school is None:
        return False
    person = rules.person_of(by)
    supervises = person is not None and any(one.person == person for one, _role in supervisors)
    return school.pk in rules.represented(by) or (supervises and school.pk in rules.schools_of(by))


def _alike(dissertation: Dissertation, concepts: list[Concept], supervisors: Sequence[tuple[Named, str]]) -> list[Similar]:
    names = tuple(one.name for one, _role in supervisors)
    return resembling(Asked(dissertation.titles, tuple(concepts), names, dissertation.school_id, dissertation.pk))


def _keep_people(dissertation: Dissertation, supervisors: Sequence[tuple[Named, str]]) -> None:
    """Those that stay keep their consent."""
    wanted = {one.name: (one, role) for one, role in supervisors}
    dissertation.supervisions.exclude(name__in=wanted).delete()
    for name, (one, role) in wanted.items():
        Supervision.objects.update_or_create(dissertation=dissertation, name=name, defaults={"person": one.person, "role": role})


def _keep_keys(dissertation: Dissertation) -> None:
    dissertation.topic_keys.all().delete()
    TopicKey.objects.bulk_create([TopicKey(dissertation=dissertation, key=key) for key in sorted(keys_of(dissertation.titles))])


def _keep_resemblances(dissertation: Dissertation, alike: list[Similar], reason: str, today: date, by: User | None) -> None:
    for one in alike:
        known = {"score": one.likeness.score, "parts": one.likeness.parts, "words": list(one.likeness.shared), "reason": reason, "on": today}
        _row, is_new = Resemblance.objects.update_or_create(dissertation=dissertation, other=one.dissertation, defaults=known)
        if reason and is_new:
            letters.write_about_double(dissertation, one.dissertation, reason, by=by)


@transaction.atomic
def explain_resemblance(resemblance: Resemblance, *, reason: str, by: User | None, today: date) -> Resemblance:
    """Says why a topic of a list that was brought in is no double of an earlier one; the other supervisors are told."""
    row = Resemblance.objects.select_for_update(of=("self",)).select_related("dissertation", "other").get(pk=resemblance.pk)
    if not reason.strip():
        raise ValidationError({"reason": _("Say in a sentence what makes the two topics different.")})
    first = not row.reason
    row.reason, row.on = reason.strip(), today
    row.save(update_fields=["reason", "on"])
    record(verb="scholarship.explain_resemblance", obj=row.dissertation, by=by, after={"other": row.other_id, "reason": row.reason})
    if first:
        letters.write_about_double(row.dissertation, row.other, row.reason, by=by)
    return row


@transaction.atomic
def move_dissertation(
    dissertation: Dissertation, *, target: str, on: date, today: date, by: User | None, note: str = "", words: set[str] | None = None
) -> Dissertation:
    """Moves a dissertation along its table of states on a day that is not before its last step."""
    kept = locked(dissertation)
    may = words if words is not None else rules.words_for(by, kept)
    if not may_move(states.MOVES, kept.state, target, may):
        raise ValidationError(_("The dissertation has changed meanwhile, or this is not for you to do. Look at it again."))
    if on > today:
        raise ValidationError({"on": _("This day is still to come. Give the day on which it happened.")})
    if on < max(kept.since, EARLIEST) and kept.state != states.DEFENDED:
        raise ValidationError({"on": _("Before that day the dissertation has another entry. Give a later day.")})
    before = kept.state
    kept.state, kept.since = target, on
    kept.defended_on = on if target == states.DEFENDED else None
    kept.save(update_fields=["state", "since", "defended_on"])
    Step.objects.create(dissertation=kept, state=target, on=on, note=note.strip()[:300])
    if target == states.WITHDRAWN:
        free_topics_of(kept, by=by)
    record(verb="scholarship.move_dissertation", obj=kept, by=by, before={"state": before}, after={"state": target, "day": on})
    index(kept)
    return kept


@transaction.atomic
def say_author(dissertation: Dissertation, *, agreed: bool, on: date, by: User | None) -> Dissertation:
    """Notes that the author agrees to be named before the defence, or no longer does: then the name is gone at once."""
    kept = locked(dissertation)
    if agreed and not kept.author_name:
        raise ValidationError(_("No author is entered yet."))
    kept.author_agreed_on = on if agreed else None
    kept.save(update_fields=["author_agreed_on"])
    record(verb="scholarship.say_author", obj=kept, by=by, after={"agreed": agreed, "day": on})
    index(kept)
    return kept


@transaction.atomic
def say_supervisor(supervision: Supervision, *, agreed: bool, on: date, by: User | None) -> Supervision:
    """The same for a supervisor."""
    kept = Supervision.objects.select_for_update(of=("self",)).select_related("dissertation").get(pk=supervision.pk)
    kept.agreed_on = on if agreed else None
    kept.save(update_fields=["agreed_on"])
    record(verb="scholarship.say_supervisor", obj=kept.dissertation, by=by, after={"agreed": agreed, "day": on})
    index(kept.dissertation)
    return kept
