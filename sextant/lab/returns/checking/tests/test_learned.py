"""Learned checks: what is put in is found, what is usual is left alone, and a year at once says what single returns say."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from bisect import bisect_right
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.returns import checking
from sextant.lab.returns.checking import Flag, check_return, learning
from sextant.lab.returns.checking.expectations import EDGES, INTERVALS, OWN_GROUPS, PEER_GROUPS, Case, Expectations, Expected, copied
from sextant.lab.returns.checking.learning import expect, learn
from sextant.lab.returns.checking.panels import check_panel
from sextant.lab.returns.checking.signs import added_up, logs, regional_shifts, scored, signs
from sextant.lab.returns.checking.tables import Panel
from sextant.lab.returns.checking.tests.factories import LIBRARIES, VARIABLES, changed, panel, with_parts, years

RULES = checking.load("pls")
NOW, BEFORE, FORMER, OLDEST = years(4)
PEERS = learn(RULES, BEFORE, FORMER, OLDEST)
PARTED = [with_parts(one) for one in (NOW, BEFORE, FORMER, OLDEST)]
PARTED_PEERS = learn(RULES, *PARTED[1:])


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
    tables = [[float(group)] * INTERVALS for group in range(28)]
    peers = Expectations(2018, {"visits": Expected(1.0, change=0.1, own=tables)}, 0.4)
    sign = Case({"visits": 199}, {"visits": 99}, {}, peers).sign("visits")
    assert sign is not None
    # class 3 of size, moved class 3 (not known): group 3 × 4 + 3 = 15
    # no peer and no ratio to be had: 0.7 × 15 = 10.5
    assert (sign.score, sign.is_own) == (pytest.approx(10.5), True)
    assert sign.difference == pytest.approx(math.log(2) - 0.1)
    assert sign.expected == pytest.approx(100 * math.exp(0.1) - 1)


def test_a_value_of_nought_has_a_place_of_its_own_in_the_tables() -> None:
    # 49 of the class 10 to 100 (group 2), not known how much it moved: group 2 × 4 + 3 = 11; the last interval counts 0.7 × 3 = 2.1,
    # the one of the same difference, log(1) - log(50) = -3.912, 0.7 × 1 = 0.7
    tables = [[1.0] * (INTERVALS - 1) + [3.0] for _ in range(OWN_GROUPS)]
    peers = Expectations(2018, {"visits": Expected(1.0, own=tables), "population": Expected(0.02, own=tables)}, 0.4)
    case = Case({"visits": 0, "population": 0.98}, {"visits": 49, "population": 49.98}, {}, peers)
    nought, same = case.sign("visits"), case.sign("population")
    assert nought is not None
    assert same is not None
    assert (nought.score, same.score) == (pytest.approx(2.1), pytest.approx(0.7))
    assert nought.difference == pytest.approx(same.difference) == pytest.approx(-3.912, abs=5e-4)


def test_companions_of_nought_tell_nothing() -> None:
    # visits = 2 × loans by one companion and 3 × population by the other: with loans of nought the second alone counts
    tables = [[0.0] * INTERVALS] * PEER_GROUPS
    known = {
        "loans": Expected(1.0),
        "population": Expected(1.0),
        "visits": Expected(1.0, companions=[("loans", math.log(2)), ("population", math.log(3))], peer=tables),
    }
    sign = Case({"visits": 10, "loans": 0, "population": 99}, {}, {}, Expectations(2018, known, 0.4)).sign("visits")
    assert sign is not None
    assert sign.expected == pytest.approx(3 * 100 - 1)


def test_what_adds_up_is_less_likely_an_error() -> None:
    tables = [[2.0] * INTERVALS for _ in range(OWN_GROUPS)]
    known = {code: Expected(1.0, own=tables, added=-1.0) for code in ("loans", "loans_physical", "loans_electronic")}
    peers = Expectations(2018, known, 0.4, sums=[rule.wrong for rule in RULES.plain if rule.code == "loans_sum" and rule.wrong])
    values = {"loans": 100, "loans_physical": 90, "loans_electronic": 10}
    right, wrong = Case(values, values, {}, peers), Case(values | {"loans": 1000}, values, {}, peers)
    partly = Case({"loans": 100, "loans_physical": 90}, values, {}, peers)
    scores = [sign.score for one in (right, wrong, partly) if (sign := one.sign("loans_physical")) is not None]
    assert scores == [pytest.approx(0.7 * 2 - 1), pytest.approx(0.7 * 2), pytest.approx(0.7 * 2)]


def with_digits_too_many(share: float) -> tuple[Panel, np.ndarray]:
    hit = np.random.default_rng(3).random(NOW.values.shape) < share
    return replace(NOW, values=np.where(hit, NOW.values * 10, NOW.values)), hit


def test_errors_in_the_year_it_learns_from_are_found_all_the_same() -> None:
    wrong, hit = with_digits_too_many(0.025)
    peers = expect(RULES, wrong, [BEFORE, FORMER])
    asked = {(row, flag.variable) for row, flag in check_panel(RULES, wrong, BEFORE, peers, earlier=FORMER)}
    errors = {(int(row), VARIABLES[column]) for row, column in np.argwhere(hit)}
    assert len(asked & errors) >= 0.95 * len(errors)
    assert len(asked - errors) <= 0.03 * (hit.size - len(errors))


def test_imputed_numbers_teach_nothing() -> None:
    wrong, hit = with_digits_too_many(0.1)
    plain, marked = (learn(RULES, one, BEFORE, FORMER).variables["visits"] for one in (wrong, replace(wrong, imputed=hit)))
    tenfold = bisect_right(EDGES, math.log(10))
    usual = learn(RULES, replace(wrong, values=np.where(hit, np.nan, NOW.values)), BEFORE, FORMER).variables["visits"]
    # of libraries with 10,000 to 100,000 visits that hardly moved the year before
    group = 5 * 4
    assert marked.own[group][tenfold] > plain.own[group][tenfold]
    assert marked.own[group][tenfold] == pytest.approx(usual.own[group][tenfold], abs=0.1)


def test_scores_of_a_year_at_once_are_those_of_single_returns() -> None:
    year, before, former, _ = PARTED
    names = tuple(PARTED_PEERS.variables)
    offsets = np.array([one.offset for one in PARTED_PEERS.variables.values()])
    levels = [logs(one.aligned(year.units, names), offsets) for one in (year, before, former)]
    regional, added = regional_shifts(PARTED_PEERS.regions, year, names), added_up(PARTED_PEERS.sums, year, names)
    at_once = scored(PARTED_PEERS.variables, names, signs(PARTED_PEERS.variables, names, *levels, regional=regional, added=added))
    for row in range(LIBRARIES):
        case = Case(year.values_of(row), before.values_of(row), former.values_of(row), PARTED_PEERS, year.region_of(row))
        singly = [sign.score for code in names if (sign := case.sign(code)) is not None]
        assert at_once[row].tolist() == pytest.approx(singly)


def test_expectations_survive_being_written_down() -> None:
    again = Expectations.from_json(json.loads(json.dumps(PEERS.as_json())))
    assert again == PEERS


def test_the_same_returns_teach_the_same() -> None:
    assert learn(RULES, BEFORE, FORMER, OLDEST) == PEERS


def test_a_year_is_learned_from_itself_unless_it_is_small() -> None:
    assert expect(RULES, NOW, [BEFORE, FORMER]).year == 2018
    assert expect(RULES, panel(2018, NOW.values[:20]), [BEFORE]).year == 2017
    assert expect(RULES, panel(2018, NOW.values[:20]), []).threshold == math.inf


def test_what_moved_in_an_earlier_year_is_less_strange_where_there_are_few_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    # a fifth of the visits fell to a tenth two years ago; what that makes of a fall this year, of libraries of which no third year is known
    fell = replace(FORMER, values=np.where((np.arange(LIBRARIES) % 5 == 0)[:, None], FORMER.values * 10, FORMER.values))
    group, tenth = 5 * 4 + 3, bisect_right(EDGES, -math.log(10))
    together = learn(RULES, NOW, BEFORE, fell).variables["visits"].own[group][tenth]
    monkeypatch.setattr(learning, "FEW", LIBRARIES)
    assert together < learn(RULES, NOW, BEFORE, fell).variables["visits"].own[group][tenth] - 0.3


def test_a_variable_that_not_all_libraries_hold_is_learned_from_a_hundred_values_on() -> None:
    def held(libraries: int) -> Panel:
        return replace(NOW, values=np.where((np.arange(LIBRARIES) >= libraries)[:, None] & (np.array(VARIABLES) == "visits"), np.nan, NOW.values))

    assert "visits" not in expect(RULES, held(100), [BEFORE, FORMER]).variables
    wrong = changed(held(101), r7_visits=NOW.values[7, 1] * 10)
    peers = expect(RULES, wrong, [BEFORE, FORMER])
    assert (7, "visits") in {(row, flag.variable) for row, flag in check_panel(RULES, wrong, BEFORE, peers, earlier=FORMER)}


CELL = st.tuples(st.integers(0, LIBRARIES - 1), st.integers(0, len(VARIABLES) + 1), st.sampled_from([0.0, 0.1, 0.5, 2.0, 10.0, 1000.0, float("nan")]))


@settings(max_examples=15, deadline=None)
@given(st.lists(CELL, max_size=60), st.lists(st.tuples(st.integers(0, LIBRARIES - 1), st.integers(0, 8), st.integers(0, 8)), max_size=20))
def test_a_year_at_once_says_what_single_returns_say(cells: list[tuple[int, int, float]], exchanged: list[tuple[int, int, int]]) -> None:
    year, before, former, _ = PARTED
    values = year.values.copy()
    for row, column, factor in cells:
        values[row, column] *= factor
    for row, one, two in exchanged:
        values[row, [one, two]] = values[row, [two, one]]
    now = panel(2018, values, year.variables, statuses=np.isnan(values).astype(np.uint8))
    at_once: dict[int, list[Flag]] = {}
    for row, flag in check_panel(RULES, now, before, PARTED_PEERS, earlier=former):
        at_once.setdefault(row, []).append(flag)
    singly = {
        row: found
        for row in range(LIBRARIES)
        if (
            found := check_return(
                RULES,
                now.values_of(row),
                now.statuses_of(row),
                before.values_of(row),
                PARTED_PEERS,
                earlier=former.values_of(row),
                region=now.region_of(row),
            )
        )
    }
    assert at_once == singly


def test_one_return_is_checked_without_numpy() -> None:
    script = "import sys, sextant.lab.returns.checking.expectations, sextant.lab.returns.checking; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
