"""Career stories: written, handed in with consent, published or sent back, taken down at once when the consent is taken back."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import erase_personal_values, record
from sextant.base.permissions.moves import may_move
from sextant.base.search.actions import index, remove
from sextant.society.members.models import Person
from sextant.work.careers import letters, states
from sextant.work.careers.models import CareerStory
from sextant.work.careers.uploads import photo_in

CONSENT = "story-2026-11"
"""Version of the consent that the page shows."""
FIELDS = ("kind", "title_ru", "title_en", "position_ru", "position_en", "text_ru", "text_en", "organisation")


def _locked(story: CareerStory) -> CareerStory:
    return CareerStory.objects.select_for_update(of=("self",)).select_related("person__user", "organisation").get(pk=story.pk)


@transaction.atomic
def save_story(
    story: CareerStory | None, *, person: Person, by: User | None, photo: UploadedFile | None = None, no_photo: bool = False, **values: Any
) -> CareerStory:
    """Begins or changes a draft; what waits or is published is taken back by its author first."""
    kept = _locked(story) if story is not None else CareerStory(person=person, is_demo=person.is_demo)
    if kept.state != states.DRAFT:
        raise ValidationError(_("Only a draft is changed. Take the story back first."))
    for name, value in values.items():
        setattr(kept, name, value)
    if not (kept.title_ru or kept.title_en):
        raise ValidationError({"title_ru": _("Give the story a name, in Russian or in English.")})
    if photo is not None or no_photo:
        _drop_photo(kept)
    if photo is not None:
        found = photo_in(photo)
        kept.photo_kind, kept.photo_sha256 = found.kind, found.sha256
        kept.photo.save(found.sha256, ContentFile(found.content), save=False)
    kept.full_clean(validate_constraints=False)
    kept.save()
    record(verb="careers.save_story", obj=kept, by=by)
    return kept


def _drop_photo(story: CareerStory) -> None:
    """The file goes once no other story shows the same."""
    if story.photo and not CareerStory.objects.filter(photo_sha256=story.photo_sha256).exclude(pk=story.pk).exists():
        name, storage = str(story.photo.name), story.photo.storage
        transaction.on_commit(lambda: storage.delete(name))
    story.photo, story.photo_kind, story.photo_sha256 = "", "", ""


def _move(story: CareerStory, target: str, who: str) -> None:
    if not may_move(states.STORY_MOVES, story.state, target, {who}):
        raise ValidationError(_("The story has changed meanwhile. Look at it again."))
    story.state = target


@transaction.atomic
def submit_story(story: CareerStory, *, agreed: bool, on: date, by: User | None) -> CareerStory:
    """Hands the story in; with it the person consents to its publication, on that day."""
    story = _locked(story)
    if not agreed:
        raise ValidationError({"agreed": _("A story is published only with your consent.")})
    if not (story.text_ru.strip() or story.text_en.strip()):
        raise ValidationError(_("The story has no text yet. Write it first."))
    _move(story, states.SUBMITTED, states.AUTHOR)
    story.consented_on, story.consent_text, story.withdrawn_on, story.reason = on, CONSENT, None, ""
    story.save()
    record(verb="careers.submit_story", obj=story, by=by, after={"consented_on": on, "version": CONSENT})
    return story


@transaction.atomic
def publish_story(story: CareerStory, *, on: date, by: User | None) -> CareerStory:
    """The office publishes; the consent must stand."""
    story = _locked(story)
    if story.consented_on is None:
        raise ValidationError(_("The person has not consented, or has taken the consent back."))
    _move(story, states.PUBLISHED, states.OFFICE)
    story.published_on = on
    story.save(update_fields=["state", "published_on"])
    record(verb="careers.publish_story", obj=story, by=by)
    index(story)
    letters.write_about_story(story, f"published:{on}")
    return story


@transaction.atomic
def return_story(story: CareerStory, *, reason: str, by: User | None) -> CareerStory:
    """The office sends a story back with a reason; the author may also take it back to change it."""
    story = _locked(story)
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is to be changed; the author reads it.")})
    _move(story, states.DRAFT, states.OFFICE)
    story.reason, story.consented_on = reason.strip()[:300], None
    story.save(update_fields=["state", "reason", "consented_on"])
    record(verb="careers.return_story", obj=story, by=by, after={"reason": story.reason})
    letters.write_about_story(story, timezone.now().isoformat())
    return story


@transaction.atomic
def withdraw_story(story: CareerStory, *, on: date, by: User | None) -> CareerStory:
    """The person takes the consent back: the story is gone from pages, search and files from this moment."""
    story = _locked(story)
    _move(story, states.WITHDRAWN, states.AUTHOR)
    story.consented_on, story.withdrawn_on, story.published_on = None, on, None
    _drop_photo(story)
    story.save()
    record(verb="careers.withdraw_story", obj=story, by=by, after={"day": on})
    remove(story)
    return story


@transaction.atomic
def reopen_story(story: CareerStory, *, by: User | None) -> CareerStory:
    """The author makes a draft again of what waits for review or was taken down."""
    story = _locked(story)
    _move(story, states.DRAFT, states.AUTHOR)
    story.consented_on = None
    story.save(update_fields=["state", "consented_on"])
    record(verb="careers.reopen_story", obj=story, by=by)
    return story


def forget_stories(person: Person) -> int:
    """Deletes the stories of a person who is erased, with their photos, and what the record kept of them."""
    rows = list(CareerStory.objects.filter(person=person))
    for story in rows:
        remove(story)
        _drop_photo(story)
        erase_personal_values(kind="careers.careerstory", key=str(story.pk))
        story.delete()
    return len(rows)
