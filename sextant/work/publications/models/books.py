"""Books, the checks of their files, and what was found."""

import secrets

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.jobs.following import FollowsJob
from sextant.base.words.fields import Bilingual
from sextant.society.members.models import Organisation
from sextant.work.publications import states
from sextant.work.publications.models.packs import PackVersion

VERDICTS = (
    (states.PASS, pgettext_lazy("verdict", "meets the norms")),
    (states.FAIL, pgettext_lazy("verdict", "does not meet the norms")),
    (states.NOT_CHECKABLE, pgettext_lazy("verdict", "cannot be checked")),
)


class Book(models.Model):
    """An edition whose file is checked. `publisher` is the organisation that handed it in, if it is in the register; `published_by` its name on the book."""

    class Age(models.TextChoices):
        YOUNGEST = "3-6", _("3–6 years")
        SMALL = "7-10", _("7–10 years")
        MIDDLE = "11-14", _("11–14 years")
        OLDEST = "15-17", _("15–17 years")

    class Kind(models.TextChoices):
        FICTION = "fiction", _("fiction and popular science")
        REFERENCE = "reference", _("reference and leisure")
        TEXTBOOK = "textbook", _("textbook")

    class AgeMark(models.TextChoices):
        ALL = "0+", "0+"
        SIX = "6+", "6+"
        TWELVE = "12+", "12+"
        SIXTEEN = "16+", "16+"
        ADULT = "18+", "18+"

    title = models.CharField(_("Title"), max_length=300)
    authors = models.CharField(_("Authors"), max_length=300, blank=True)
    isbn = models.CharField("ISBN", max_length=17, blank=True, validators=[RegexValidator(r"^[0-9Xx -]{10,17}$", _("An ISBN has 10 or 13 digits."))])
    year = models.PositiveSmallIntegerField(_("Year"), null=True, blank=True)
    published_by = models.CharField(_("Publishing house"), max_length=200, blank=True)
    publisher = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="checked_books")
    age = models.CharField(_("Readers' age"), max_length=5, choices=Age.choices)
    also_age = models.CharField(_("and of this age, too"), max_length=5, choices=Age.choices, blank=True)
    kind = models.CharField(_("Kind of book"), max_length=9, choices=Kind.choices, default=Kind.FICTION)
    age_mark = models.CharField(_("Age mark in the catalogue record"), max_length=3, choices=AgeMark.choices, blank=True)
    exempt = models.CharField(_("Why it needs no age mark"), max_length=300, blank=True)
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    handed_in_at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("Checked book")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("publications:book", args=[self.pk])


def place_of_file(check: "Check", name: str) -> str:
    """A folder of its own for every check, with a name that nobody guesses."""
    return f"publications/{check.token}/{name}"


def beside(check: "Check", name: str) -> str:
    """Where a report or a picture made by a check lies."""
    return f"publications/{check.token}/{name}"


def new_token() -> str:
    return secrets.token_hex(16)


class Check(FollowsJob):
    """One file of a book beside the norms: `versions` are those it was checked by.

    `pages` holds, by page, its size, whether it could be checked and why not; `rules` the summary by rule; `reasons` and `by_eye` sentences in both
    languages; `epub` what EPUB Accessibility says, `level` how hard the text is to read; `pictured` the pages that have a picture, `reports` the names of
    files beside it. `findings_left` counts those that stand in the JSON report only. The file itself is removed some time after the check.
    """

    token = models.CharField(max_length=32, unique=True, default=new_token)
    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="checks")
    number = models.PositiveSmallIntegerField()
    file = models.FileField(upload_to=place_of_file, max_length=300, blank=True)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=4, blank=True)
    age = models.CharField(max_length=5, blank=True)
    kind = models.CharField(max_length=9, choices=Book.Kind.choices)
    versions = models.ManyToManyField(PackVersion, related_name="checks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    sentence = Bilingual(max_length=600)
    verdict = models.CharField(max_length=13, choices=VERDICTS, blank=True)
    pages = models.JSONField(default=list, blank=True)
    rules = models.JSONField(default=list, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    by_eye = models.JSONField(default=list, blank=True)
    epub = models.JSONField(default=dict, blank=True)
    level = models.JSONField(default=dict, blank=True)
    pictured = models.JSONField(default=list, blank=True)
    reports = models.JSONField(default=list, blank=True)
    findings_left = models.PositiveIntegerField(default=0)
    product_version = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("-number",)
        verbose_name = _("Check of a book")
        constraints = (
            models.UniqueConstraint(fields=("book", "number"), name="publications_check_number"),
            models.CheckConstraint(condition=Q(outcome=states.DONE) | Q(verdict=""), name="publications_verdict_when_done"),
        )

    def __str__(self) -> str:
        return f"{self.book}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("publications:check", args=[self.pk])

    @property
    def verdict_tone(self) -> str:
        return states.TONES.get(self.verdict, "quiet")


class Finding(models.Model):
    """What one rule says of one place. `place` counts them as the report does; `box` is in points from the lower left of the visible page.

    Of a row that is not `verified` the finding is shown and decides nothing (`decides`).
    """

    check_made = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="findings")
    place = models.PositiveIntegerField()
    rule = models.CharField(max_length=120)
    title = Bilingual(max_length=300)
    verdict = models.CharField(max_length=13, choices=VERDICTS)
    page = models.PositiveIntegerField(null=True, blank=True)
    box = models.JSONField(null=True, blank=True)
    value = models.CharField(max_length=120, blank=True)
    required = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    source = Bilingual(max_length=500)
    said = Bilingual(max_length=600)
    excerpt = models.CharField(max_length=120, blank=True)
    verified = models.BooleanField()
    decides = models.BooleanField()

    class Meta:
        ordering = ("place",)
        verbose_name = _("Finding of a check")
        constraints = (models.UniqueConstraint(fields=("check_made", "place"), name="publications_finding_place"),)

    def __str__(self) -> str:
        return f"{self.rule}, {self.page or ''}"

    @property
    def tone(self) -> str:
        return states.TONES[self.verdict] if self.decides else "quiet"
