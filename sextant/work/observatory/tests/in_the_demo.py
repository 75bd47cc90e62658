"""What the demo must show of the observatory: an edition made of invented works, published, and a reviewed brief."""

from sextant.work.observatory.models import Brief, Edition
from sextant.work.observatory.tests.factories import corpus_of


def before():
    corpus_of(code="kept")


def shown(_real):
    edition = Edition.objects.published().get(corpus__is_demo=True)
    assert (edition.works > 600, edition.landed > 600, Brief.objects.published().filter(edition=edition).count()) == (True, True, 1)
