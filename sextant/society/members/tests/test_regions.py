"""A new site has the regions of Russia; a site with regions of its own keeps those."""

import pytest

from sextant.base.audit.models import Entry
from sextant.society.members.actions.regions import ensure_regions
from sextant.society.members.models import Region

pytestmark = pytest.mark.django_db


def test_a_new_site_begins_with_the_shipped_regions_written_once():
    made = ensure_regions()
    assert (made > 80, ensure_regions(), Region.objects.count(), Entry.objects.count()) == (True, 0, made, 1)


def test_a_list_of_its_own_is_left_alone():
    Region.objects.create(code="BY-MI", country="BY", name_ru="Минская область", name_en="Minsk Region")
    assert (ensure_regions(), Region.objects.count()) == (0, 1)
