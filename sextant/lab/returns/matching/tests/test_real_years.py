"""The libraries of real years, found again."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from sextant.lab.returns.matching.links import match
from sextant.lab.returns.matching.local_ids import MisKeyed, mis_keyed
from sextant.lab.returns.matching.records import Record, records
from sextant.lab.returns.reading import read

FOLDER = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "returns"

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no real library returns at {FOLDER}; set SEXTANT_TEST_DATA"),
]


@pytest.fixture(scope="module")
def years() -> dict[int, list[Record]]:
    files = {2014: "pls_fy2014.csv.gz", 2015: "fy2015.zip"}
    return {year: records(read(FOLDER / name)) for year, name in files.items()}


def test_2014_and_2015_by_reason(years: dict[int, list[Record]]) -> None:
    assert match(years[2014], years[2015]).counts() == {
        "key": 9218,
        "key_renamed": 12,
        "local_id": 1,
        "name_and_place": 1,
        "proposed: key_contradicted": 1,
        "gone": 73,
        "new": 19,
    }


def test_a_join_on_the_local_id_alone_mis_keys_741_rows(years: dict[int, list[Record]]) -> None:
    assert mis_keyed(years[2014], years[2015]) == MisKeyed(rows=9251, shared=1212, wrong=741, renamed=16, shared_in_region=0)


def test_without_keys_and_local_ids_no_library_is_taken_for_another(years: dict[int, list[Record]]) -> None:
    earlier, later = ([replace(one, local_id="") for one in years[year]] for year in (2014, 2015))
    found = match(earlier, later, keys=False)
    both = {one.key for one in earlier} & {one.key for one in later}
    held = [link for link in found.links if link.later in both]
    assert sum(link.earlier == link.later for link in held) > 0.95 * len(both)
    assert sum(link.earlier != link.later for link in held) == 0
