"""Who may read, write and publish the report."""

from typing import Any

from sextant.base.measures.registry import measure
from sextant.base.permissions.queries import holds, scopes_held
from sextant.front.report import states
from sextant.front.report.models import Report, ReportFigure, Words
from sextant.society.agenda.models import Indicator


def is_editor(user: Any) -> bool:
    """The office and the editor of reports."""
    return holds(user, "secretary", "director", "editor")


def is_writer(user: Any, report: Report) -> bool:
    """Chairs of the sections that own an indicator of the report's agenda."""
    chaired = scopes_held(user, "members.section", "chair")
    owned = Indicator.objects.filter(guideline__direction__agenda_id=report.agenda_id, section_id__in=chaired)
    return bool(chaired) and owned.exists()


def may_read(user: Any, report: Report) -> bool:
    """A published report is public; an open one is for its editors and the chairs who write for it."""
    return report.state == states.PUBLISHED or is_editor(user) or is_writer(user, report)


def may_see_desk(user: Any, report: Report) -> bool:
    """The working table: editors, and chairs of sections who write for it."""
    return is_editor(user) or is_writer(user, report)


def may_open_report(user: Any) -> bool:
    return is_editor(user)


def may_edit(user: Any, report: Report) -> bool:
    """The office and the editor, while the report is open."""
    return report.is_open and is_editor(user)


def may_move_report(user: Any, report: Report) -> bool:
    """Whoever the table of states names for a move from where the report stands."""
    return any(holds(user, *move.who) for move in states.moves_from(states.REPORT_MOVES, report.state))


def may_publish(user: Any, report: Report) -> bool:
    return report.state == states.REVIEW and holds(user, "secretary", "director")


def may_withdraw(user: Any, report: Report) -> bool:
    return report.state == states.PUBLISHED and holds(user, "director")


def sections_of(words: Words) -> set[str]:
    """Keys of the sections that own an indicator of the direction."""
    owned = Indicator.objects.filter(guideline__direction_id=words.direction_id, section__isnull=False)
    return {str(key) for key in owned.values_list("section_id", flat=True)}


def may_write_words(user: Any, words: Words) -> bool:
    """Editors, and chairs of sections that own an indicator of that direction, until the words are agreed."""
    if not words.report.is_open or words.state == states.AGREED:
        return False
    return is_editor(user) or bool(scopes_held(user, "members.section", "chair") & sections_of(words))


def may_move_words(user: Any, words: Words) -> bool:
    """Editors move words along; a chair may hand in what the chair may write."""
    return words.report.is_open and (is_editor(user) or may_write_words(user, words))


def may_see_figure(user: Any, figure: ReportFigure) -> bool:
    return may_read(user, figure.report)


def may_see_rows(user: Any, figure: ReportFigure) -> bool:
    """Rows open to those whom the measure's own rule lets see them; what was reported opens to every reader of the report."""
    if not may_read(user, figure.report):
        return False
    if not figure.measure:
        return True
    found = measure(figure.measure)
    return found is not None and found.may_see_rows(user)
