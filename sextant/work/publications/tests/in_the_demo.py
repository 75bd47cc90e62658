"""What the demo must show of checked books: one with the mark, one with faults, an answer and its reply."""

from sextant.work.publications.models import Answer, Book, Check, QualityMark
from sextant.work.publications.tests.factories import judged


def before():
    judged(title="A real book")


def shown(_real):
    found = Check.objects.filter(book__is_demo=True).order_by("id")
    assert [one.verdict for one in found] == ["pass", "fail"]
    assert all(len(one.reports) == 5 and one.pictured for one in found)
    assert [one.state for one in QualityMark.objects.all()] == ["valid"]
    assert Answer.objects.exclude(reply="").count() == 1


def after():
    assert [one.title for one in Book.objects.all()] == ["A real book"]
