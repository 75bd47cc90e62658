"""Every write of the agenda."""

from sextant.society.agenda.actions.agendas import Loaded, apply_agenda, load_agenda, load_shipped_agenda, make_agenda_current

__all__ = ["Loaded", "apply_agenda", "load_agenda", "load_shipped_agenda", "make_agenda_current"]
