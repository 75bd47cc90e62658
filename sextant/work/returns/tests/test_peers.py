"""Libraries like one of them, and groups of libraries alike."""

import csv
import io
import json
import re
from statistics import median, quantiles

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sextant.base.jobs.models import Job
from sextant.work.returns.models import GroupProtection, Library, LibraryClusters, LibraryReturn, LibraryTraits
from sextant.work.returns.tests.factories import ROWS, run_import, write_table
from sextant.work.returns.tests.peers import COLUMNS, held_year, rows_of

pytestmark = pytest.mark.django_db


def _page(client, key: str, query: str = "") -> str:
    return client.get(f"/en/returns/libraries/{Library.objects.get(key=key).pk}/peers/{query}").content.decode()


def _rows(client, key: str, query: str) -> list[dict[str, str]]:
    body = client.get(f"/en/returns/libraries/{Library.objects.get(key=key).pk}/peers/?format=csv&{query}").getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(body)))


def test_the_nearest_are_those_of_like_size_and_their_ratios_follow_from_the_file(client, tmp_path):
    held_year(tmp_path)
    rows = _rows(client, "AK0001", "list=peers&number=10")
    assert [row["unit_id"] for row in rows] == [f"AK{number:04d}" for number in range(3, 22, 2)]
    assert float(rows[0]["population_ratio"]) == pytest.approx(1030 / 1010)
    assert {row["farthest"] for row in rows} <= {"Population served", "Operating spending", "Staff (full-time equivalents)", "Staff"}


def test_the_percentile_median_and_quartiles_are_those_counted_by_hand(client, tmp_path):
    held_year(tmp_path)
    visits = next(row for row in _rows(client, "AK0011", "number=10") if row["indicator"] == "visits_per_head")
    keys = [row["unit_id"] for row in _rows(client, "AK0011", "list=peers&number=10")]
    others = [int(key[2:]) + 1 for key in keys]
    low, _middle, high = quantiles(others, n=4, method="inclusive")
    percentile = 100 * sum(one < 12 for one in others) / 10
    told = [float(visits[name]) for name in ("value", "percentile", "q1", "median", "q3", "libraries")]
    assert told == pytest.approx([12, percentile, low, median(others), high, 10])


def test_the_number_asked_for_is_kept_and_a_wrong_one_is_not_followed(client, tmp_path):
    held_year(tmp_path)
    assert [len(_rows(client, "AK0001", f"list=peers&number={number}")) for number in ("10", "20", "50", "7")] == [10, 20, 39, 20]
    page = _page(client, "AK0001", "?number=50&within=cluster")
    assert '<option value="50" selected>' in page
    assert "number=50&amp;within=cluster&amp;format=csv" in page.replace("&amp;list=peers", "")


def test_within_its_group_it_is_placed_among_the_others_of_the_group(client, tmp_path):
    held_year(tmp_path)
    row = LibraryTraits.objects.get(library__key="AK0011")
    members = LibraryTraits.objects.filter(cluster=row.cluster).values_list("library__key", flat=True)
    others = [int(key[2:]) for key in members if key != "AK0011"]
    visits = next(one for one in _rows(client, "AK0011", "within=cluster") if one["indicator"] == "visits_per_head")
    expected = 100 * sum(one < 11 for one in others) / len(others)
    assert (float(visits["percentile"]), int(visits["libraries"])) == (pytest.approx(expected, abs=0.01), len(others))


def test_small_and_large_libraries_never_share_a_group_and_the_page_names_who_stands_for_each(client, tmp_path):
    held_year(tmp_path)
    groups: dict[int, set[int]] = {}
    for key, cluster in LibraryTraits.objects.values_list("library__key", "cluster"):
        groups.setdefault(cluster, set()).add(int(key[2:]) % 2)
    assert all(len(parity) == 1 for parity in groups.values())
    kept = LibraryClusters.objects.get()
    page = client.get("/en/returns/collections/pls/2018/groups/").content.decode()
    assert sum(group["size"] for group in kept.groups) == 40
    assert all(Library.objects.get(pk=group["medoid"]).name in page for group in kept.groups)
    assert max(value for _number, value in kept.tried) == kept.silhouette


def test_a_library_without_the_figures_is_compared_with_nobody_and_told_so(client, tmp_path):
    held_year(tmp_path, rows=(*rows_of(5), "AK,AK0099,SILENT,-1,-1,-1,-1,-1"))
    page = _page(client, "AK0099")
    assert "No other library can be compared" in page
    assert LibraryClusters.objects.get().groups == []
    assert "too few libraries" in client.get("/en/returns/collections/pls/2018/groups/").content.decode()


def test_before_anything_is_worked_out_the_page_says_so(client, tmp_path):
    run_import(write_table(tmp_path, rows=ROWS))
    assert "nothing to compare with yet" in _page(client, "AK0001")
    assert "not worked out yet" in client.get("/en/returns/collections/pls/2018/groups/").content.decode()


def test_a_new_import_works_the_comparison_out_again(tmp_path):
    held_year(tmp_path)
    before = LibraryClusters.objects.get().fingerprint
    rows = (*rows_of(40)[:-1], rows_of(40)[-1].replace(",100400,", ",1400,", 1))
    run_import(write_table(tmp_path, rows=rows, columns=COLUMNS), replace=True)
    assert Job.objects.filter(name="returns.group_libraries", state="queued").count() == 1
    held_year(tmp_path, rows=rows)
    assert LibraryTraits.objects.get(library__key="AK0040").population == 1400
    assert LibraryClusters.objects.get().fingerprint != before


def test_only_the_office_has_groups_worked_out_again(client, make_user, tmp_path):
    held_year(tmp_path)
    address = "/en/returns/collections/pls/2018/groups/renew/"
    client.force_login(make_user("treasurer"))
    assert client.post(address).status_code == 403
    client.force_login(make_user("analyst"))
    assert client.post(address).status_code == 302
    assert Job.objects.filter(name="returns.group_libraries", state="queued").count() == 1


def test_the_page_asks_the_same_number_of_queries_for_few_and_for_many(client, tmp_path):
    held_year(tmp_path)
    counts = []
    for number in (10, 50):
        with CaptureQueriesContext(connection) as asked:
            _page(client, "AK0001", f"?number={number}")
        counts.append(len(asked))
    assert (counts[0] == counts[1], counts[0] <= 12) == (True, True)


SECRET = "987654"
TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")
"""A token of a form, which may hold any digits."""


def test_where_the_owner_asks_nothing_of_a_small_group_is_told_anywhere(client, tmp_path):
    """Nine of ten peers never gave loans: the median of one is that library's own figure."""
    rows = [row.split(",") for row in rows_of(40)]
    for row in rows[1:]:
        row[5] = "-1" if row[1] != "AK0003" else str(int(SECRET) * int(row[3]))
    release = held_year(tmp_path, rows=tuple(",".join(row) for row in rows))
    pk = Library.objects.get(key="AK0001").pk
    open_to_all = _page(client, "AK0001")
    assert "987,654" in open_to_all or "987\u202f654" in open_to_all or "987 654" in open_to_all
    GroupProtection.objects.create(collection=release.collection, least=3, asked_by="the ministry")
    for query in ("", "?number=10", "?within=cluster", "?within=cluster&number=50"):
        page = _page(client, "AK0001", query)
        assert "987" not in TOKEN.sub("", page.replace("AK0987", ""))
        assert "Withheld: too few" in page or "under a new rule" in page
    for address in (f"/en/returns/libraries/{pk}/peers/?format=json", f"/en/returns/libraries/{pk}/peers/?format=json&within=cluster"):
        told = {row["indicator"]: row for row in json.loads(client.get(address).getvalue())}
        assert [told["loans_per_head"][name] for name in ("percentile", "q1", "median", "q3")] == [None] * 4
        assert told["loans_per_head"]["withheld"]
    assert LibraryReturn.objects.get(library__key="AK0003").indicators["loans_per_head"] == float(SECRET)


def test_programs_read_the_same_comparison_and_a_wrong_question_is_refused_in_words(client, tmp_path):
    held_year(tmp_path)
    pk = Library.objects.get(key="AK0011").pk
    told = client.get(f"/api/returns/libraries/{pk}/peers?number=10").json()
    assert [peer["key"] for peer in told["peers"]] == [row["unit_id"] for row in _rows(client, "AK0011", "list=peers&number=10")]
    visits = next(row for row in told["indicators"] if row["indicator"] == "visits_per_head")
    shown = next(row for row in _rows(client, "AK0011", "number=10") if row["indicator"] == "visits_per_head")
    assert [visits[name] for name in ("percentile", "q1", "median", "q3")] == [float(shown[name]) for name in ("percentile", "q1", "median", "q3")]
    refused = client.get(f"/api/returns/libraries/{pk}/peers?number=7")
    assert (refused.status_code, "10, 20 or 50" in refused.content.decode()) == (422, True)
    assert "2018" in client.get(f"/api/returns/libraries/{pk}/peers?year=1999").content.decode()
    groups = client.get("/api/returns/collections/pls/2018/clusters").json()
    assert sum(row["libraries"] for row in groups if row["figure"] == "population") == 40
