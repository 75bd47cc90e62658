"""Frozen editions of published years: what was published once is read and made again as it was."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from sextant.base.jobs.following import FollowsJob
from sextant.work.returns.models.collections import YearRelease


def place_of_edition(edition: Any, name: str) -> str:
    """Files are kept by their SHA-256."""
    return f"returns/editions/{edition.sha256[:2]}/{edition.sha256}"


class Edition(FollowsJob):
    """One edition of a published year as a data package. A correction makes the next one; earlier ones stay.

    `returns` lists [key of the return, key, name, region of its library] as they stood, so that the package can be made again from the
    rows to the same bytes although names change. `cells_changed` counts figures that differ from the edition before.
    """

    release = models.ForeignKey(YearRelease, on_delete=models.CASCADE, related_name="editions")
    version = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300, blank=True)
    returns = models.JSONField(default=list)
    published_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    file = models.FileField(upload_to=place_of_edition, max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    libraries = models.PositiveIntegerField(default=0)
    cells = models.PositiveIntegerField(default=0)
    cells_changed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-version",)
        constraints = (models.UniqueConstraint(fields=["release", "version"], name="returns_edition_once"),)

    def __str__(self) -> str:
        return f"{self.release}, {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("returns:edition", args=[self.release.collection.code, self.release.year, self.version])

    @property
    def name(self) -> str:
        """What the file is called when it is taken away."""
        return f"{self.release.collection.code}-{self.release.year}-v{self.version}.zip"
