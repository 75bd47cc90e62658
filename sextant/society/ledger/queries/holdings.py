"""What stands on accounts, in funds and on programmes, from the totals of months."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet, Sum

from sextant.society.ledger.models import Account, Fund, MonthTotal, Programme
from sextant.society.ledger.queries.figures import NET


def _sums(rows: QuerySet[MonthTotal], *names: str) -> QuerySet[MonthTotal, tuple[Any, ...]]:
    return rows.order_by().values_list(*names, "currency").annotate(net=Sum(F("debit_minor") - F("credit_minor")))


def left_on_account(account: Account) -> dict[str, int]:
    """What stands on an account by currency, as the account is read; currencies with nothing are left out."""
    return {currency: account.sign * net for currency, net in _sums(MonthTotal.objects.filter(account=account)) if net}


def left_in_fund(fund: Fund) -> dict[str, int]:
    """The net assets of a fund by currency; currencies with nothing are left out."""
    return {currency: -net for currency, net in _sums(MonthTotal.objects.filter(fund=fund, account__kind__in=NET)) if net}


@dataclass
class Holding:
    """An account, a fund or a programme with what stands on it, (currency, minor units); `booked` tells whether anything ever was."""

    thing: Any
    amounts: list[tuple[str, int]] = field(default_factory=list)
    booked: bool = False


def accounts_held() -> list[Holding]:
    """The chart with the balance of every account."""
    found = {one.pk: Holding(one) for one in Account.objects.all()}
    for account, currency, net in _sums(MonthTotal.objects.all(), "account_id"):
        _add(found[account], currency, found[account].thing.sign * net)
    return list(found.values())


def funds_held() -> list[Holding]:
    """Every fund with its net assets, open ones first."""
    found = {one.pk: Holding(one) for one in Fund.objects.order_by(F("closed_on").desc(nulls_first=True), "restriction", "code")}
    for fund, currency, net in _sums(MonthTotal.objects.filter(account__kind__in=NET), "fund_id"):
        _add(found[fund], currency, -net)
    return list(found.values())


def programmes_held() -> list[Holding]:
    """Every programme with income less expenses over all years."""
    found = {one.pk: Holding(one) for one in Programme.objects.order_by("-is_open", "code")}
    rows = MonthTotal.objects.filter(account__kind__in=(Account.Kind.INCOME, Account.Kind.EXPENSE)).exclude(programme_key=0)
    for programme, currency, net in _sums(rows, "programme_key"):
        if programme in found:
            _add(found[programme], currency, -net)
    return list(found.values())


def _add(holding: Holding, currency: str, amount: int) -> None:
    holding.booked = True
    holding.amounts.append((currency, amount))
