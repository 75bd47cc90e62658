"""Programmes with their topics; profiles of those who take part."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import erase_personal_values, record
from sextant.base.audit.turns import in_turn
from sextant.society.members.models import Person
from sextant.work.mentoring import states
from sextant.work.mentoring.models import Barred, Note, Pair, Profile, Programme, Review, Topic
from sextant.work.mentoring.models.programmes import LANGUAGES

MOST_TOPICS = 60


@transaction.atomic
def save_programme(programme: Programme | None, *, by: User | None, **values: Any) -> Programme:
    """Draws up or changes a programme."""
    kept = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk) if programme is not None else Programme()
    for name, value in values.items():
        setattr(kept, name, value)
    if not (kept.title_ru or kept.title_en):
        raise ValidationError({"title_ru": _("Give the programme a name, in Russian or in English.")})
    if kept.ends_on < kept.starts_on:
        raise ValidationError({"ends_on": _("The last day lies before the first.")})
    kept.full_clean(validate_constraints=False)
    kept.save()
    record(verb="mentoring.save_programme", obj=kept, by=by, after={"title": str(kept), "starts_on": kept.starts_on, "ends_on": kept.ends_on})
    return kept


@transaction.atomic
def move_programme(programme: Programme, *, target: str, by: User | None) -> Programme:
    """Opens a programme for those who want to take part, or ends it; an ended one can be opened again."""
    kept = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    if target not in states.PROGRAMME_MOVES.get(kept.state, {}):
        raise ValidationError(_("The programme has changed meanwhile. Look at it again."))
    if target == states.OPEN and not kept.topics.exists():
        raise ValidationError(_("Add topics first: pairs are found by them."))
    before, kept.state = kept.state, target
    kept.save(update_fields=["state"])
    record(verb="mentoring.move_programme", obj=kept, by=by, before={"state": before}, after={"state": target})
    return kept


@transaction.atomic
def add_topic(programme: Programme, *, title_ru: str, title_en: str, by: User | None) -> Topic:
    """Adds what one can learn."""
    if not (title_ru.strip() or title_en.strip()):
        raise ValidationError({"title_ru": _("Name the topic, in Russian or in English.")})
    if programme.topics.count() >= MOST_TOPICS:
        raise ValidationError(_("There are enough topics. Take one away first."))
    made = Topic.objects.create(programme=programme, title_ru=title_ru.strip(), title_en=title_en.strip())
    record(verb="mentoring.add_topic", obj=programme, by=by, after={"title": str(made)})
    return made


@transaction.atomic
def remove_topic(topic: Topic, *, by: User | None) -> Programme:
    """Takes a topic away, also from those who chose it."""
    record(verb="mentoring.remove_topic", obj=topic.programme, by=by, before={"title": str(topic)})
    programme = topic.programme
    topic.delete()
    return programme


@in_turn
def save_profile(
    programme: Programme,
    *,
    person: Person,
    role: str,
    topics: list[Topic],
    languages: list[str],
    by: User | None,
    places: int = 1,
    is_demo: bool = False,
    **values: Any,
) -> Profile:
    """Takes part, or changes how. The words are kept out of the record; only that something changed is in it."""
    if programme.state != states.OPEN:
        raise ValidationError(_("The programme is not open. Look for another one."))
    if not topics or any(topic.programme_id != programme.pk for topic in topics):
        raise ValidationError({"topics": _("Choose at least one topic of this programme.")})
    if not languages or set(languages) - {code for code, _title in LANGUAGES}:
        raise ValidationError({"languages": _("Choose at least one language you can talk in.")})
    kept = Profile.objects.filter(programme=programme, person=person, role=role).first() or Profile(programme=programme, person=person, role=role)
    kept.places, kept.languages, kept.is_active = places if role == Profile.Role.MENTOR else 1, sorted(set(languages)), True
    kept.is_demo = is_demo or person.is_demo
    for name, value in values.items():
        setattr(kept, name, value)
    kept.full_clean(validate_constraints=False)
    kept.save()
    kept.topics.set(topics)
    record(verb="mentoring.save_profile", obj=kept, by=by)
    return kept


@transaction.atomic
def leave_programme(profile: Profile, *, by: User | None) -> Profile:
    """Takes part no longer; suggestions nobody has seen are put aside, running pairs go on until the two end them."""
    kept = Profile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    kept.is_active = False
    kept.save(update_fields=["is_active"])
    side = {kept.role: kept.person_id}
    Pair.objects.filter(programme=kept.programme_id, state=states.SUGGESTED, **side).update(state=states.DROPPED)
    record(verb="mentoring.leave_programme", obj=kept, by=by)
    return kept


@transaction.atomic
def keep_apart(mentor: Profile, mentee: Profile, *, by: User | None) -> Barred:
    """The coordinator says that these two are never matched; a suggestion of them is put aside."""
    if mentor.programme_id != mentee.programme_id or mentor.role == mentee.role:
        raise ValidationError(_("Choose a mentor and a mentee of this programme."))
    made, _new = Barred.objects.get_or_create(mentor=mentor, mentee=mentee)
    pairs = Pair.objects.filter(programme=mentor.programme_id, mentor=mentor.person_id, mentee=mentee.person_id, state=states.SUGGESTED)
    pairs.update(state=states.DROPPED)
    record(verb="mentoring.keep_apart", obj=mentor.programme, by=by)
    return made


def forget_mentoring(person: Person) -> int:
    """Deletes what a person wrote: profiles, notes, reviews; running pairs end without a word."""
    gone = 0
    for profile in Profile.objects.filter(person=person):
        erase_personal_values(kind="mentoring.profile", key=str(profile.pk))
    for rows in (Profile.objects.filter(person=person), Note.objects.filter(author=person), Review.objects.filter(author=person)):
        gone += rows.delete()[0]
    for side in ("mentor", "mentee"):
        pairs = Pair.objects.filter(**{side: person})
        pairs.filter(state__in=(states.SUGGESTED, states.PROPOSED)).update(state=states.DROPPED)
        pairs.filter(state__in=states.WORKING).update(state=states.LEFT)
    return gone
