"""Libraries alike in the real Public Libraries Survey of 2015: quick with nine thousand libraries, and counted again by hand."""

import time

import pytest

from sextant.base.jobs.worker import run_waiting
from sextant.work.returns.models import Library, LibraryClusters, LibraryReturn, LibraryTraits
from sextant.work.returns.tests.factories import command

pytestmark = [pytest.mark.real_data, pytest.mark.once, pytest.mark.django_db]


def test_a_library_of_nine_thousand_is_compared_quickly_and_as_by_hand(client, real_returns, django_assert_max_num_queries):
    assert command("import", real_returns / "fy2015.zip")[0] in (0, 1)
    run_waiting()
    assert LibraryTraits.objects.count() > 9_000
    assert LibraryClusters.objects.get().silhouette > 0.5
    library = Library.objects.get(key="CA0061")
    with django_assert_max_num_queries(15):
        client.get(f"/en/returns/libraries/{library.pk}/peers/?number=50")
    began = time.perf_counter()
    told = client.get(f"/api/returns/libraries/{library.pk}/peers?number=50").json()
    took = time.perf_counter() - began
    assert (len(told["peers"]), took < 3) == (50, True)
    visits = next(row for row in told["indicators"] if row["indicator"] == "visits_per_head")
    returns = LibraryReturn.objects.filter(library__in=[peer["id"] for peer in told["peers"]], is_current=True)
    values = [row.values["visits"] / row.values["population"] for row in returns if "visits" in row.values and "population" in row.values]
    below = sum(value < visits["value"] for value in values)
    assert visits["percentile"] == pytest.approx(100 * below / len(values))
