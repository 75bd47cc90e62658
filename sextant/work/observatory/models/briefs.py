"""A brief: one page on a priority domain, written by one person and reviewed by another before it is published."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from sextant.base.words.fields import Bilingual
from sextant.society.concepts.models import Concept
from sextant.work.observatory import states
from sextant.work.observatory.models.editions import Edition


class BriefQuerySet(models.QuerySet["Brief"]):
    def published(self) -> "BriefQuerySet":
        return self.filter(state=states.PUBLISHED)


class Brief(models.Model):
    """What is known of a priority domain, what is missing, who works on it, which libraries would try it, and topics for dissertations.

    `figures` keeps the place of the domain in the edition on the day the brief was begun: rank, score, interval, parts, works.
    `topics` has one topic a line; `offers` are the addresses where they were put on the list of suggested topics when it was published.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="briefs")
    concept = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="+")
    title = Bilingual(max_length=200)
    known = Bilingual()
    missing = Bilingual()
    who = Bilingual()
    libraries = Bilingual()
    topics = Bilingual()
    figures = models.JSONField(default=dict)
    offers = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=list(states.BRIEF_NAMES.items()), default=states.DRAFT)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    review = models.CharField(max_length=600, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = BriefQuerySet.as_manager()

    class Meta:
        ordering = ("-published_at", "-created_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=["edition", "concept"], name="observatory_brief_once"),
            models.CheckConstraint(
                condition=Q(written_by=None) | Q(reviewed_by=None) | ~Q(written_by=F("reviewed_by")), name="observatory_brief_other_reviewer"
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("observatory:brief", args=[self.pk])

    @property
    def state_name(self) -> str:
        return str(states.BRIEF_NAMES[self.state])

    @property
    def tone(self) -> str:
        return states.BRIEF_TONES[self.state]
