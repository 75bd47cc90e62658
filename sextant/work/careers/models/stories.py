"""Careers and working days told by those who live them."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.members.models import Organisation, Person
from sextant.work.careers import states


def place_of_photo(story: Any, name: str) -> str:
    """Files are kept by their SHA-256: the name they came with never becomes a path."""
    return f"careers/{story.photo_sha256[:2]}/{story.photo_sha256}"


class CareerStory(models.Model):
    """A career, or a day at work. It is shown only while the person's consent stands (`consented_on`, in the version of `consent_text`)."""

    STATES = (
        (states.DRAFT, pgettext_lazy("story", "draft")),
        (states.SUBMITTED, pgettext_lazy("story", "waits for review")),
        (states.PUBLISHED, pgettext_lazy("story", "published")),
        (states.WITHDRAWN, pgettext_lazy("story", "taken down")),
    )

    class Kind(models.TextChoices):
        CAREER = "career", _("career story")
        DAY = "day", _("a day in the life")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="career_stories")
    kind = models.CharField(_("Kind"), max_length=6, choices=Kind.choices, default=Kind.CAREER)
    state = models.CharField(max_length=10, choices=STATES, default=states.DRAFT)
    title = Bilingual(max_length=200)
    position = Bilingual(max_length=200)
    text = Bilingual()
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="career_stories", verbose_name=_("Place of work")
    )
    photo = models.FileField(upload_to=place_of_photo, max_length=200, blank=True)
    photo_kind = models.CharField(max_length=10, blank=True)
    photo_sha256 = models.CharField(max_length=64, blank=True)
    consent_text = models.CharField(max_length=40, blank=True)
    consented_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    published_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-published_on", "-id")
        verbose_name = _("Career story")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=[states.SUBMITTED, states.PUBLISHED]) | Q(consented_on__isnull=False), name="careers_story_consent"
            ),
            models.CheckConstraint(condition=~Q(state=states.PUBLISHED) | Q(published_on__isnull=False), name="careers_story_day"),
        )

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())

    @property
    def tone(self) -> str:
        return states.STORY_TONES.get(self.state, "quiet")
