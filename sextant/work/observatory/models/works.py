"""The works of an edition, and the concepts each is about: what every number of the edition opens to."""

from django.db import models

from sextant.work.observatory.models.editions import Edition


class Work(models.Model):
    """One work as the edition saw it; `key` is its id in the store."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="held_works")
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=500)
    authors = models.CharField(max_length=500, blank=True)
    venue = models.CharField(max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    cited_by = models.PositiveIntegerField(null=True, blank=True)
    doi = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-year", "id")
        indexes = (models.Index(fields=["edition", "year", "id"], name="observatory_work_year"),)

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        return f"https://doi.org/{self.doi}" if self.doi else ""


class Landing(models.Model):
    """A work is about a concept."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="landings")
    code = models.CharField(max_length=12)

    class Meta:
        indexes = (models.Index(fields=["edition", "code"], name="observatory_landing_code"),)
        constraints = (models.UniqueConstraint(fields=["work", "code"], name="observatory_landing_once"),)

    def __str__(self) -> str:
        return self.code
