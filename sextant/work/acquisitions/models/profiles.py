"""A profile: what a collection is like at one time, for its readers and beside the children around it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from sextant.base.jobs.models import Job
from sextant.base.jobs.states import CANCELLED, FAILED
from sextant.base.words.fields import Bilingual
from sextant.work.acquisitions.models.collections import Collection
from sextant.work.acquisitions.models.imports import ImportRun


class Profile(models.Model):
    """Figures made from the titles of one import. Kept as they were made.

    `totals` are numbers of the whole. `tables` has for each measure its definition and its cells (keys, value, low and high, numerator, denominator,
    number of titles); under `eligible` the titles of award lists, under `notes` what was assumed. `parameters`: the norms and the day it was made for.
    """

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="profiles")
    run = models.ForeignKey(ImportRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="profiles")
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    made_at = models.DateTimeField(null=True, blank=True)
    sentence = Bilingual(max_length=600)
    parameters = models.JSONField(default=dict, blank=True)
    totals = models.JSONField(default=dict, blank=True)
    tables = models.JSONField(default=dict, blank=True)
    version = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return _("Profile of %(collection)s") % {"collection": self.collection}

    def get_absolute_url(self) -> str:
        return reverse("acquisitions:profile", args=[self.collection_id])

    @property
    def has_failed(self) -> bool:
        """Refused with a sentence, or its job failed or was stopped."""
        if self.made_at is not None:
            return False
        return bool(self.sentence_en) or self.job is None or self.job.state in (FAILED, CANCELLED)

    @property
    def is_waiting(self) -> bool:
        return self.made_at is None and not self.has_failed

    def cells(self, name: str) -> list[dict[str, Any]]:
        """The cells of a table; none where it was not made."""
        found: list[dict[str, Any]] = self.tables.get(name, {}).get("cells", [])
        return found
