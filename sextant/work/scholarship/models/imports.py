"""Lists brought in: dissertations from a spreadsheet, works from a bibliographic file. Rows in the file = stored + merged + refused."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.jobs.models import Job
from sextant.society.members.models import Organisation
from sextant.work.scholarship.models.experts import ExpertProfile


class BroughtIn(models.Model):
    """A file, what became of its rows, and why not of some: `findings` are [line, sentence]. The content goes when it was read."""

    STATES = (
        ("uploaded", pgettext_lazy("list brought in", "columns to be named")),
        ("waiting", pgettext_lazy("list brought in", "being read")),
        ("done", pgettext_lazy("list brought in", "done")),
        ("refused", pgettext_lazy("list brought in", "refused")),
    )
    name = models.CharField(max_length=200)
    content = models.BinaryField(default=bytes)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=STATES, default="uploaded")
    trouble = models.CharField(max_length=500, blank=True)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    read = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    merged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        abstract = True
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name

    @property
    def percent(self) -> int:
        return 100 * self.done // self.read if self.read else 0


class DissertationImport(BroughtIn):
    """A list of dissertations. `columns` says which column holds what; `resembling` are [line, key of the dissertation] to be looked at."""

    header = models.JSONField(default=list)
    sample = models.JSONField(default=list)
    columns = models.JSONField(default=dict, help_text='{"0": "title", …}')
    resembling = models.JSONField(default=list)
    school = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Institution"))

    class Meta(BroughtIn.Meta):
        verbose_name = _("List of dissertations")


class WorkImport(BroughtIn):
    """A file of works: of one expert (`profile`), or of many, in which works of the experts are looked for."""

    profile = models.ForeignKey(ExpertProfile, null=True, blank=True, on_delete=models.CASCADE, related_name="work_imports")

    class Meta(BroughtIn.Meta):
        verbose_name = _("File of works")
