"""What members' business waits for somebody: the office, a member, a representative."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.base.measures.waiting import Task
from sextant.society.members import rules, states
from sextant.society.members.models import Membership, Organisation
from sextant.society.members.queries.memberships import to_decide, unpaid_for_long
from sextant.society.members.queries.my import my_place
from sextant.society.members.queries.seats import free_seats


def _tasks_of_the_office(user: Any) -> Iterable[Task]:
    group, page = _("Memberships"), reverse("members:memberships")
    if rules.may_decide_applications(user) and (count := to_decide().count()):
        title = ngettext("Decide %(count)s application", "Decide %(count)s applications", count) % {"count": count}
        yield Task(title, f"{page}?state=applied", None, group)
    if rules.may_see_memberships(user) and (count := unpaid_for_long().count()):
        words = ngettext("%(count)s approved application unpaid for 30 days", "%(count)s approved applications unpaid for 30 days", count)
        yield Task(words % {"count": count}, f"{page}?unpaid=on", None, group)


def _tasks_of_the_member(user: Any) -> Iterable[Task]:
    place, page = my_place(user), reverse("members:my_membership")
    group, today = _("My membership"), timezone.localdate()
    for held in [*place.own, *(held for _place, memberships in place.represented for held in memberships)]:
        membership = held.membership
        if not held.to_pay or (membership.state == states.LAPSED and place.standing is not None and place.standing.ok):
            continue
        if membership.state == states.APPROVED:
            yield Task(_("Pay the fee: %(member)s") % {"member": membership.holder}, page, None, group)
        else:
            yield Task(_("Renew the membership: %(member)s") % {"member": membership.holder}, page, membership.until or today, group)
    for organisation, memberships in place.represented:
        yield from _free_seats(organisation, [held.membership for held in memberships], group)


def _free_seats(organisation: Organisation, memberships: list[Membership], group: str) -> Iterable[Task]:
    for membership in memberships:
        free = free_seats(membership) if membership.state in states.GOOD_STANDING else 0
        if free:
            words = ngettext("Give out %(count)s free seat of %(organisation)s", "Give out %(count)s free seats of %(organisation)s", free)
            yield Task(words % {"count": free, "organisation": organisation}, reverse("members:seats", args=[membership.pk]), None, group)


def tasks_of(user: Any) -> Iterable[Task]:
    """What members' business waits for the user: as the office, as a member, as a representative."""
    yield from _tasks_of_the_office(user)
    yield from _tasks_of_the_member(user)
