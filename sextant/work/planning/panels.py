"""What the page of an organisation or a section shows of its plans, and plans as evidence of the agenda."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sextant.society.agenda.evidence import Thing
from sextant.society.members.models import Organisation, Section
from sextant.society.members.panels import Panel
from sextant.work.planning import rules
from sextant.work.planning.queries.overview import published


def plans_panel(user: Any, owner: Organisation | Section) -> Panel | None:
    """Published plans for everybody, and the way to the plans for those who act for the owner."""
    section, organisation = (owner, None) if isinstance(owner, Section) else (None, owner)
    shown = published().filter(section=section) if section else published().filter(organisation=organisation)
    rows, may_plan = list(shown[:5]), rules.may_plan_for(user, section, organisation)
    if not rows and not may_plan:
        return None
    return Panel(_("Strategic plans"), "planning/_owner_panel.html", {"plans": rows, "may_plan": may_plan}, 60)


def plans_as_evidence(user: Any, keys: set[str]) -> dict[str, Thing]:
    """Published plans only."""
    return {str(one.pk): Thing(one.title, reverse("planning:published", args=[one.pk])) for one in published().filter(pk__in=keys)}
