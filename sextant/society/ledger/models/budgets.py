"""What is planned for a year: lines, the year's approval, and what was amended after it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from sextant.society.ledger.models.accounts import Account, Fund, Programme


class BudgetLine(models.Model):
    """What is planned on an account in a year, for a programme and from a fund; shown as the account is (income positive)."""

    year = models.PositiveSmallIntegerField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="budget")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="budget")
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="budget")
    currency = models.CharField(max_length=3, default="RUB")
    amount_minor = models.BigIntegerField()
    note = models.CharField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("year", "account__code", "id")
        indexes = (models.Index(fields=["year", "programme"], name="ledger_budget_year"),)
        constraints = (
            models.UniqueConstraint(fields=["year", "account", "fund", "programme", "currency"], name="ledger_budget_once"),
            models.UniqueConstraint(
                fields=["year", "account", "fund", "currency"], condition=Q(programme=None), name="ledger_budget_once_without_programme"
            ),
            models.CheckConstraint(condition=Q(amount_minor__lt=10**15, amount_minor__gt=-(10**15)), name="ledger_budget_size"),
        )

    def __str__(self) -> str:
        return f"{self.year} {self.account}"


class BudgetYear(models.Model):
    """The approval of a year's budget: from then on every change is an amendment with a reason."""

    year = models.PositiveSmallIntegerField(unique=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decision = models.CharField(max_length=300, blank=True, help_text="by whom and by which minutes it was approved")
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ("-year",)

    def __str__(self) -> str:
        return str(self.year)


class BudgetAmendment(models.Model):
    """One change of an approved budget, kept beside the line it changed."""

    year = models.PositiveSmallIntegerField(db_index=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    currency = models.CharField(max_length=3)
    before_minor = models.BigIntegerField()
    after_minor = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.year} {self.account}: {self.before_minor} → {self.after_minor}"
