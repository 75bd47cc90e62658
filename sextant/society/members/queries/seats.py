"""How many seats of a membership are taken."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from sextant.society.members.models import FOREVER, Membership, Organisation, Person, Seat


def most_taken(membership: Membership, since: date, until: date | None) -> int:
    """The largest number of seats taken on any one day of the stretch (an open end lasts for ever)."""
    end = until or FOREVER
    overlapping = membership.seats.filter(Q(until=None) | Q(until__gte=since), since__lte=end).values_list("since", "until")
    spans = [(max(first, since), last or FOREVER) for first, last in overlapping]
    return max((sum(first <= day <= last for first, last in spans) for day, _last in spans), default=0)


def free_seats(membership: Membership, day: date | None = None) -> int:
    """Seats of the membership that nobody sits on that day (today); never below none."""
    taken = membership.seats.in_force(day or timezone.localdate()).count()
    return max(0, membership.all_seats - taken)


def seats_now_and_earlier(membership: Membership) -> QuerySet[Seat]:
    """All seats with their people, the open ones first."""
    return membership.seats.select_related("person").order_by("until", "person__family_name")


def people_without_seat(membership: Membership, organisation: Organisation) -> QuerySet[Person]:
    """Those who work at the organisation now and sit on none of its seats."""
    today = timezone.localdate()
    here = organisation.affiliations.in_force(today).values("person")
    seated = membership.seats.in_force(today).values("person")
    return Person.objects.filter(pk__in=here, merged_into=None, erased_at=None).exclude(pk__in=seated)
