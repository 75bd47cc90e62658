"""Learned checks: what is put in is found, what is usual is left alone, and a year at once says what single returns say."""

from __future__ import annotations

import json
import math
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.returns import checking
from sextant.lab.returns.checking import Flag, check_return
from sextant.lab.returns.checking.expectations import Case, Expectations, Expected, copied
from sextant.lab.returns.checking.learning import expect, learn
from sextant.lab.returns.checking.panels import check_panel
from sextant.lab.returns.checking.tables import Panel
from sextant.lab.returns.checking.tests.factories import LIBRARIES, VARIABLES, changed, panel, years

RULES = checking.load("pls")
NOW, BEFORE, FORMER, OLDEST = years(4)
PEERS = learn(RULES, BEFORE, FORMER, OLDEST)


def flags(now: Panel, row: int) -> list[tuple[str, str]]:
    found = check_return(RULES, now.values_of(row), {}, BEFORE.values_of(row), PEERS, earlier=FORMER.values_of(row), region=now.region_of(row))
    return [(flag.rule, flag.variable) for flag in found]


def ordinary() -> int:
    """A library of some size about which there is nothing to ask."""
    return next(row for row in range(LIBRARIES) if NOW.values[row, 6] > 50 and not flags(NOW, row))


def test_a_digit_too_many_or_too_few_and_thousands_are_named_as_such() -> None:
    row = ordinary()
    visits = NOW.values_of(row)["visits"]
    for factor in (10, 0.1, 1000, 0.001):
        assert ("magnitude", "visits") in flags(changed(NOW, **{f"r{row}_visits": round(visits * factor)}), row)


def test_two_columns_exchanged_are_asked_about_together() -> None:
    row = ordinary()
    values = NOW.values_of(row)
    swapped = changed(NOW, **{f"r{row}_registered_users": values["loans"], f"r{row}_loans": values["registered_users"]})
    assert {("swapped", "loans"), ("swapped", "registered_users")} <= set(flags(swapped, row))


def test_a_return_sent_twice_is_one_question() -> None:
    row = ordinary()
    again = changed(NOW, **{f"r{row}_{code}": value for code, value in BEFORE.values_of(row).items()})
    assert flags(again, row) == [("copied", "")]


def test_a_jump_says_what_was_expected() -> None:
    row = ordinary()
    (found,) = [
        flag
        for flag in check_return(RULES, NOW.values_of(row) | {"visits": NOW.values_of(row)["visits"] * 3.0}, {}, BEFORE.values_of(row), PEERS)
        if flag.variable == "visits"
    ]
    assert found.rule in ("jump", "magnitude")
    assert found.expected == pytest.approx(NOW.values_of(row)["visits"], rel=0.3)


def test_a_library_without_an_earlier_year_is_held_against_others() -> None:
    row = ordinary()
    values = NOW.values_of(row)
    found = check_return(RULES, values | {"visits": values["visits"] * 300}, {}, None, PEERS)
    assert [(flag.rule, flag.variable) for flag in found if flag.variable == "visits"] == [("peer", "visits")]


def test_few_ordinary_cells_are_questioned() -> None:
    asked = [flag for _, flag in check_panel(RULES, NOW, BEFORE, PEERS, earlier=FORMER)]
    assert len(asked) <= 0.03 * np.isfinite(NOW.values).sum()


def test_a_copy_is_weighed_by_how_often_values_stay_the_same() -> None:
    # visits stay the same in 1 return of 100 and loans in 1 of 10: log10(.98/.01) + log10(.98/.1) = 1.991 + 0.991 = 2.982;
    # one of the two different: log10(.98/.01) + log10(.02/.9) = 1.991 - 1.653 = 0.338
    known = {"visits": Expected(1.0, same=[0.01] * 7), "loans": Expected(1.0, same=[0.1] * 7)}
    peers = Expectations(2018, known, 0.4)
    both, one = ({"visits": 500, "loans": last} for last in (90, 91))
    before = {"visits": 500, "loans": 90}
    assert copied(Case(both, before, {}, peers)) == (pytest.approx(2.982, abs=5e-4), 2)
    assert copied(Case(one, before, {}, peers)) == (pytest.approx(0.338, abs=5e-4), 1)


def test_the_signs_of_a_cell_by_hand() -> None:
    # offset 1, median change 0.1: log(200) - log(100) - 0.1 = 0.5931; 100 is of the class 100 to 1,000 (log 100 = log of the bound 100)
    tables = [[float(group)] * 51 for group in range(28)]
    peers = Expectations(2018, {"visits": Expected(1.0, change=0.1, own=tables)}, 0.4)
    sign = Case({"visits": 199}, {"visits": 99}, {}, peers).sign("visits")
    assert sign is not None
    # class 3 of size, moved class 3 (not known): group 3 × 4 + 3 = 15
    # no peer and no ratio to be had: 0.7 × 15 = 10.5
    assert (sign.score, sign.is_own) == (pytest.approx(10.5), True)
    assert sign.difference == pytest.approx(math.log(2) - 0.1)
    assert sign.expected == pytest.approx(100 * math.exp(0.1) - 1)


def test_expectations_survive_being_written_down() -> None:
    again = Expectations.from_json(json.loads(json.dumps(PEERS.as_json())))
    assert again == PEERS


def test_the_same_returns_teach_the_same() -> None:
    assert learn(RULES, BEFORE, FORMER, OLDEST) == PEERS


def test_a_year_is_learned_from_itself_when_the_steps_differ() -> None:
    assert expect(RULES, NOW, [BEFORE, FORMER]).year == 2017
    assert expect(RULES, NOW, [BEFORE]).year == 2018
    assert expect(RULES, panel(2018, NOW.values[:20]), [BEFORE]).year == 2017
    assert expect(RULES, panel(2018, NOW.values[:20]), []).threshold == math.inf


CELL = st.tuples(st.integers(0, LIBRARIES - 1), st.integers(0, len(VARIABLES) - 1), st.sampled_from([0.0, 0.1, 0.5, 2.0, 10.0, 1000.0, float("nan")]))


@settings(max_examples=15, deadline=None)
@given(st.lists(CELL, max_size=60), st.lists(st.tuples(st.integers(0, LIBRARIES - 1), st.integers(0, 6), st.integers(0, 6)), max_size=20))
def test_a_year_at_once_says_what_single_returns_say(cells: list[tuple[int, int, float]], exchanged: list[tuple[int, int, int]]) -> None:
    values = NOW.values.copy()
    for row, column, factor in cells:
        values[row, column] *= factor
    for row, one, two in exchanged:
        values[row, [one, two]] = values[row, [two, one]]
    now = panel(2018, values, statuses=np.isnan(values).astype(np.uint8))
    at_once: dict[int, list[Flag]] = {}
    for row, flag in check_panel(RULES, now, BEFORE, PEERS, earlier=FORMER):
        at_once.setdefault(row, []).append(flag)
    singly = {
        row: found
        for row in range(LIBRARIES)
        if (
            found := check_return(
                RULES,
                now.values_of(row),
                now.statuses_of(row),
                BEFORE.values_of(row),
                PEERS,
                earlier=FORMER.values_of(row),
                region=now.region_of(row),
            )
        )
    }
    assert at_once == singly


def test_one_return_is_checked_without_numpy() -> None:
    script = "import sys, sextant.lab.returns.checking.expectations, sextant.lab.returns.checking; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
