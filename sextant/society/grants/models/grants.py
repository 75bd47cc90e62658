"""Grants that the association gives, and how they are published as open data (360Giving)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.grants import states
from sextant.society.ledger.models import Fund, Line, Programme
from sextant.society.members.models import Organisation, Person


class GrantQuerySet(models.QuerySet["Grant"]):
    def with_all(self) -> "GrantQuerySet":
        """With what every page of a grant shows."""
        return self.select_related("organisation__region", "person", "fund", "programme", "agreement")


class Grant(models.Model):
    """A grant or prize to an organisation or to a person. Of a person nothing but a number of our own is published.

    `amount_minor` is what is agreed now; of it `paid_minor` was paid, `released_minor` will not be paid and is booked back, and
    `returned_minor` of what was paid came back. They change under a lock together with the books, and the database refuses to
    pay more than was agreed. A `recorded` grant has no money here: `lines` are the lines of the account of grants awarded by
    which it was given. `about_kind` and `about_key` name what it came from (`calls.award`, `17`). `key` is part of the
    recipient's link. `details` say where the money goes, and are forgotten when the grant ends.
    """

    class Kind(models.TextChoices):
        PRIZE = "prize", pgettext_lazy("grant", "prize")
        TRAVEL = "travel", pgettext_lazy("grant", "travel grant")
        PROJECT = "project", pgettext_lazy("grant", "project grant")
        OTHER = "other", pgettext_lazy("grant", "other grant")

    STATES = (
        (states.RECORDED, pgettext_lazy("grant", "in the register")),
        (states.PROMISED, pgettext_lazy("grant", "promised")),
        (states.AGREED, pgettext_lazy("grant", "agreed")),
        (states.RUNNING, pgettext_lazy("grant", "running")),
        (states.CLOSED, pgettext_lazy("grant", "closed")),
        (states.WITHDRAWN, pgettext_lazy("grant", "withdrawn")),
        (states.CANCELLED, pgettext_lazy("grant", "cancelled")),
        (states.RETURNED, pgettext_lazy("grant", "returned")),
    )

    number = models.SlugField(max_length=40, unique=True)
    series = models.SlugField(max_length=30, default="grant")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    serial = models.PositiveIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OTHER)
    state = models.CharField(max_length=10, choices=STATES, default=states.RECORDED)
    title = Bilingual(max_length=200)
    description = Bilingual()
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="grants_received")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="grants_received")
    recipient_id = models.CharField(max_length=60, blank=True)
    details = models.CharField(max_length=500, blank=True)
    amount_minor = models.BigIntegerField()
    paid_minor = models.BigIntegerField(default=0)
    released_minor = models.BigIntegerField(default=0)
    returned_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="RUB")
    awarded_on = models.DateField()
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fund = models.ForeignKey(Fund, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    about_kind = models.CharField(max_length=60, blank=True)
    about_key = models.CharField(max_length=60, blank=True)
    open_call = models.BooleanField(default=False)
    lines = models.ManyToManyField(Line, related_name="+", blank=True)
    key = models.CharField(max_length=32, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ("-awarded_on", "id")
        indexes = (models.Index(fields=["state", "awarded_on"], name="grants_grant_state"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(person=None, organisation__isnull=False) | Q(person__isnull=False, organisation=None), name="grants_one_recipient"
            ),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="grants_amount_positive"),
            models.CheckConstraint(
                condition=Q(paid_minor__gte=0, released_minor__gte=0, amount_minor__gte=F("paid_minor") + F("released_minor")),
                name="grants_never_more_than_agreed",
            ),
            models.CheckConstraint(condition=Q(returned_minor__gte=0, paid_minor__gte=F("returned_minor")), name="grants_returned_was_paid"),
            models.CheckConstraint(condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="grants_dates"),
            models.CheckConstraint(condition=~Q(state__in=states.ENDED_WITH_REASON) | ~Q(reason=""), name="grants_ended_with_reason"),
            models.UniqueConstraint(fields=["about_kind", "about_key"], condition=~Q(about_key=""), name="grants_about_once"),
            models.UniqueConstraint(fields=["series", "year", "serial"], name="grants_serial"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def recipient(self) -> Organisation | Person:
        """The organisation or the person that receives."""
        found = self.organisation or self.person
        assert found is not None, "the database refuses a grant without a recipient"
        return found

    @property
    def left_minor(self) -> int:
        """What was promised and is neither paid nor booked back."""
        return self.amount_minor - self.paid_minor - self.released_minor

    @property
    def given_minor(self) -> int:
        """What is given in the end as far as is known today: agreed, less what was booked back and what came back."""
        return self.amount_minor - self.released_minor - self.returned_minor

    @property
    def tone(self) -> str:
        return states.TONES.get(self.state, "quiet")

    @property
    def stands(self) -> bool:
        """Whether something is still to be done."""
        return self.state in states.STANDING

    @property
    def is_managed(self) -> bool:
        """Whether its money is booked here; a recorded grant is only described."""
        return self.state in states.MANAGED


class Publication(models.Model):
    """How the association publishes: its identifiers, its web site, and the licence. There is one row; the name is that of the payee."""

    org_id = models.CharField(max_length=60, help_text="register code and number (org-id.guide), such as RU-INN-7707083893")
    prefix = models.CharField(max_length=40, help_text="360G- and a word that begins every identifier")
    website = models.URLField(blank=True)
    licence = models.URLField(default="https://creativecommons.org/licenses/by/4.0/")
    is_demo = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("way of publishing grants")

    def __str__(self) -> str:
        return self.org_id
