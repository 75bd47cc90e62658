"""What the demo must show of calls: one announced with its winners, one being judged, one open."""

from sextant.work.calls.models import Award, Call, Review


def shown(_real):
    states = sorted(Call.objects.filter(is_demo=True).values_list("state", flat=True))
    assert (states, Award.objects.count(), Review.objects.exclude(submitted_at=None).count() > 30) == (
        ["announced", "published", "published"],
        3,
        True,
    )
