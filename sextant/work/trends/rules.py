"""Who may do what with signals, ratings and trend reports."""

from typing import Any

from sextant.base.permissions.queries import holds
from sextant.work.trends import states
from sextant.work.trends.models import Find, Passage, Signal, TrendReport, WatchList

KEEPERS = ("analyst", "secretary", "director")
OFFICE = ("secretary", "director")
RATERS = ("member", "editor", *KEEPERS)


def may_keep(user: Any, thing: Any = None) -> bool:
    """Analysts and the office decide on signals, gather what the houses tell, open and publish reports."""
    return holds(user, *KEEPERS)


def may_tell(user: Any) -> bool:
    """Anybody with an account."""
    return bool(user.is_authenticated)


def may_see_signal(user: Any, signal: Signal) -> bool:
    """Everybody once it has stood on the radar; before that, and where it was not taken, those who keep the radar and who told it."""
    return signal.state in states.PUBLIC or may_keep(user) or (bool(user.is_authenticated) and signal.told_by_id == user.pk)


def may_tend(user: Any, watched: WatchList) -> bool:
    """Changes a watch list and decides on what it has found: whose list it is, while among those who keep the radar, and the office."""
    return holds(user, *OFFICE) or (may_keep(user) and watched.owner_id == user.pk)


def may_see_find(user: Any, find: Find) -> bool:
    """Those who keep the radar; everybody once the signal made of it has stood on the radar."""
    return may_keep(user) or (find.signal is not None and find.signal.state in states.PUBLIC)


def may_decide(user: Any, find: Find) -> bool:
    return may_tend(user, find.watch_list)


def is_rater(user: Any) -> bool:
    """Members in good standing, editors, and those who keep the radar."""
    return holds(user, *RATERS)


def may_rate(user: Any, signal: Signal) -> bool:
    """Raters, while the signal is on the radar."""
    return signal.state == states.RADAR and is_rater(user)


def may_read_report(user: Any, report: TrendReport) -> bool:
    """Everybody once it is published; before that those who keep it, and who was invited to write."""
    if report.state == states.PUBLISHED or may_keep(user):
        return True
    return bool(user.is_authenticated) and report.passages.filter(author=user).exists()


def may_write(user: Any, passage: Passage) -> bool:
    """Who was invited, and those who keep the report, while it is a draft."""
    return passage.report.state == states.DRAFT and (may_keep(user) or (bool(user.is_authenticated) and passage.author_id == user.pk))
