"""A study, the items it asks, and its panel."""

from secrets import token_hex
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.accounts.models import User
from sextant.base.words.fields import Bilingual, in_language
from sextant.society.agenda.models import Guideline
from sextant.society.concepts.models import Concept
from sextant.society.members.models import Person
from sextant.work.delphi import states


class Study(models.Model):
    """Experts are asked in rounds, or in real time, without knowing one another's names. `secret` mixes the numbers of the audit file."""

    STATES = (
        (states.DRAFT, pgettext_lazy("study", "draft")),
        (states.OPEN, pgettext_lazy("study", "a round runs")),
        (states.BETWEEN, pgettext_lazy("study", "between rounds")),
        (states.CLOSED, pgettext_lazy("study", "closed")),
        (states.PUBLISHED, pgettext_lazy("study", "published")),
    )

    class Mode(models.TextChoices):
        ROUNDS = "rounds", _("in rounds")
        REAL_TIME = "real_time", _("in real time")

    class Stopping(models.TextChoices):
        VARIATION = "variation", _("the coefficient of variation changes by less than 0.2")
        WILCOXON = "wilcoxon", _("signed ranks of the changes (Wilcoxon), p above 0.05")
        CHI_SQUARE = "chi_square", _("frequencies of both rounds (χ²), p above 0.05")

    title = Bilingual(max_length=200)
    about = Bilingual()
    mode = models.CharField(_("How it is asked"), max_length=10, choices=Mode.choices, default=Mode.ROUNDS)
    consensus = models.PositiveSmallIntegerField(
        _("Consensus from, % of answers within the band"), default=75, validators=[MinValueValidator(51), MaxValueValidator(100)]
    )
    stopping = models.CharField(_("An item is at rest when"), max_length=10, choices=Stopping.choices, default=Stopping.VARIATION)
    guideline = models.ForeignKey(Guideline, null=True, blank=True, on_delete=models.SET_NULL, related_name="studies", verbose_name=_("Guideline"))
    state = models.CharField(max_length=10, choices=STATES, default=states.DRAFT)
    secret = models.CharField(max_length=64, default=token_hex)
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    published_on = models.DateField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("Delphi study")
        constraints = (
            models.CheckConstraint(condition=~Q(state=states.PUBLISHED) | Q(published_on__isnull=False), name="delphi_published_has_day"),
            models.CheckConstraint(condition=Q(consensus__gt=50, consensus__lte=100), name="delphi_consensus_share"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("delphi:study", args=[self.pk])

    @property
    def tone(self) -> str:
        return states.TONES.get(self.state, "quiet")

    @property
    def in_real_time(self) -> bool:
        return self.mode == self.Mode.REAL_TIME


class Item(models.Model):
    """One question. A number has its scale from `low` to `high`; an allocation shares out 100 points over `options`, an ordering ranks them.

    `band` is how far from the median an answer still agrees. `options` is a list of {"key", "ru", "en"}.
    """

    class Kind(models.TextChoices):
        NUMBER = "number", _("a number on a scale")
        ALLOCATION = "allocation", _("100 points to share out")
        ORDER = "order", _("an order of options")
        OPEN = "open", _("an open question")

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("Place"), default=1)
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind.choices, default=Kind.NUMBER)
    text = Bilingual()
    low = models.IntegerField(_("Lowest value"), default=1)
    high = models.IntegerField(_("Highest value"), default=5)
    low_label = Bilingual(max_length=80)
    high_label = Bilingual(max_length=80)
    band = models.PositiveIntegerField(_("Band around the median"), default=1)
    options = models.JSONField(default=list, blank=True)
    is_importance = models.BooleanField(_("Asks how important something is"), default=False)
    concept = models.ForeignKey(Concept, null=True, blank=True, on_delete=models.SET_NULL, related_name="delphi_items", verbose_name=_("Concept"))

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("Question of a study")
        constraints = (models.CheckConstraint(condition=Q(high__gt=F("low")), name="delphi_scale_order"),)

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def named_options(self) -> list[tuple[str, str]]:
        """Key and name of each option in the reader's language."""
        return [(one["key"], in_language(one)) for one in self.options]

    @property
    def is_number(self) -> bool:
        return self.kind == self.Kind.NUMBER

    @property
    def is_year(self) -> bool:
        """A scale that can only be of years."""
        return self.is_number and self.low >= 1800 and self.high <= 2300

    @property
    def short_scale(self) -> bool:
        """A scale whose points can all be shown as buttons."""
        return self.is_number and self.high - self.low <= 10


class Panelist(models.Model):
    """Somebody who was asked, with a link of their own. Answers hang on the row; pages of the study never join both."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="panel")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="delphi_places")
    name = models.CharField(_("Name"), max_length=200)
    email = models.EmailField(_("E-mail"))
    language = models.CharField(_("Language"), max_length=2, choices=(("ru", _("Russian")), ("en", _("English"))), default="ru")
    key = models.CharField(max_length=32, unique=True)
    invited_at = models.DateTimeField()
    consented_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    reminded_round = models.PositiveSmallIntegerField(default=0)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("Member of a panel")
        constraints = (models.UniqueConstraint(fields=["study", "email"], name="delphi_panelist_once"),)

    def __str__(self) -> str:
        return self.name

    @property
    def may_answer(self) -> bool:
        return self.left_on is None and self.study.state == states.OPEN


def is_whole(value: Any) -> bool:
    """A whole number that is no truth value."""
    return isinstance(value, int) and not isinstance(value, bool)
