"""The chart of accounts: what a new association begins with, and how it is changed."""

import tomllib
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.ledger.models import Account, Books, Fund, Programme

CHART = Path(__file__).resolve().parent.parent / "data" / "chart_nonprofit.toml"


def ensure_chart() -> int:
    """Adds the accounts and funds of the shipped chart that are not there; changes none that is. Returns how many were added."""
    with CHART.open("rb") as file:
        data = tomllib.load(file)
    Books.objects.get_or_create(pk=1)
    added = sum(_missing(Account, row) for row in data["account"])
    if not Fund.objects.filter(is_default=True).exists():
        added += sum(_missing(Fund, row) for row in data["fund"])
    if added:
        record(verb="ledger.ensure_chart", after={"added": added})
    return added


def _missing(model: Any, row: dict[str, Any]) -> bool:
    if row.get("use") and model.objects.filter(use=row["use"]).exists():
        return False
    return bool(model.objects.get_or_create(code=row["code"], defaults=row)[1])


@in_turn
def save_account(account: Account | None, *, by: User, **values: Any) -> Account:
    """Adds or changes an account. Its kind and use cannot change once something is booked on it."""
    kept = account or Account()
    before = {name: getattr(kept, name) for name in values} if account else {}
    if account and account.lines.exists():
        for name in ("kind", "use", "is_cash"):
            if name in values and values[name] != getattr(account, name):
                raise ValidationError({name: _("Something is booked on this account; open another account instead.")})
    for name, value in values.items():
        setattr(kept, name, value)
    kept.full_clean()
    kept.save()
    record(verb="ledger.save_account", obj=kept, by=by, before=before, after=values)
    return kept


@in_turn
def save_fund(fund: Fund | None, *, by: User | None, **values: Any) -> Fund:
    """Adds or changes a fund; a fund with money left is not closed."""
    kept = fund or Fund()
    before = {name: getattr(kept, name) for name in values} if fund else {}
    for name, value in values.items():
        setattr(kept, name, value)
    kept.full_clean()
    kept.save()
    record(verb="ledger.save_fund", obj=kept, by=by, before=before, after=values)
    return kept


@in_turn
def open_programme(*, code: str, name_ru: str, name_en: str, about_kind: str = "", about_id: str = "", is_demo: bool = False) -> Programme:
    """The programme of that code, made when it is not there; capabilities call it for a project, an event, a journal."""
    fields = {"name_ru": name_ru, "name_en": name_en, "about_kind": about_kind, "about_id": about_id, "is_demo": is_demo}
    return Programme.objects.get_or_create(code=code, defaults=fields)[0]
