"""Planning a year: lines are written, copied and read from a sheet; a budget that is approved is only amended, for a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.words.money import major, minor
from sextant.society.ledger.models import Account, BudgetAmendment, BudgetLine, BudgetYear, Fund, Programme
from sextant.society.ledger.queries.balances import turnovers
from sextant.society.ledger.queries.budgets import year_of

Key = tuple[int, int, int | None, str]
KINDS = (Account.Kind.INCOME, Account.Kind.EXPENSE)


@dataclass(frozen=True)
class Planned:
    """What is planned on an account from a fund for a programme: minor units, shown as the account is; zero takes the line away."""

    account: Account
    fund: Fund
    amount_minor: int
    programme: Programme | None = None
    currency: str = "RUB"
    note: str = ""

    @property
    def key(self) -> Key:
        return self.account.pk, self.fund.pk, self.programme.pk if self.programme else None, self.currency


def _locked(year: int, is_demo: bool) -> BudgetYear:
    BudgetYear.objects.get_or_create(year=year, defaults={"is_demo": is_demo})
    return BudgetYear.objects.select_for_update().get(year=year)


@in_turn
def write_budget(*, year: int, planned: Iterable[Planned], by: User | None, reason: str = "", is_demo: bool = False) -> int:
    """Writes lines of a year's budget; lines that are not named stay. Returns how many changed.

    What is named twice is added together. After the approval a reason is asked for, and each change is kept as an amendment.
    """
    approved = _locked(year, is_demo).approved_at is not None
    wanted = merged(planned)
    for one in wanted.values():
        if one.account.kind not in KINDS:
            raise ValidationError(_("“%(account)s” is neither income nor expense, so nothing is planned on it.") % {"account": one.account})
    known: dict[Key, BudgetLine] = {
        (line.account_id, line.fund_id, line.programme_id, line.currency): line for line in BudgetLine.objects.filter(year=year)
    }
    changed = [one for key, one in wanted.items() if _differs(known.get(key), one)]
    if changed and approved and not reason.strip():
        raise ValidationError({"reason": _("The budget is approved. Say why it is amended.")})
    for one in changed:
        _write(year, known.get(one.key), one, is_demo)
    if approved:
        _keep_amendments(year, known, changed, reason.strip(), by, is_demo)
    if changed:
        record(verb="ledger.write_budget", obj=year_of(year), by=by, after={"lines": len(changed), "reason": reason.strip()})
    return len(changed)


def merged(planned: Iterable[Planned]) -> dict[Key, Planned]:
    """One line for each account, fund, programme and currency; amounts of what is named twice are added."""
    found: dict[Key, Planned] = {}
    for one in planned:
        if (known := found.get(one.key)) is not None:
            note = "; ".join(part for part in (known.note, one.note) if part)[:300]
            one = Planned(one.account, one.fund, known.amount_minor + one.amount_minor, one.programme, one.currency, note)
        found[one.key] = one
    return found


def _differs(known: BudgetLine | None, one: Planned) -> bool:
    return bool(one.amount_minor) if known is None else (known.amount_minor, known.note) != (one.amount_minor, one.note)


def _write(year: int, known: BudgetLine | None, one: Planned, is_demo: bool) -> None:
    if known is None:
        names = ("account", "fund", "programme", "currency", "amount_minor", "note")
        BudgetLine.objects.create(year=year, is_demo=is_demo, **{name: getattr(one, name) for name in names})
    elif one.amount_minor == 0:
        known.delete()
    else:
        BudgetLine.objects.filter(pk=known.pk).update(amount_minor=one.amount_minor, note=one.note)


def _keep_amendments(year: int, known: dict[Key, BudgetLine], changed: list[Planned], reason: str, by: User | None, is_demo: bool) -> None:
    made = []
    for one in changed:
        before = known[one.key].amount_minor if one.key in known else 0
        where: dict[str, Any] = {"account": one.account, "fund": one.fund, "programme": one.programme, "currency": one.currency}
        made.append(
            BudgetAmendment(year=year, before_minor=before, after_minor=one.amount_minor, reason=reason[:300], by=by, is_demo=is_demo, **where)
        )
    BudgetAmendment.objects.bulk_create(made)


@in_turn
def approve_budget(*, year: int, decision: str, by: User | None, is_demo: bool = False) -> BudgetYear:
    """Freezes a year's budget: who and when are kept, and by which decision; from now on it is amended."""
    kept = _locked(year, is_demo)
    if kept.approved_at is not None:
        raise ValidationError(_("The budget of %(year)s is approved already.") % {"year": year})
    if not BudgetLine.objects.filter(year=year).exists():
        raise ValidationError(_("The budget of %(year)s has no line yet.") % {"year": year})
    if not decision.strip():
        raise ValidationError({"decision": _("Name who approved it and the minutes.")})
    kept.approved_at, kept.approved_by, kept.decision = timezone.now(), by, decision.strip()[:300]
    kept.save(update_fields=["approved_at", "approved_by", "decision"])
    record(verb="ledger.approve_budget", obj=kept, by=by, after={"year": year, "decision": kept.decision})
    return kept


@in_turn
def copy_budget(*, source: str, from_year: int, year: int, percent: Decimal, by: User) -> int:
    """Fills a year from another year's budget (`budget`) or from what was booked (`actuals`), times a percentage.

    Amounts are rounded to whole units of the currency; lines the year has already stay as they are. Returns how many were added.
    """
    if _locked(year, False).approved_at is not None:
        raise ValidationError(_("The budget of %(year)s is approved; nothing is copied over it.") % {"year": year})
    if from_year == year:
        raise ValidationError({"from_year": _("Choose another year to copy from.")})
    rows = planned_of(from_year) if source == "budget" else booked_in(from_year)
    if not rows:
        raise ValidationError({"from_year": _("There is nothing of %(year)s to copy.") % {"year": from_year}})
    there = {(line.account_id, line.fund_id, line.programme_id, line.currency) for line in BudgetLine.objects.filter(year=year)}
    new = [_times(one, percent) for one in rows if one.key not in there]
    return write_budget(year=year, planned=new, by=by)


def _times(one: Planned, percent: Decimal) -> Planned:
    amount = (major(one.amount_minor, one.currency) * percent / 100).quantize(Decimal(1), rounding=ROUND_HALF_EVEN)
    return Planned(one.account, one.fund, minor(amount, one.currency), one.programme, one.currency, one.note)


def planned_of(year: int) -> list[Planned]:
    """The lines of a year's budget."""
    rows = BudgetLine.objects.filter(year=year).select_related("account", "fund", "programme")
    return [Planned(row.account, row.fund, row.amount_minor, row.programme, row.currency, row.note) for row in rows]


def booked_in(year: int) -> list[Planned]:
    """What was booked in a year on accounts of income and expense, as lines of a budget; what came to nothing is left out."""
    first = date(year, 1, 1)
    accounts = {one.pk: one for one in Account.objects.filter(kind__in=KINDS)}
    funds, programmes = Fund.objects.in_bulk(), Programme.objects.in_bulk()
    found = []
    for (account, fund, programme, currency), moved in turnovers(since=first, until=first.replace(month=12, day=31)).items():
        if account in accounts and moved.net_minor:
            amount = accounts[account].sign * moved.net_minor
            found.append(Planned(accounts[account], funds[fund], amount, programmes.get(programme), currency))
    return found
