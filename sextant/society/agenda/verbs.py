"""What is done to the agenda, in words of the record of changes."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "agenda.load": _("Agenda loaded"),
    "agenda.make_current": _("Agenda made the current one"),
    "agenda.create_initiative": _("Initiative begun"),
    "agenda.change_initiative": _("Initiative changed"),
    "agenda.move_initiative": _("Initiative moved on"),
    "agenda.add_milestone": _("Milestone added"),
    "agenda.mark_milestone": _("Milestone marked"),
    "agenda.write_note": _("Progress note written"),
    "agenda.add_participant": _("Person added to the initiative"),
    "agenda.remove_participant": _("Person taken off the initiative"),
    "agenda.attach_file": _("File attached"),
    "agenda.remove_attachment": _("File taken away"),
    "agenda.add_evidence": _("Evidence linked"),
    "agenda.remove_evidence": _("Evidence taken away"),
    "agenda.set_target": _("Target set"),
    "agenda.set_owner_and_baseline": _("Owner and baseline set"),
    "agenda.report_value": _("Value reported"),
    "agenda.compute_year": _("Figures of a year counted"),
    "agenda.ask_for_figures": _("Counting of figures asked for"),
}
