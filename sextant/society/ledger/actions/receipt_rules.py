"""Rules of fiscal receipts: what a new association begins with, changing a rule, and a lawyer's check. Nothing here blocks a payment."""

import tomllib
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.ledger.models import ReceiptRule

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "receipt_rules.toml"


@in_turn
def ensure_receipt_rules() -> int:
    """Adds the shipped rules that are not there, unchecked; changes none that is. Returns how many were added."""
    with SHIPPED.open("rb") as file:
        data = tomllib.load(file)
    there = set(ReceiptRule.objects.values_list("income_kind", "payer_kind", "method"))
    made = []
    for row in data["rule"]:
        said = {name: value for name, value in row.items() if name not in ("kinds", "payers", "methods")}
        for key in product(row["kinds"], row["payers"], row["methods"]):
            if key not in there:
                there.add(key)
                made.append(ReceiptRule(**dict(zip(("income_kind", "payer_kind", "method"), key, strict=True)), **said))
    ReceiptRule.objects.bulk_create(made)
    if made:
        record(verb="ledger.ensure_receipt_rules", after={"added": len(made)})
    return len(made)


@in_turn
def save_receipt_rule(known: ReceiptRule | None, /, *, by: User, **values: Any) -> ReceiptRule:
    """Adds or changes a rule. A rule whose answer or source changes is unchecked again."""
    kept = known or ReceiptRule()
    before = {name: getattr(kept, name) for name in values} if known else {}
    for name, value in values.items():
        setattr(kept, name, value)
    if known and before != values:
        kept.checked_on, kept.checked_by = None, ""
    kept.full_clean()
    kept.save()
    record(verb="ledger.save_receipt_rule", obj=kept, by=by, before=before, after=values)
    return kept


@in_turn
def check_receipt_rule(rule: ReceiptRule, *, on: date, lawyer: str, by: User) -> ReceiptRule:
    """Keeps which lawyer checked a rule, and when."""
    rule = ReceiptRule.objects.select_for_update().get(pk=rule.pk)
    if on > timezone.localdate():
        raise ValidationError({"on": _("That day is still to come.")})
    if not lawyer.strip():
        raise ValidationError({"lawyer": _("Name the lawyer who checked it.")})
    before = {"checked_on": rule.checked_on, "checked_by": rule.checked_by}
    rule.checked_on, rule.checked_by = on, lawyer.strip()[:200]
    rule.save(update_fields=["checked_on", "checked_by"])
    record(verb="ledger.check_receipt_rule", obj=rule, by=by, before=before, after={"checked_on": on, "checked_by": rule.checked_by})
    return rule
