"""Who may read and write plans, calls, searches and applications.

Whoever acts for the owner of a plan writes it: the office for the association, the officers for a section, the
representatives for a member library. A draft is seen by nobody else; not even the office opens a library's draft.
"""

from typing import Any

from django.db.models import Q, QuerySet

from sextant.base.permissions.queries import holds, holds_anywhere, scopes_held
from sextant.base.permissions.rules import is_office
from sextant.society.agenda.rules import OFFICERS
from sextant.society.members.models import Organisation, Section
from sextant.society.members.rules import represents
from sextant.work.planning.models import (
    Application,
    Call,
    CallImport,
    Document,
    Goal,
    Indicator,
    Plan,
    PlanInitiative,
    SavedSearch,
    Step,
    Version,
)

SECTION, ORGANISATION = "members.section", "members.organisation"


def may_read(user: Any, _thing: Any = None) -> bool:
    """The register of calls and the list of published plans are public."""
    return True


def may_plan(user: Any) -> bool:
    """Somebody who acts for the association, a section or an organisation."""
    return is_office(user) or holds_anywhere(user, *OFFICERS, "representative")


def may_plan_for(user: Any, section: Section | None, organisation: Organisation | None) -> bool:
    """Make plans for that owner; for the association where neither is given."""
    if organisation is not None:
        return represents(user, organisation)
    if section is not None:
        return is_office(user) or holds(user, *OFFICERS, scope=section)
    return is_office(user)


def may_edit_plan(user: Any, plan: Plan) -> bool:
    return may_plan_for(user, plan.section, plan.organisation)


def may_see_version(user: Any, version: Version) -> bool:
    """An adopted version is as open as its owner made it."""
    return version.plan.is_public or may_edit_plan(user, version.plan)


def may_edit_goal(user: Any, goal: Goal) -> bool:
    return may_edit_plan(user, goal.plan)


def may_edit_initiative(user: Any, initiative: PlanInitiative) -> bool:
    return may_edit_plan(user, initiative.goal.plan)


def may_edit_indicator(user: Any, indicator: Indicator) -> bool:
    return may_edit_plan(user, indicator.goal.plan)


def may_see_application(user: Any, application: Application) -> bool:
    return may_edit_plan(user, application.plan)


def may_see_step(user: Any, step: Step) -> bool:
    return may_edit_plan(user, step.application.plan)


def may_see_document(user: Any, document: Document) -> bool:
    return may_edit_plan(user, document.application.plan)


def may_enter_calls(user: Any) -> bool:
    """Those who plan keep the register of calls together."""
    return may_plan(user)


def may_edit_call(user: Any, call: Call) -> bool:
    """The office, and whoever entered it."""
    return is_office(user) or bool(user.is_authenticated and call.entered_by_id == user.pk and may_plan(user))


def may_see_import(user: Any, work: CallImport) -> bool:
    """The office, and whoever brought the file."""
    return is_office(user) or bool(user.is_authenticated and work.by_id == user.pk and may_plan(user))


def owns_search(user: Any, search: SavedSearch) -> bool:
    return bool(user.is_authenticated and search.user_id == user.pk)


def plans_of(user: Any) -> QuerySet[Plan]:
    """The plans this user writes."""
    rows = Plan.objects.select_related("section", "organisation")
    if getattr(user, "is_superuser", False) and user.is_active:
        return rows
    mine = Q(organisation_id__in=_keys(user, ORGANISATION, "representative")) | Q(section_id__in=_keys(user, SECTION, *OFFICERS))
    if is_office(user):
        mine |= Q(organisation=None)
    return rows.filter(mine)


def _keys(user: Any, kind: str, *roles: str) -> list[int]:
    return [int(key) for key in scopes_held(user, kind, *roles)]
