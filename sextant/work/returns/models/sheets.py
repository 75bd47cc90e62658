"""A spreadsheet with the answers of one or of many libraries, and what became of its rows and cells."""

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse

from sextant.base.jobs.following import FollowsJob
from sextant.base.words.fields import Bilingual
from sextant.society.members.models import Region
from sextant.work.returns.models.rounds import Round, Submission


def place_of_sheet(sheet: "Sheet", name: str) -> str:
    """A folder of its own for every sheet, with a name that cannot be guessed."""
    return f"returns/sheets/{sheet.token}/{name}"


def new_sheet_token() -> str:
    return secrets.token_hex(8)


class Sheet(FollowsJob):
    """One file brought in for a round. Rows = stored + unchanged + refused; cells with something in them = taken + same + turned down.

    `region` or `submission` narrows what the file may say; both empty: all libraries of the round.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="sheets")
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    submission = models.ForeignKey(Submission, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=16, unique=True, default=new_sheet_token)
    file = models.FileField(upload_to=place_of_sheet, max_length=300)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    sentence = Bilingual(max_length=600)
    rows = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    cells = models.PositiveIntegerField(default=0)
    cells_taken = models.PositiveIntegerField(default=0)
    cells_same = models.PositiveIntegerField(default=0)
    cells_refused = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("returns:sheet", args=[self.pk])


class SheetFinding(models.Model):
    """One refusal of a sheet: the address of the cell (`C14`), the library and the column, what was found, and what to do."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="findings")
    cell = models.CharField(max_length=12)
    library = models.CharField(max_length=60, blank=True)
    column = models.CharField(max_length=120, blank=True)
    value = models.CharField(max_length=120, blank=True)
    text = Bilingual(max_length=500)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.cell}: {self.text}"
