"""Where advertising may stand: places with their format, capacity, prices, discounts, reach and terms."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual


class Place(models.Model):
    """A place that is sold: its channel, what is put there, by what it is sold and how many bookings it takes at once.

    `spot` names the part of a public page that shows it (channel site). A place of unit issue or event is sold by its issues.
    """

    class Channel(models.TextChoices):
        SITE = "site", pgettext_lazy("channel", "site")
        NEWSLETTER = "newsletter", pgettext_lazy("channel", "newsletter")
        JOURNAL = "journal", pgettext_lazy("channel", "journal")
        EVENT = "event", pgettext_lazy("channel", "event")

    class Unit(models.TextChoices):
        DAY = "day", pgettext_lazy("sold by", "day")
        WEEK = "week", pgettext_lazy("sold by", "week")
        ISSUE = "issue", pgettext_lazy("sold by", "issue")
        EVENT = "event", pgettext_lazy("sold by", "event")

    class Measure(models.TextChoices):
        PIXELS = "px", _("pixels")
        MILLIMETRES = "mm", _("millimetres")

    code = models.SlugField(max_length=40, unique=True)
    channel = models.CharField(_("Channel"), max_length=12, choices=Channel.choices)
    name = Bilingual(max_length=160, verbose_name=_("Name"))
    about = Bilingual(verbose_name=_("What it is"))
    country = models.CharField(max_length=2, default="RU", help_text="whose law says how advertising is marked here")
    spot = models.SlugField(max_length=60, blank=True)
    unit = models.CharField(_("Sold by"), max_length=8, choices=Unit.choices, default=Unit.DAY)
    capacity = models.PositiveSmallIntegerField(_("Bookings at once"), default=1, validators=[MinValueValidator(1), MaxValueValidator(50)])
    measure = models.CharField(_("Measured in"), max_length=2, choices=Measure.choices, default=Measure.PIXELS)
    width = models.PositiveIntegerField(_("Width"), default=0)
    height = models.PositiveIntegerField(_("Height"), default=0)
    file_types = models.CharField(_("File types"), max_length=60, default="png,jpeg", blank=True)
    weight_limit = models.PositiveIntegerField(_("Largest file, KB"), default=300)
    seconds_limit = models.PositiveSmallIntegerField(_("Longest animation, seconds"), default=0)
    text_limit = models.PositiveIntegerField(_("Longest text, characters"), default=0)
    hold_hours = models.PositiveSmallIntegerField(_("Hours a period is held"), default=72, validators=[MinValueValidator(1), MaxValueValidator(720)])
    prepaid = models.BooleanField(_("Shown only when paid"), default=True)
    is_open = models.BooleanField(_("On sale"), default=True)
    order = models.PositiveSmallIntegerField(_("Order"), default=50)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("order", "code")
        constraints = (
            models.CheckConstraint(condition=Q(capacity__gte=1), name="advertising_place_capacity"),
            models.UniqueConstraint(fields=["spot"], condition=~Q(spot=""), name="advertising_place_spot"),
            models.CheckConstraint(condition=Q(spot="") | Q(channel="site"), name="advertising_place_spot_on_site"),
        )

    def __str__(self) -> str:
        return self.name or self.code

    @property
    def by_issue(self) -> bool:
        """Sold by issues or events, not by days."""
        return self.unit in (self.Unit.ISSUE, self.Unit.EVENT)

    @property
    def types(self) -> list[str]:
        """The kinds of file that are taken: png, jpeg, gif, webp, pdf."""
        return [one for one in self.file_types.split(",") if one]

    @property
    def takes_files(self) -> bool:
        return bool(self.types)


class Issue(models.Model):
    """An issue of a newsletter or journal, or an event: what places of those units are sold by. Its days are when it is out."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="issues")
    name = Bilingual(max_length=160)
    since = models.DateField()
    until = models.DateField()
    closes_on = models.DateField(help_text="last day on which material is taken")

    class Meta:
        ordering = ("since", "id")
        constraints = (
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="advertising_issue_days"),
            models.UniqueConstraint(fields=["place", "since"], name="advertising_issue_once"),
        )

    def __str__(self) -> str:
        return self.name or f"{self.since:%d.%m.%Y}"


class Price(models.Model):
    """What one unit costs from a day on, until another price holds or a last day."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="prices")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="RUB")
    amount_minor = models.BigIntegerField()

    class Meta:
        ordering = ("-since", "id")
        constraints = (
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="advertising_price_above_zero"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="advertising_price_days"),
            models.UniqueConstraint(fields=["place", "since"], name="advertising_price_once"),
        )

    def __str__(self) -> str:
        return f"{self.place} {self.since:%d.%m.%Y}"


class Discount(models.Model):
    """What is taken off for so many units or more; without a place it holds for all of them."""

    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.CASCADE, related_name="discounts")
    units = models.PositiveSmallIntegerField(validators=[MinValueValidator(2)])
    percent = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(90)])
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("units", "id")
        constraints = (models.CheckConstraint(condition=Q(percent__gte=1, percent__lte=90), name="advertising_discount_percent"),)

    def __str__(self) -> str:
        return f"{self.units}: {self.percent} %"


class Reach(models.Model):
    """How many a place reaches: a figure with its source and the day on which it was read."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="reach")
    label = Bilingual(max_length=160)
    value = models.PositiveIntegerField()
    source = Bilingual(max_length=200)
    on = models.DateField()

    class Meta:
        ordering = ("-on", "id")

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"


class Term(models.Model):
    """What cancelling costs so many days before the first day or later; the row with the most days that are still left holds."""

    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.CASCADE, related_name="terms")
    days_before = models.PositiveSmallIntegerField()
    fee_percent = models.PositiveSmallIntegerField(validators=[MaxValueValidator(100)])
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-days_before", "id")
        constraints = (models.CheckConstraint(condition=Q(fee_percent__lte=100), name="advertising_term_percent"),)

    def __str__(self) -> str:
        return f"{self.days_before}: {self.fee_percent} %"
