"""Lists of awarded and recommended books as others publish them, with where each is from; and files of entries brought in."""

import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.jobs.models import Job
from sextant.base.words.fields import Bilingual
from sextant.work.reading import states

AGE = [MaxValueValidator(18)]
YEAR = [MinValueValidator(1400), MaxValueValidator(2200)]
TAKEN_CODES = ("new", "imports", "entries")
"""First parts of addresses that are ours already."""


def free_code(code: str) -> None:
    """Refuses a code that is an address already."""
    if code in TAKEN_CODES:
        raise ValidationError(_("“%(code)s” is an address already; choose another code."), params={"code": code})


class AwardList(models.Model):
    """A list: whose award, in which country and language, where it was read on which day, and on which terms it may be kept."""

    code = models.SlugField(_("Code"), max_length=60, unique=True, validators=[free_code])
    award = models.CharField(_("Award, as it calls itself"), max_length=200)
    name = Bilingual(max_length=200)
    about = Bilingual()
    country = models.CharField(
        _("Country"), max_length=2, validators=[RegexValidator(r"^[A-Z]{2}$", _("Two capital letters of ISO 3166, such as RU."))]
    )
    language = models.CharField(
        _("Language of the books"), max_length=3, validators=[RegexValidator(r"^[a-z]{3}$", _("Three letters of ISO 639-2, such as rus or eng."))]
    )
    source_url = models.URLField(_("Address of the source"), max_length=500)
    seen_on = models.DateField(_("Source seen on"))
    licence = models.CharField(_("Licence"), max_length=200)
    is_public = models.BooleanField(_("for everybody"), default=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("code",)
        verbose_name = _("Award list")
        constraints = (models.CheckConstraint(condition=~Q(name_ru="") | ~Q(name_en=""), name="reading_award_list_named"),)

    def __str__(self) -> str:
        return self.name or self.code

    def get_absolute_url(self) -> str:
        return reverse("reading:award", args=[self.code])


class AwardEntry(models.Model):
    """One book of a list. `year` is that of the award, `published` that of the edition; where the source gives one only, the other is empty.

    `key` is what makes two lines one entry: the words of the title and the author's surname (`numbers.key_of`), and the place with its year.
    `identifier` is the source's own number of the book. `doubtful`: the source's letters were lost on the way ("Pe?rez").
    """

    PLACES = (
        (states.WINNER, pgettext_lazy("award", "winner")),
        (states.HONOUR, pgettext_lazy("award", "honour")),
        (states.SHORTLIST, pgettext_lazy("award", "shortlist")),
    )
    PLACE_TONES = {states.WINNER: "good", states.HONOUR: "info", states.SHORTLIST: "quiet"}

    list = models.ForeignKey(AwardList, on_delete=models.CASCADE, related_name="entries")
    place = models.CharField(_("Place"), max_length=10, choices=PLACES, default=states.WINNER)
    year = models.PositiveSmallIntegerField(_("Year of the award"), null=True, blank=True, validators=YEAR)
    published = models.PositiveSmallIntegerField(_("Year of the edition"), null=True, blank=True, validators=YEAR)
    title = models.CharField(_("Title"), max_length=300)
    author = models.CharField(_("Author"), max_length=300, blank=True)
    illustrator = models.CharField(_("Illustrator"), max_length=300, blank=True)
    isbn = models.CharField("ISBN", max_length=13, blank=True)
    age_from = models.PositiveSmallIntegerField(_("Age from"), null=True, blank=True, validators=AGE)
    age_to = models.PositiveSmallIntegerField(_("Age to"), null=True, blank=True, validators=AGE)
    language = models.CharField(_("Language"), max_length=40, blank=True)
    identifier = models.CharField(_("Number in the source"), max_length=100, blank=True)
    doubtful = models.BooleanField(default=False)
    key = models.CharField(max_length=430)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-year", "-published", "place", "title", "id")
        verbose_name = _("Awarded book")
        indexes = (models.Index(fields=["isbn"], name="reading_entry_isbn"),)
        constraints = (
            models.UniqueConstraint(fields=["list", "key"], name="reading_entry_once"),
            models.CheckConstraint(condition=~Q(title=""), name="reading_entry_titled"),
            models.CheckConstraint(condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")), name="reading_entry_ages"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def place_tone(self) -> str:
        return self.PLACE_TONES[self.place]


def place_of_file(run: "AwardImport", name: str) -> str:
    """A name of our own for every import: the name a file came with never becomes a path."""
    return f"reading/imports/{run.token}.csv"


def new_token() -> str:
    return secrets.token_hex(12)


class AwardImport(models.Model):
    """A CSV file brought in: read by a job, looked at line by line, then taken into the list by another job. read = stored + merged + refused.

    `place` is that of lines which name none; `year_is` says what the column `year` of the source holds.
    """

    STATES = (
        (states.READING, pgettext_lazy("import", "being read")),
        (states.READ, pgettext_lazy("import", "to be looked over")),
        (states.TAKING, pgettext_lazy("import", "being taken in")),
        (states.TAKEN, pgettext_lazy("import", "taken in")),
        (states.REFUSED, pgettext_lazy("import", "refused")),
    )

    class YearIs(models.TextChoices):
        AWARD = "award", _("the year of the award")
        EDITION = "edition", _("the year of the edition")

    list = models.ForeignKey(AwardList, on_delete=models.CASCADE, related_name="imports")
    token = models.CharField(max_length=24, unique=True, default=new_token)
    file = models.FileField(upload_to=place_of_file, max_length=200)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    place = models.CharField(max_length=10, choices=AwardEntry.PLACES, default=states.WINNER)
    year_is = models.CharField(max_length=8, choices=YearIs.choices, default=YearIs.AWARD)
    state = models.CharField(max_length=8, choices=STATES, default=states.READING)
    sentence = Bilingual(max_length=600)
    encoding = models.CharField(max_length=20, blank=True)
    read = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    merged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("Import of an award list")
        constraints = (models.CheckConstraint(condition=Q(read=F("stored") + F("merged") + F("refused")), name="reading_import_adds_up"),)

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("reading:award_import", args=[self.pk])

    @property
    def tone(self) -> str:
        return states.TONES.get(self.state, "quiet")

    @property
    def is_waiting(self) -> bool:
        """Its job waits or runs."""
        return self.state in (states.READING, states.TAKING) and self.job is not None and self.job.state in ("queued", "running")


class AwardImportRow(models.Model):
    """A line of the file, what becomes of it and why; `values` as they go into the list."""

    FATES = (
        (states.STORED, pgettext_lazy("line", "stored")),
        (states.MERGED, pgettext_lazy("line", "merged")),
        (states.REFUSED, pgettext_lazy("line", "refused")),
    )
    TONES = {states.STORED: "good", states.MERGED: "info", states.REFUSED: "bad"}

    run = models.ForeignKey(AwardImport, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    fate = models.CharField(max_length=8, choices=FATES)
    values = models.JSONField(default=dict, blank=True)
    reason = Bilingual(max_length=400)

    class Meta:
        ordering = ("line", "id")

    def __str__(self) -> str:
        return f"{self.run}: {self.line}"

    @property
    def tone(self) -> str:
        return self.TONES[self.fate]
