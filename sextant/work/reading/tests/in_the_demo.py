"""What the demo must show of children's reading: a published list, a season at work, awards with sources, votes that are capped."""

from sextant.work.reading.models import AwardList, Ballot, Book, RecommendedList, Review
from sextant.work.reading.tests.factories import award


def before() -> AwardList:
    return award("real-list")


def shown(real: AwardList) -> None:
    one = RecommendedList.objects.get(is_demo=True)
    assert (one.state, 3 <= len(one.content["books"]) <= 6, one.handed_in_by != one.published_by) == ("published", True, True)
    assert one.items.exclude(why_en="").count() == 1
    assert Review.objects.filter(state="handed_in").exclude(tie="").exists()
    assert Ballot.objects.filter(voters__gt=100).exists()
    assert set(Book.objects.values_list("state", flat=True)) == {"accepted", "proposed", "declined"}
    assert AwardList.objects.filter(is_demo=True).count() == 2
    assert not real.is_demo


def after() -> None:
    assert list(AwardList.objects.values_list("code", flat=True)) == ["real-list"]
