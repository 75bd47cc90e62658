"""What this house makes known to the registries of base and society when the site starts.

Nothing here lets pairs, notes or reviews be searched, exported or looked at in the technical back office.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import registry as tools
from sextant.base.ui import navigation
from sextant.society.members import forgetting, ties
from sextant.work.mentoring import jobs, letters, rules
from sextant.work.mentoring.actions.programmes import forget_mentoring
from sextant.work.mentoring.demo import load as demo
from sextant.work.mentoring.measures import MEASURES
from sextant.work.mentoring.models import Pair, Profile, Programme
from sextant.work.mentoring.queries import programmes
from sextant.work.mentoring.waiting_tasks import tasks_of

VERBS = {
    "mentoring.save_programme": _("Programme changed"),
    "mentoring.move_programme": _("Programme opened or ended"),
    "mentoring.add_topic": _("Topic added"),
    "mentoring.remove_topic": _("Topic removed"),
    "mentoring.save_profile": _("Profile changed"),
    "mentoring.leave_programme": _("Takes part no longer"),
    "mentoring.keep_apart": _("Two people kept apart"),
    "mentoring.ask_matching": _("Pairs looked for"),
    "mentoring.keep_matching": _("Pairs found"),
    "mentoring.send_proposals": _("Pairs proposed"),
    "mentoring.drop_pair": _("Pair put aside"),
    "mentoring.accept_pair": _("Pair agreed to"),
    "mentoring.end_pair": _("Pair declined or ended"),
    "mentoring.begin_closing": _("Closing review begun"),
    "mentoring.write_review": _("Closing review written"),
    "mentoring.add_goal": _("Goal set"),
    "mentoring.turn_goal": _("Goal marked"),
    "mentoring.add_meeting": _("Meeting noted"),
    "mentoring.write_note": _("Note written"),
}


def _of_pair(user: Any, pair: Pair) -> bool:
    return rules.is_of_pair(user, pair)


def register_all() -> None:
    """Importing `jobs` has made its work known already."""
    assert jobs
    record.register(Programme, _("Mentoring programme"), rules.may_coordinate)
    record.register(Profile, _("Mentoring profile"), rules.may_see_profile)
    record.register(Pair, _("Mentoring pair"), _of_pair, lambda one: str(one.pk))
    record.register_verbs(**VERBS)
    register_names(counted=_("Counted"))
    tools.register(
        _("Mentoring"),
        "mentoring:programmes",
        rules.coordinates_somewhere,
        group=_("Careers"),
        about=_("Seasons, people, pairs with their reasons."),
        order=65,
    )
    letters.register_letters()
    navigation.register(_("Mentoring"), "mentoring:programmes", 39, place="footer")
    navigation.register(_("My mentoring"), "mentoring:mine", 43, rules.has_entry, place="account")
    ties.register("mentoring", programmes.ties, _("Mentor and mentee"))
    forgetting.register("mentoring", forget_mentoring)
    waiting.register(tasks_of)
    for measure in MEASURES:
        measuring.register(measure)
    demo.register()
