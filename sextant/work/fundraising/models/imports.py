"""Lists of gifts brought in from elsewhere: rows in the file = stored + merged + refused."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from sextant.base.jobs.models import Job
from sextant.society.ledger.models import Fund
from sextant.work.fundraising.models.appeals import Appeal


class GiftImport(models.Model):
    """One file; its columns are named, then its rows are read by a job, all or none."""

    STATES = (
        ("uploaded", pgettext_lazy("import of gifts", "columns to be named")),
        ("waiting", pgettext_lazy("import of gifts", "being read")),
        ("done", pgettext_lazy("import of gifts", "done")),
        ("refused", pgettext_lazy("import of gifts", "refused")),
    )
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    header = models.JSONField(default=list)
    sample = models.JSONField(default=list)
    columns = models.JSONField(default=dict, help_text='{"0": "email", …}')
    appeal = models.ForeignKey(Appeal, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fund = models.ForeignKey(Fund, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    books = models.BooleanField(default=False, help_text="true: each row is booked as a payment; false: it stands in the books already")
    state = models.CharField(max_length=8, choices=STATES, default="uploaded")
    sentence = models.TextField(blank=True)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    read = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    merged = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list, help_text='[{"line", "reason"}]')
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name
