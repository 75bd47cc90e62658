"""The rules that hold, and how far a finding has come by what stands in the tables."""

from datetime import date

from django.db.models import Min

from sextant.work.practice import states
from sextant.work.practice.models import Finding, PathRules, Recommendation


def path_rules() -> PathRules:
    """The rules that hold; those of a new site where nobody has changed them."""
    return PathRules.objects.filter(pk=1).first() or PathRules(pk=1)


def first_pilot(finding: Finding, by: date | None = None) -> date | None:
    """The day the first pilot began; one that was called off later has begun all the same."""
    rows = finding.pilots.filter(started_on__isnull=False)
    return (rows.filter(started_on__lte=by) if by else rows).aggregate(day=Min("started_on"))["day"]


def stage_of(finding: Finding) -> tuple[str, date]:
    """The furthest stage of an accepted finding and the day it came there.

    A recommendation that stands counts whatever it says; an adoption once it is confirmed, from the day it was in use.
    """
    assert finding.decided_on is not None
    adopted = finding.adoptions.filter(state=states.CONFIRMED).aggregate(day=Min("adopted_on"))["day"]
    reached: list[tuple[str, date | None]] = [
        (states.ADOPTED, adopted),
        (states.RECOMMENDED, finding.recommendations.filter(state__in=states.READ_RECOMMENDATIONS).aggregate(day=Min("approved_on"))["day"]),
        (states.PILOTED, first_pilot(finding)),
        (states.INVITING, finding.invitations.filter(state__in=states.READ_INVITATIONS).aggregate(day=Min("opened_on"))["day"]),
        (states.BRIEFED, finding.briefs.filter(state__in=states.READ_BRIEFS).aggregate(day=Min("published_on"))["day"]),
    ]
    return next(((stage, day) for stage, day in reached if day is not None), (states.FOUND, finding.decided_on))


def standing_recommendation(finding: Finding) -> Recommendation | None:
    """The recommendation that holds now."""
    return finding.recommendations.filter(state=states.APPROVED).first()
