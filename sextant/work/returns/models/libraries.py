"""A library of a collection, and what it said about a year."""

from django.db import models
from django.db.models import Q

from sextant.society.members.models import Organisation
from sextant.work.returns.models.collections import Collection, YearRelease


class Library(models.Model):
    """A library as a collection knows it. `key` is the survey's own; name and place are those of its latest year."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="libraries")
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=300)
    region = models.CharField(max_length=60, blank=True)
    attributes = models.JSONField(default=dict, blank=True)
    latest_year = models.PositiveSmallIntegerField(default=0)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="return_libraries")
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ("name", "id")
        indexes = (models.Index(fields=["collection", "region", "name"], name="returns_library_region"),)
        constraints = (models.UniqueConstraint(fields=["collection", "key"], name="returns_library_key"),)

    def __str__(self) -> str:
        return self.name


class LibraryReturn(models.Model):
    """What one library said about one year, in one revision; earlier revisions stay.

    A variable stands in `values` with its number or in `statuses` with the reason why there is none; one that is in
    neither was not collected. `origins` says how a number came about where it was not simply reported. `indicators`
    holds what could be computed, `gaps` the rest: [status, variables in the way].
    """

    library = models.ForeignKey(Library, on_delete=models.CASCADE, related_name="returns")
    release = models.ForeignKey(YearRelease, on_delete=models.CASCADE, related_name="returns")
    year = models.PositiveSmallIntegerField()
    revision = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    region = models.CharField(max_length=60, blank=True)
    size_class = models.CharField(max_length=10, default="unknown")
    values = models.JSONField(default=dict)
    statuses = models.JSONField(default=dict)
    origins = models.JSONField(default=dict)
    indicators = models.JSONField(default=dict)
    gaps = models.JSONField(default=dict)
    line = models.PositiveIntegerField(default=0)
    import_run = models.ForeignKey("returns.ImportRun", null=True, blank=True, on_delete=models.SET_NULL, related_name="returns")

    class Meta:
        ordering = ("year", "-revision")
        indexes = (models.Index(fields=["release", "is_current", "library"], name="returns_return_year"),)
        constraints = (
            models.UniqueConstraint(fields=["library", "year", "revision"], name="returns_return_revision"),
            models.UniqueConstraint(fields=["library", "year"], condition=Q(is_current=True), name="returns_return_current"),
        )

    def __str__(self) -> str:
        return f"{self.library_id}, {self.year}"
