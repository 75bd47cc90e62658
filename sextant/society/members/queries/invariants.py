"""What must hold of all memberships at any time, beyond what the database itself refuses."""

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.society.members import states
from sextant.society.members.models import FeeReduction, Membership, MembershipPeriod, Person, Seat


def invariants() -> list[str]:
    """A sentence for every rule that is broken, with how many rows break it; empty when all is well."""
    today = timezone.localdate()
    periods = MembershipPeriod.objects.filter(membership=OuterRef("pk"))
    good = Membership.objects.filter(state__in=states.GOOD_STANDING)
    seats = Membership.objects.filter(organisation__isnull=False).annotate(
        taken=Count("seats", filter=Q(seats__since__lte=today) & (Q(seats__until=None) | Q(seats__until__gte=today)))
    )
    overlapping = MembershipPeriod.objects.filter(
        Exists(
            MembershipPeriod.objects.filter(membership=OuterRef("membership"), since__lte=OuterRef("until"), until__gte=OuterRef("since")).exclude(
                pk=OuterRef("pk")
            )
        )
    )
    meeting = FeeReduction.objects.filter(
        Exists(
            FeeReduction.objects.filter(
                Q(until=None) | Q(until__gte=OuterRef("since")), membership=OuterRef("membership"), since__lte=OuterRef("since")
            ).exclude(pk=OuterRef("pk"))
        )
    )
    broken = {
        _("Memberships that are active without a paid or waived period: %(count)s."): good.filter(~Exists(periods)),
        _("Memberships that do not end on the last day of their latest period: %(count)s."): good.filter(
            ~Exists(periods.filter(until=OuterRef("until")))
        ),
        _("Active memberships without a number: %(count)s."): good.filter(number=None),
        _("Memberships with more seats taken than they have: %(count)s."): seats.filter(taken__gt=F("plan__seats") + F("extra_seats")),
        _("Periods that overlap another one of the same membership: %(count)s."): overlapping,
        _("Reductions of a fee that meet another one of the same membership: %(count)s."): meeting,
        _("Seats that belong to the membership of a person: %(count)s."): Seat.objects.filter(membership__organisation=None),
        _("Memberships of a person who was merged into another: %(count)s."): Membership.objects.filter(
            person__in=Person.objects.exclude(merged_into=None)
        ),
    }
    counts = {sentence: rows.count() for sentence, rows in broken.items()}
    return [sentence % {"count": count} for sentence, count in counts.items() if count]
