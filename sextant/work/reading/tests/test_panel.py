"""What the page of an organisation shows of this house: books it nominated or published, and votes given there."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from sextant.society.members.tests.factories import OrganisationFactory
from sextant.work.reading.panels import organisation_panel
from sextant.work.reading.tests.factories import accepted, nominated, season, voted

pytestmark = pytest.mark.django_db


def test_an_organisation_shows_its_books_of_the_season_and_the_votes_given_there(client):
    house, library, of = OrganisationFactory(), OrganisationFactory(), season()
    both = accepted(of, number=1, publisher=house, nominated_for=house)
    other = accepted(of, number=2, nominated_for=house)
    nominated(of, number=3, publisher=house)
    voted(both, library)
    assert organisation_panel(AnonymousUser(), house).context["books"] == [other, both]
    assert [row["book__season__year"] for row in organisation_panel(AnonymousUser(), library).context["votes"]] == [of.year]
    assert organisation_panel(AnonymousUser(), OrganisationFactory()) is None
    page = client.get(reverse("members:organisation", args=[house.pk]))
    assert (page.status_code, both.title in page.content.decode()) == (200, True)
