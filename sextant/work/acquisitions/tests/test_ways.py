"""A book leads to the libraries that hold it, as far as the reader may see their titles."""

import pytest
from django.contrib.auth.models import AnonymousUser

from sextant.society.members.book_ways import ways_of
from sextant.work.acquisitions.models import Title
from sextant.work.acquisitions.tests.factories import profiled, representative

pytestmark = pytest.mark.django_db


def test_a_book_leads_to_open_collections_and_to_ones_own(make_user, client):
    keeper, own = make_user("secretary"), make_user()
    closed = profiled(representative(own, name_en="Closed Library"), is_public=False)
    isbn = Title.objects.filter(run=closed.current_id).exclude(isbn="")[0].isbn
    assert (ways_of(AnonymousUser(), [isbn]), ways_of(make_user(), [isbn])) == ({}, {})
    assert [way.label for way in ways_of(own, [isbn])[isbn]] == [way.label for way in ways_of(keeper, [isbn])[isbn]] == [closed.organisation.name]
    opened = profiled(is_public=True)
    found = ways_of(AnonymousUser(), [isbn, "9780000000002"])
    assert [way.label for way in found[isbn]] == [opened.organisation.name]
    page = client.get(found[isbn][0].url)
    assert (page.status_code, Title.objects.get(run=opened.current_id, isbn=isbn).title in page.content.decode()) == (200, True)
