"""What the demo must show of documents: one published twice, one in consultation, one put to the vote."""

from sextant.society.documents.models import Comment, Document, Version
from sextant.society.documents.tests.factories import drafted


def before():
    drafted(title_en="A real document", title_ru="Настоящий документ")


def shown(_real):
    own = Document.objects.filter(is_demo=True, kind="association")
    assert sorted(own.values_list("state", flat=True)) == ["consulted", "published", "vote"]
    assert sorted(Version.objects.filter(document__code="demo-section-rules").values_list("number", "state")) == [(1, "replaced"), (2, "published")]
    assert Comment.objects.filter(version__document__in=own, disposition__isnull=False).count() == 1


def after():
    assert [str(one) for one in Document.objects.all()] == ["A real document"]
