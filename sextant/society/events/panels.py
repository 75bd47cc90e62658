"""What the page of a person and of a section shows of events."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.permissions.queries import holds
from sextant.society.events import rules, states
from sextant.society.events.models import Event
from sextant.society.events.queries.events import attended_by
from sextant.society.members.models import Person, Section
from sextant.society.members.panels import Panel
from sextant.society.members.rules import SECTION_ROLES, is_self

SHOWN = 20


def attended_panel(user: Any, person: Person) -> Panel | None:
    """Events attended: for the person and the office only."""
    if not (is_self(user, person) or holds(user, *rules.OFFICE)):
        return None
    rows = list(attended_by(person)[:SHOWN])
    return Panel(_("Events attended"), "events/_attended_panel.html", {"rows": rows}, 60) if rows else None


def section_panel(user: Any, section: Section) -> Panel | None:
    """Events of the section to come, and the way to hold one for those who lead it."""
    rows = list(Event.objects.filter(section=section, state=states.PUBLISHED, ends_at__gte=timezone.now()).order_by("starts_at")[:5])
    makes = section.closed_on is None and (holds(user, *rules.OFFICE) or holds(user, *SECTION_ROLES, scope=section))
    return Panel(_("Events"), "events/_section_panel.html", {"rows": rows, "makes": makes}, 55) if rows or makes else None
