"""What this house holds about a person beyond the rows that point to them: the papers of the grants they received."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from sextant.society.grants.models import (
    GrantAgreement,
    GrantBudgetLine,
    GrantChange,
    GrantFile,
    GrantInstalment,
    GrantMilestone,
    GrantReport,
    GrantSpent,
)
from sextant.society.members.models import Person
from sextant.society.members.queries.held import HeldSection

PAPERS: tuple[tuple[type[models.Model], str], ...] = (
    (GrantAgreement, "grant__person"),
    (GrantInstalment, "grant__person"),
    (GrantMilestone, "grant__person"),
    (GrantBudgetLine, "grant__person"),
    (GrantReport, "grant__person"),
    (GrantSpent, "report__grant__person"),
    (GrantFile, "report__grant__person"),
    (GrantChange, "grant__person"),
)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def grants_held(person: Person) -> HeldSection | None:
    """Agreements, instalments, milestones, budgets, reports with their papers, and changes of the grants of that person."""
    rows: list[dict[str, Any]] = []
    for model, path in PAPERS:
        found = model._default_manager.filter(**{path: person}).order_by("pk").values()
        rows += [{"paper": model.__name__, **{name: _plain(value) for name, value in row.items()}} for row in found]
    return HeldSection(_("Papers of grants"), rows) if rows else None
