"""What an amount is booked on: accounts of the chart, funds, and programmes."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import Bilingual


class Account(models.Model):
    """An account of the chart. Amounts on assets and expenses are debits (positive), on the other kinds credits (negative).

    `use` names the accounts on which the product itself books (`receivable`, `advances` …), one account each. `stream`
    says which stream of income an income account belongs to, `flow` where its counterpart stands in the cash flow statement.
    """

    class Kind(models.TextChoices):
        ASSET = "asset", _("asset")
        LIABILITY = "liability", _("liability")
        NET_ASSETS = "net_assets", _("net assets")
        INCOME = "income", _("income")
        EXPENSE = "expense", _("expense")

    class Flow(models.TextChoices):
        OPERATING = "operating", _("operating activities")
        INVESTING = "investing", _("investing activities")
        FINANCING = "financing", _("financing activities")

    code = models.SlugField(max_length=20, unique=True)
    name = Bilingual(max_length=160)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    use = models.SlugField(max_length=30, blank=True)
    stream = models.SlugField(max_length=30, blank=True)
    flow = models.CharField(max_length=10, choices=Flow.choices, default=Flow.OPERATING)
    is_cash = models.BooleanField(default=False, help_text="money at a bank or in the till")
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(fields=["use"], condition=~Q(use=""), name="ledger_account_use"),
            models.CheckConstraint(condition=Q(is_cash=False) | Q(kind="asset"), name="ledger_account_cash_is_asset"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def is_debit(self) -> bool:
        """True where a positive amount is what the account is there for."""
        return self.kind in (self.Kind.ASSET, self.Kind.EXPENSE)

    @property
    def sign(self) -> int:
        """What an amount is multiplied by to be shown: income of 100 is booked as −100 and shown as 100."""
        return 1 if self.is_debit else -1


class Fund(models.Model):
    """Money that is kept apart: free to use, restricted to a purpose or by a giver, or an endowment."""

    class Restriction(models.TextChoices):
        UNRESTRICTED = "unrestricted", _("unrestricted")
        RESTRICTED = "restricted", _("restricted")
        ENDOWMENT = "endowment", _("endowment")

    code = models.SlugField(max_length=40, unique=True)
    name = Bilingual(max_length=160)
    restriction = models.CharField(max_length=12, choices=Restriction.choices)
    purpose = Bilingual()
    giver = models.CharField(max_length=200, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    is_default = models.BooleanField(default=False, help_text="where money goes that nobody restricted")
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("restriction", "code")
        constraints = (
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="ledger_fund_one_default"),
            models.CheckConstraint(condition=Q(is_default=False) | Q(restriction="unrestricted"), name="ledger_fund_default_is_free"),
            models.CheckConstraint(condition=Q(closed_on=None) | Q(opened_on=None) | Q(closed_on__gte=F("opened_on")), name="ledger_fund_dates"),
        )

    def __str__(self) -> str:
        return self.name or self.code


class Programme(models.Model):
    """What money is earned or spent for: a project, an event, the journal, the office. Budgets are made of them."""

    code = models.SlugField(max_length=60, unique=True)
    name = Bilingual(max_length=200)
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    is_open = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name or self.code
