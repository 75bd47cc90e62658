"""Who may do what with agendas, initiatives, indicators and evidence."""

from typing import Any

from sextant.base.permissions.queries import holds, holds_anywhere
from sextant.base.permissions.rules import is_office
from sextant.society.agenda import states
from sextant.society.agenda.models import Attachment, Evidence, Guideline, Indicator, Initiative, Milestone, Participant
from sextant.society.members.models import Section

OFFICERS = ("chair", "vice_chair", "section_secretary")


def may_read_agenda(user: Any, thing: Any = None) -> bool:
    """Agendas, directions, guidelines and the definitions of indicators are public."""
    return True


def may_steer_agenda(user: Any) -> bool:
    """Set targets, have figures counted, make an agenda current: the office."""
    return is_office(user)


def may_own_initiatives(user: Any, section: Section) -> bool:
    """Make and change the initiatives of a section: its officers and the office."""
    return is_office(user) or holds(user, *OFFICERS, scope=section)


def may_create_initiative(user: Any) -> bool:
    """Somebody who may own initiatives of at least one section."""
    return is_office(user) or holds_anywhere(user, *OFFICERS)


def _takes_part(user: Any, initiative: Initiative) -> bool:
    if not user.is_authenticated:
        return False
    if initiative.owner is not None and initiative.owner.user_id == user.pk:
        return True
    return initiative.participants.filter(person__user=user).exists()


def may_edit_initiative(user: Any, initiative: Initiative) -> bool:
    return may_own_initiatives(user, initiative.section)


def may_see_initiative(user: Any, initiative: Initiative) -> bool:
    """Public ones: everybody. Others: the office, the section's officers, the owner and those who take part."""
    return initiative.is_public or may_edit_initiative(user, initiative) or _takes_part(user, initiative)


def may_report_on(user: Any, initiative: Initiative) -> bool:
    """Write notes, mark milestones, attach files: whoever may change the initiative, its owner and those who take part."""
    return may_edit_initiative(user, initiative) or _takes_part(user, initiative)


def may_move(user: Any, initiative: Initiative, move: states.Move) -> bool:
    """Change the state along one move of the table: the roles that the table names, for the owning section."""
    return move.source == initiative.state and holds(user, *move.who, scope=initiative.section)


def may_report_value(user: Any, indicator: Indicator) -> bool:
    """Enter a reported value: the office, the analyst, and the officers of the section that owns the indicator."""
    if indicator.kind != Indicator.Kind.REPORTED:
        return False
    return is_office(user) or holds(user, "analyst") or (indicator.section is not None and holds(user, *OFFICERS, scope=indicator.section))


def may_steer_indicator(user: Any, indicator: Indicator) -> bool:
    """Set its targets, its owner section and its baseline: the office."""
    return is_office(user)


def may_report_on_milestone(user: Any, milestone: Milestone) -> bool:
    return may_report_on(user, milestone.initiative)


def may_edit_participant(user: Any, participant: Participant) -> bool:
    return may_edit_initiative(user, participant.initiative)


def may_see_attachment(user: Any, attachment: Attachment) -> bool:
    """Files are as open as their initiative."""
    return may_see_initiative(user, attachment.initiative)


def may_remove_attachment(user: Any, attachment: Attachment) -> bool:
    """Whoever added it, and whoever may change the initiative."""
    added = user.is_authenticated and attachment.added_by_id == user.pk
    return added or may_edit_initiative(user, attachment.initiative)


def may_support(user: Any, about: Guideline | Initiative | Indicator) -> bool:
    """Link evidence: to an initiative whoever reports on it, to an indicator whoever reports its values, else officers and staff."""
    if isinstance(about, Initiative):
        return may_report_on(user, about)
    if isinstance(about, Indicator) and may_report_value(user, about):
        return True
    return may_create_initiative(user) or holds(user, "analyst", "editor")


def may_remove_evidence(user: Any, evidence: Evidence) -> bool:
    """The office, and whoever added it."""
    return is_office(user) or (getattr(user, "is_authenticated", False) and evidence.added_by_id == user.pk)
