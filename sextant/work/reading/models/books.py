"""A season, and the books nominated for its list."""

from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.members.models import Organisation, Person
from sextant.work.reading import states

CODE = RegexValidator(r"^[a-z]{3}$", _("Three letters of ISO 639-2, such as rus or eng."))


class Topic(models.Model):
    """What a book for children is about; the association's own words, kept as data."""

    code = models.SlugField(_("Code"), max_length=40, unique=True)
    name = Bilingual(max_length=100)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("code",)
        verbose_name = pgettext_lazy("of books", "Topic")
        constraints = (models.CheckConstraint(condition=~Q(name_ru="") & ~Q(name_en=""), name="reading_topic_named"),)

    def __str__(self) -> str:
        return self.name or self.code


class Season(models.Model):
    """One year's work: until when books are nominated, reviewed and voted on, and in which way young readers vote."""

    class Scale(models.TextChoices):
        THUMBS = "thumbs", _("liked or not")
        STARS = "stars", _("one to five stars")

    year = models.PositiveSmallIntegerField(_("Year"), unique=True, validators=[MinValueValidator(2000), MaxValueValidator(2200)])
    scale = models.CharField(_("Young readers say"), max_length=6, choices=Scale.choices, default=Scale.STARS)
    nominate_until = models.DateField(_("Nominations until"))
    review_until = models.DateField(_("Reviews until"))
    vote_until = models.DateField(_("Votes until"))
    size = models.PositiveSmallIntegerField(_("Books on the list at most"), default=30, validators=[MinValueValidator(1), MaxValueValidator(500)])
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-year",)
        verbose_name = pgettext_lazy("of the list", "Season")
        constraints = (models.CheckConstraint(condition=Q(size__gte=1), name="reading_season_size"),)

    def __str__(self) -> str:
        return str(self.year)

    def takes_nominations(self, today: date) -> bool:
        return today <= self.nominate_until

    def takes_reviews(self, today: date) -> bool:
        return today <= self.review_until

    def takes_votes(self, today: date) -> bool:
        return today <= self.vote_until


class Book(models.Model):
    """A book nominated for one season, once. `publisher` is the member organisation, `published_by` the words of the imprint.

    `note` is what the list says of it, in both languages; it is written by those who keep the list, and by then complete.
    """

    STATES = (
        (states.PROPOSED, pgettext_lazy("book", "nominated")),
        (states.ACCEPTED, pgettext_lazy("book", "in the season")),
        (states.DECLINED, pgettext_lazy("book", "not taken")),
        (states.WITHDRAWN, pgettext_lazy("book", "withdrawn")),
    )

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="books")
    isbn = models.CharField("ISBN", max_length=13)
    title = models.CharField(_("Title, as on the book"), max_length=300)
    called = Bilingual(max_length=300)
    author = models.CharField(_("Author"), max_length=300)
    illustrator = models.CharField(_("Illustrator"), max_length=300, blank=True)
    translator = models.CharField(_("Translator"), max_length=300, blank=True)
    published_by = models.CharField(_("Publisher"), max_length=200)
    publisher = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    published = models.PositiveSmallIntegerField(_("Year of the edition"), validators=[MinValueValidator(1900), MaxValueValidator(2200)])
    language = models.CharField(_("Language"), max_length=3, validators=[CODE])
    age_from = models.PositiveSmallIntegerField(_("Age from"), validators=[MaxValueValidator(18)])
    age_to = models.PositiveSmallIntegerField(_("Age to"), validators=[MaxValueValidator(18)])
    topics = models.ManyToManyField(Topic, blank=True, related_name="books")
    note = Bilingual()
    why = models.TextField(_("Why it should be on the list"), max_length=2000)
    nominated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    nominated_for = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    authors = models.ManyToManyField(Person, blank=True, related_name="+", help_text="its authors and illustrators among the members")
    nominated_on = models.DateField()
    state = models.CharField(max_length=10, choices=STATES, default=states.PROPOSED)
    reason = models.CharField(max_length=500, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("title", "id")
        verbose_name = pgettext_lazy("nominated", "Book")
        indexes = (models.Index(fields=["season", "state"], name="reading_book_season"),)
        constraints = (
            models.UniqueConstraint(
                fields=["season", "isbn"], condition=Q(state__in=[states.PROPOSED, states.ACCEPTED]), name="reading_book_once_a_season"
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(author="") & ~Q(isbn=""), name="reading_book_described"),
            models.CheckConstraint(condition=Q(age_to__gte=F("age_from")), name="reading_book_ages"),
            models.CheckConstraint(condition=~Q(state=states.DECLINED) | ~Q(reason=""), name="reading_book_reason"),
        )

    def __str__(self) -> str:
        return self.called or self.title

    def get_absolute_url(self) -> str:
        return reverse("reading:book", args=[self.pk])

    @property
    def tone(self) -> str:
        return states.TONES.get(self.state, "quiet")

    @property
    def ages(self) -> str:
        """`7–10`; one number where it is one year."""
        return str(self.age_from) if self.age_from == self.age_to else f"{self.age_from}–{self.age_to}"
