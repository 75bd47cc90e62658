"""Every write of the agenda."""

from sextant.society.agenda.actions.agendas import Loaded, apply_agenda, load_agenda, load_shipped_agenda, make_agenda_current
from sextant.society.agenda.actions.attachments import attach_file, remove_attachment
from sextant.society.agenda.actions.evidence import add_evidence, remove_evidence
from sextant.society.agenda.actions.indicators import (
    Counted,
    ask_for_figures,
    report_value,
    set_owner_and_baseline,
    set_target,
    store_figures,
)
from sextant.society.agenda.actions.initiatives import (
    add_milestone,
    add_participant,
    change_initiative,
    create_initiative,
    mark_milestone,
    move_initiative,
    remove_participant,
    write_note,
)

__all__ = [
    "Counted",
    "Loaded",
    "add_evidence",
    "add_milestone",
    "add_participant",
    "apply_agenda",
    "ask_for_figures",
    "attach_file",
    "change_initiative",
    "create_initiative",
    "load_agenda",
    "load_shipped_agenda",
    "make_agenda_current",
    "mark_milestone",
    "move_initiative",
    "remove_attachment",
    "remove_evidence",
    "remove_participant",
    "report_value",
    "set_owner_and_baseline",
    "set_target",
    "store_figures",
    "write_note",
]
