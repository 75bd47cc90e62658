"""Who may bring literature in, publish editions, write and review briefs; what is published is open to everybody."""

from typing import Any

from sextant.base.permissions.queries import holds
from sextant.work.observatory import states
from sextant.work.observatory.models import Brief, Edition


def may_read(user: Any, _thing: Any = None) -> bool:
    """The overview and the list of briefs: what is published."""
    return True


def may_keep(user: Any, _thing: Any = None) -> bool:
    """Corpora, imports, editions and briefs."""
    return holds(user, *states.MAY_KEEP)


def may_read_edition(user: Any, edition: Edition) -> bool:
    """A published edition is public, whatever came after it; others are for those who keep them."""
    return edition.state == states.PUBLISHED or may_keep(user)


def may_read_brief(user: Any, brief: Brief) -> bool:
    return brief.state == states.PUBLISHED or may_keep(user)


def may_change_brief(user: Any, brief: Brief) -> bool:
    """A draft; one in review waits for its reviewer."""
    return brief.state == states.DRAFT and may_keep(user)


def may_review_brief(user: Any, brief: Brief) -> bool:
    """Another person than the one who wrote it."""
    return brief.state == states.IN_REVIEW and may_keep(user) and brief.written_by_id != user.pk
