"""Who may do what with signals, ratings and trend reports."""

from typing import Any

from sextant.base.permissions.queries import holds
from sextant.work.trends import states
from sextant.work.trends.models import Passage, Signal, TrendReport

KEEPERS = ("analyst", "secretary", "director")
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
