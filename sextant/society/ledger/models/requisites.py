"""Who is paid: the association as it stands on an invoice, and its accounts at banks."""

from django.db import models
from django.db.models import Q

from sextant.base.words.fields import Bilingual
from sextant.society.ledger.models.accounts import Account


class Payee(models.Model):
    """The association as invoices name it. There is one row; tax numbers are those of the country of the association."""

    name = Bilingual(max_length=160)
    address = Bilingual(max_length=300)
    tax_id = models.CharField(max_length=12, blank=True, help_text="INN")
    tax_code = models.CharField(max_length=9, blank=True, help_text="KPP")
    registration = models.CharField(max_length=15, blank=True, help_text="OGRN")
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    director = Bilingual(max_length=120)
    accountant = Bilingual(max_length=120)
    tax_note = Bilingual(max_length=200)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class BankAccount(models.Model):
    """An account of the association at a bank, and the account of the chart on which its money stands."""

    title = Bilingual(max_length=120)
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="bank_account")
    currency = models.CharField(max_length=3, default="RUB")
    number = models.CharField(max_length=34, unique=True, help_text="20 digits, or an IBAN")
    bank_name = models.CharField(max_length=120)
    bic = models.CharField(max_length=11, help_text="nine digits, or a SWIFT code")
    correspondent = models.CharField(max_length=20, blank=True)
    is_default = models.BooleanField(default=False, help_text="the one that invoices in this currency name")
    is_open = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("currency", "id")
        constraints = (models.UniqueConstraint(fields=["currency"], condition=Q(is_default=True), name="ledger_bank_default"),)

    def __str__(self) -> str:
        return f"{self.title or self.bank_name} …{self.number[-4:]}"

    @property
    def is_iban(self) -> bool:
        return self.number[:2].isalpha()
