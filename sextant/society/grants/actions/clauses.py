"""The clauses of agreements: what ships, and what an association makes of it."""

import tomllib
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.grants.models import Clause
from sextant.society.grants.queries.clauses import PLACES, unknown_places

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "clauses.toml"


def ensure_clauses() -> int:
    """Adds the shipped clauses where there are none at all; returns how many were added."""
    if Clause.objects.exists():
        return 0
    with SHIPPED.open("rb") as file:
        rows = tomllib.load(file)["clause"]
    Clause.objects.bulk_create([Clause(order=10 * place, **row) for place, row in enumerate(rows, 1)])
    record(verb="grants.ensure_clauses", after={"added": len(rows)})
    return len(rows)


@transaction.atomic
def save_clause(clause: Clause, *, by: User | None, **values: Any) -> Clause:
    """Changes a clause for agreements to come. Changed words are unchecked again unless the check is entered with them."""
    kept = Clause.objects.select_for_update().get(pk=clause.pk)
    before = {name: getattr(kept, name) for name in values}
    words, check = (kept.text_ru, kept.text_en), (kept.checked_by, kept.checked_on)
    for name, value in values.items():
        setattr(kept, name, value)
    for name in ("text_ru", "text_en"):
        if not getattr(kept, name).strip():
            raise ValidationError({name: _("A clause says the same in both languages of the agreement.")})
        wrong = unknown_places(getattr(kept, name))
        if wrong:
            said = {"wrong": ", ".join(wrong), "known": ", ".join(f"{{{place}}}" for place in PLACES)}
            raise ValidationError({name: _("%(wrong)s is not known here. These can be filled in: %(known)s.") % said})
    if words != (kept.text_ru, kept.text_en) and check == (kept.checked_by, kept.checked_on):
        kept.checked_by, kept.checked_on = "", None
    if kept.checked_on and not kept.checked_by.strip():
        raise ValidationError({"checked_by": _("Name the lawyer who has checked it.")})
    kept.save()
    record(verb="grants.save_clause", obj=kept, by=by, before=before, after=values)
    return kept
