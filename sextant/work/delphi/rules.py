"""Who may do what with Delphi studies. Members of a panel come by their own link."""

from typing import Any

from sextant.base.permissions.queries import holds
from sextant.work.delphi import states
from sextant.work.delphi.models import Item, Panelist, Round, Study

KEEPERS = ("analyst", "secretary", "director")


def may_keep(user: Any, thing: Any = None) -> bool:
    """Analysts and the office draw up studies, invite panels, open and close rounds. They never see who answered what."""
    return holds(user, *KEEPERS)


def may_see_study(user: Any, study: Study) -> bool:
    """Everybody once it is published; before that those who keep it."""
    return study.state == states.PUBLISHED or may_keep(user)


def may_see_round(user: Any, one: Round) -> bool:
    """The report of a round: public with its study, for those who keep it as soon as the round is closed."""
    return may_see_study(user, one.study)


def may_change_items(user: Any, item: Item) -> bool:
    return may_keep(user)


def may_keep_panelist(user: Any, panelist: Panelist) -> bool:
    return may_keep(user)
