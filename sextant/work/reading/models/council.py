"""The readers' council of the section: who sits on it from when to when, by which criteria it reads, what each of them says of a book."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.members.models import Person
from sextant.work.reading import states
from sextant.work.reading.models.books import Book


class CouncilMemberQuerySet(models.QuerySet["CouncilMember"]):
    def in_force(self, on: date) -> "CouncilMemberQuerySet":
        """Who sits on the council that day, the last day included."""
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)


class CouncilMember(models.Model):
    """A person sits on the council, from a day to a day."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reading_council")
    since = models.DateField(_("From"))
    until = models.DateField(_("Last day"), null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    objects = CouncilMemberQuerySet.as_manager()

    class Meta:
        ordering = ("since", "id")
        verbose_name = _("Member of the readers' council")
        constraints = (
            models.UniqueConstraint(fields=["person"], condition=Q(until=None), name="reading_council_now_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="reading_council_dates"),
        )

    def __str__(self) -> str:
        return self.person.full_name


class Criterion(models.Model):
    """What a review gives points for, 1 to 5. Set by the association; one that is no longer asked stays for the reviews that have it."""

    code = models.SlugField(_("Code"), max_length=40, unique=True)
    name = Bilingual(max_length=120)
    about = Bilingual(max_length=400)
    weight = models.PositiveSmallIntegerField(_("Weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(10)])
    position = models.PositiveSmallIntegerField(_("Place in the form"), default=1)
    is_asked = models.BooleanField(_("asked now"), default=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("position", "code")
        verbose_name = pgettext_lazy("of a review", "Criterion")
        constraints = (models.CheckConstraint(condition=~Q(name_ru="") & ~Q(name_en="") & Q(weight__gte=1), name="reading_criterion_named"),)

    def __str__(self) -> str:
        return self.name or self.code


class Review(models.Model):
    """What one member of the council says of one book. Until it is handed in nobody else reads it; from then on it stands as it is.

    `tie` is the interest declared where the member and the nomination come from one organisation.
    """

    STATES = ((states.DRAFT, pgettext_lazy("review", "draft")), (states.HANDED_IN, pgettext_lazy("review", "handed in")))

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="reviews")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="reviews")
    state = models.CharField(max_length=10, choices=STATES, default=states.DRAFT)
    words = Bilingual()
    recommends = models.BooleanField(_("I recommend the book for the list"), null=True, blank=True)
    tie = models.CharField(_("Declared interest"), max_length=500, blank=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    handed_in_on = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("handed_in_on", "id")
        verbose_name = pgettext_lazy("of a book", "Review")
        constraints = (
            models.UniqueConstraint(fields=["book", "member"], name="reading_review_once"),
            models.CheckConstraint(
                condition=Q(state=states.DRAFT, handed_in_on=None) | Q(state=states.HANDED_IN, handed_in_on__isnull=False, recommends__isnull=False),
                name="reading_review_handed_in",
            ),
        )

    def __str__(self) -> str:
        return f"{self.book} — {self.member}"

    @property
    def tone(self) -> str:
        return states.TONES.get(self.state, "quiet")


class ReviewScore(models.Model):
    """Points for one criterion, 1 to 5."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("criterion__position", "criterion__code")
        constraints = (
            models.UniqueConstraint(fields=["review", "criterion"], name="reading_score_once"),
            models.CheckConstraint(condition=Q(value__gte=1, value__lte=5), name="reading_score_range"),
        )

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"
