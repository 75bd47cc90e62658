"""From two real years of library returns to a published report; one of its figures is traced to its rows and counted again by hand."""

import csv
import gzip
import hashlib
import json

import pytest
from click.testing import CliRunner

from sextant.front.report.commands import report
from sextant.front.report.models import Report
from sextant.society.agenda.actions import load_agenda
from sextant.work.returns.commands.collections import returns

pytestmark = [pytest.mark.real_data, pytest.mark.django_db]


def _run(group, *words):
    answer = CliRunner().invoke(group, [str(word) for word in words], catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def _build(folder):
    """Builds the report; returns what was printed, and the SHA-256 of every file as it lies there."""
    printed = _run(report, "build", "--year", 2018, "--lang", "ru,en", "--out", folder)
    lying = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    return dict(reversed(line.split("  ")) for line in printed.splitlines()), lying


def test_a_report_on_real_returns_is_built_twice_alike_published_and_traced_to_its_rows(client, real_returns, tmp_path):
    load_agenda("alma_2019")
    _run(returns, "import", *(real_returns / f"pls_fy{year}.csv.gz" for year in (2017, 2018)))
    first, second = _build(tmp_path / "one"), _build(tmp_path / "two")
    assert first == second
    assert first[0] == first[1]
    _run(report, "publish", "--year", 2018)
    figure = next(one for one in Report.objects.get().figures.all() if one.frozen["parameters"].get("indicator") == "visits_per_head")
    address = f"/en/report/2018/figures/{figure.pk}/"
    rows = json.loads(b"".join(client.get(address + "?format=json").streaming_content))
    with gzip.open(real_returns / "pls_fy2018.csv.gz", "rt", encoding="utf-8-sig", errors="replace") as lines:
        hand = {row["FSCSKEY"]: (int(row["VISITS"]), int(row["POPU_LSA"])) for row in csv.DictReader(lines)}
    shown = {row["unit_id"]: (row["visits"], row["population"]) for row in rows}
    assert len(rows) == figure.row_count == len(hand) == 9261
    whole = {key: pair for key, pair in hand.items() if min(pair) >= 0}
    assert {key: pair for key, pair in shown.items() if all(isinstance(value, int | float) for value in pair)} == whole
    visits, people = (sum(pair[place] for pair in whole.values()) for place in (0, 1))
    assert figure.value == pytest.approx(visits / people, rel=1e-12)
    assert (figure.earlier_year, f"{visits / people:.2f}" in client.get(address).content.decode()) == (2017, True)
    spending = next(one for one in Report.objects.get().figures.all() if one.frozen["parameters"].get("indicator") == "spending_per_head")
    assert (spending.status, spending.value, spending.row_count) == ("not_collected", None, 0)
    assert spending.frozen["reason"]["en"] == "Not collected in 2018: “Operating spending”."
