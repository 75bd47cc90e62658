"""The real Public Libraries Survey, filled and shown: from the files to the page."""

import pytest

from sextant.base.jobs.worker import perform_here
from sextant.work.returns.actions.estimates import ask_filling
from sextant.work.returns.models import Filling, Library, LibraryReturn, YearRelease
from sextant.work.returns.tests.factories import command

pytestmark = [pytest.mark.real_data, pytest.mark.once, pytest.mark.django_db]


def test_the_gaps_of_a_real_year_are_filled_and_shown_and_nothing_reported_changes(client, real_returns):
    assert [command("import", real_returns / f"pls_fy{year}.csv.gz")[0] for year in (2017, 2018)] == [0, 0]
    release = YearRelease.objects.get(year=2018)
    added_up = {code for row in LibraryReturn.objects.filter(release=release) for code, origin in row.origins.items() if origin == "derived"}
    open_ = {
        (key, code)
        for key, statuses in LibraryReturn.objects.filter(release=release).values_list("library__key", "statuses")
        for code, status in statuses.items()
        if status == "missing" and code not in added_up
    }
    filling = ask_filling(release, by=None)
    perform_here(filling.job)
    filling = Filling.objects.get(pk=filling.pk)
    filled = set(filling.values.values_list("library__key", "variable"))
    assert (filling.state, filled <= open_, len(filled) + filling.left) == ("done", True, len(open_))
    assert (YearRelease.objects.get(year=2018).fingerprint, filling.years) == (release.fingerprint, [2017])
    row = filling.variables.get(variable="visits")
    visits = [values["visits"] for values in LibraryReturn.objects.filter(release=release, values__has_key="visits").values_list("values", flat=True)]
    assert row.reported + row.brought == sum(visits)
    value = filling.values.filter(variable="visits").first()
    page = client.get(f"/en/returns/libraries/{Library.objects.get(pk=value.library_id).pk}/").content.decode()
    assert f"{value.value:,.0f}" in page[page.index('<details class="guess">') :]
    assert f"{row.total:,.0f}" in client.get("/en/returns/collections/pls/2018/gaps/").content.decode()
