"""A budget read from a spreadsheet: every row is stored, merged into another or refused with a sentence."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.turns import in_turn
from sextant.base.words.money import minor
from sextant.lab.payments.amounts import decimals, parse_amount
from sextant.lab.payments.refusals import PaymentError
from sextant.society.ledger.actions.budgets import KINDS, Planned, merged, write_budget
from sextant.society.ledger.models import Account, Fund, Programme
from sextant.society.ledger.queries.budgets import BUDGET_COLUMNS
from sextant.society.members.sheets.reading import Sheet, read_sheet

NEEDED = ("account", "amount")


@dataclass
class Taken:
    """What became of a sheet: `rows = stored + merged + len(refused)`; `refused` holds (line of the file, why)."""

    rows: int = 0
    stored: int = 0
    merged: int = 0
    changed: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


@in_turn
def take_budget(*, year: int, content: bytes, by: User, reason: str = "") -> Taken:
    """Writes the rows of an XLSX or CSV file into a year's budget; columns are named as in the download, in either language."""
    sheet = read_sheet(content)
    places = _places(sheet)
    known = _Known()
    found: list[Planned] = []
    taken = Taken(rows=len(sheet.rows))
    for number, cells in sheet.rows:
        try:
            found.append(known.planned({name: cells[place] for name, place in places.items()}))
        except ValidationError as refusal:
            taken.refused.append((number, " ".join(refusal.messages)))
    wanted = merged(found)
    taken.stored, taken.merged = len(wanted), len(found) - len(wanted)
    taken.changed = write_budget(year=year, planned=wanted.values(), by=by, reason=reason)
    return taken


def _places(sheet: Sheet) -> dict[str, int]:
    names: dict[str, str] = {}
    for column in BUDGET_COLUMNS:
        names[column.name] = column.name
        for language in ("ru", "en"):
            with override(language):
                names[str(column.title).lower()] = column.name
    places = {names[heading.lower()]: place for place, heading in enumerate(sheet.header) if heading.lower() in names}
    missing = [name for name in NEEDED if name not in places]
    if missing:
        raise ValidationError(_("The first row must name the columns “account” and “amount”; download a budget to see the form."))
    return places


class _Known:
    """Accounts, funds and programmes by code, read once."""

    def __init__(self) -> None:
        self.accounts = {one.code.lower(): one for one in Account.objects.filter(kind__in=KINDS)}
        self.funds = {one.code.lower(): one for one in Fund.objects.all()}
        self.programmes = {one.code.lower(): one for one in Programme.objects.all()}
        self.general = next((one for one in self.funds.values() if one.is_default), None)

    def planned(self, row: dict[str, Any]) -> Planned:
        """The line a row stands for; refused where a code is not known or the amount is none."""
        code = {name: str(row.get(name, "")).strip().lower() for name in ("account", "fund", "programme", "currency")}
        account = self.accounts.get(code["account"])
        if account is None:
            raise ValidationError(_("No account of income or expense has the code “%(code)s”.") % {"code": row.get("account", "")})
        fund = self.funds.get(code["fund"]) if code["fund"] else self.general
        if fund is None:
            raise ValidationError(_("No fund has the code “%(code)s”.") % {"code": row.get("fund", "")})
        programme = self.programmes.get(code["programme"]) if code["programme"] else None
        if code["programme"] and programme is None:
            raise ValidationError(_("No programme has the code “%(code)s”.") % {"code": row.get("programme", "")})
        currency = code["currency"].upper() or "RUB"
        return Planned(account, fund, _amount(row.get("amount", ""), currency), programme, currency, str(row.get("note", ""))[:300])


def _amount(value: Any, currency: str) -> int:
    try:
        decimals(currency)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return minor(Decimal(str(value)), currency)
        return int(parse_amount(str(value), currency))
    except PaymentError as refusal:
        raise ValidationError(refusal.sentence((get_language() or "ru")[:2])) from refusal
    except (ValueError, InvalidOperation) as trouble:
        raise ValidationError(_("“%(value)s” is no amount in %(currency)s.") % {"value": value, "currency": currency}) from trouble
