"""What the demo must show of acquisitions: collections with profiles, gaps over three libraries, a plan that was ordered and one that waits."""

from sextant.work.acquisitions.models import Collection, Plan
from sextant.work.acquisitions.queries.section import gaps_over, libraries_counted
from sextant.work.acquisitions.tests.factories import collection_of


def before():
    collection_of(name="A real collection")


def shown(_real):
    found = Collection.objects.filter(is_demo=True, profile__isnull=False)
    assert (found.count(), all(one.profile.totals["held"] > 400 for one in found.select_related("profile"))) == (3, True)
    assert gaps_over(libraries_counted())
    assert sorted(Plan.objects.values_list("state", flat=True)) == ["made", "ordered"]


def after():
    assert [one.name for one in Collection.objects.all()] == ["A real collection"]
