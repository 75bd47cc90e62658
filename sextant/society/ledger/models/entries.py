"""The books: entries with their lines, numbers without gaps, totals by month, and how far the books are closed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sextant.society.ledger import states
from sextant.society.ledger.models.accounts import Account, Fund, Programme


class Series(models.Model):
    """The last number given in a series (`entry`, `invoice`, `credit_note`, `receipt` …) and year.

    The row is locked while the next number is given, in the transaction that uses it: a number is taken only if that commits.
    """

    kind = models.SlugField(max_length=30)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "year"], name="ledger_series_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.year}-{self.last:06d}"


class Books(models.Model):
    """The one row that says through which day the books are closed; locked while entries are posted and while they are closed."""

    closed_until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"closed until {self.closed_until}"


class Closing(models.Model):
    """One decision to close the books through a day, or to open them again from the day after it."""

    until = models.DateField(null=True, blank=True)
    before = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    entries = models.PositiveIntegerField(default=0, help_text="entries posted in the stretch")
    fingerprint = models.CharField(max_length=64, blank=True, help_text="SHA-256 over the trial balance at that day")
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.before} → {self.until}"


class EntryQuerySet(models.QuerySet["Entry"]):
    def posted(self) -> "EntryQuerySet":
        return self.filter(state=states.POSTED)


class Entry(models.Model):
    """A booking: two or more lines whose sum is zero in every currency and fund.

    Posting is one update of `state`; the database refuses it unless the lines balance and the day lies after the closed
    books, and refuses every later change. `key` makes an entry that is written twice the same entry.
    """

    STATES = ((states.DRAFT, _("draft")), (states.POSTED, _("posted")))

    series = models.SlugField(max_length=30, default="entry")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(null=True, blank=True)
    day = models.DateField()
    memo = models.CharField(max_length=300)
    state = models.CharField(max_length=6, choices=STATES, default=states.DRAFT)
    key = models.CharField(max_length=160, null=True, blank=True, unique=True)
    reverses = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by")
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    posted_at = models.DateTimeField(null=True, blank=True)
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("-day", "-id")
        indexes = (
            models.Index(fields=["day", "id"], name="ledger_entry_day"),
            models.Index(fields=["about_kind", "about_id"], name="ledger_entry_about"),
        )
        constraints = (
            models.UniqueConstraint(fields=["series", "year", "number"], name="ledger_entry_number"),
            models.CheckConstraint(condition=Q(state=states.DRAFT) | Q(number__isnull=False, posted_at__isnull=False), name="ledger_entry_numbered"),
        )

    def __str__(self) -> str:
        return self.shown_number or self.memo

    @property
    def shown_number(self) -> str:
        """`2026-000017`; of the demo association `D-2026-000017`."""
        if self.number is None:
            return ""
        mark = "" if self.series == "entry" else "D-"
        return f"{mark}{self.year}-{self.number:06d}"


class Line(models.Model):
    """One amount on one account and fund: positive is a debit, negative a credit, in minor units of the currency.

    The index by entry holds all that is summed, so that the sum over some days reads the index alone.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="lines", db_index=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="lines")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="lines")
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="lines")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    memo = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=["account", "fund"], name="ledger_line_account"),
            models.Index(fields=["entry", "account", "fund", "programme", "currency", "amount_minor"], name="ledger_line_of_entry"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(amount_minor=0), name="ledger_line_not_zero"),
            models.CheckConstraint(condition=Q(amount_minor__lt=10**15, amount_minor__gt=-(10**15)), name="ledger_line_size"),
        )

    def __str__(self) -> str:
        return f"{self.account} {self.amount_minor} {self.currency}"


class MonthTotal(models.Model):
    """Debits and credits posted on an account, fund and programme in a month (its first day); kept by the database itself.

    `programme_key` is 0 where a line has no programme. Made of the lines alone: `sextant ledger check` counts them again.
    """

    month = models.DateField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="totals")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="totals")
    programme_key = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3)
    debit_minor = models.BigIntegerField(default=0)
    credit_minor = models.BigIntegerField(default=0)
    lines = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["month", "account", "fund", "programme_key", "currency"], name="ledger_month_total_once"),)

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.account_id} {self.debit_minor - self.credit_minor}"
