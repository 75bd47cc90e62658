"""Severity is taken out, intervals hold, and what cannot be told is said."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from scipy.stats import spearmanr

from sextant.lab.jury.agreement import agreement
from sextant.lab.jury.designs import design
from sextant.lab.jury.findings import JuryError
from sextant.lab.jury.groups import ranks
from sextant.lab.jury.mixed import equations, fit, residuals, spread
from sextant.lab.jury.ranking import rank
from sextant.lab.jury.sensitivity import with_other_weights, without_each_juror
from sextant.lab.jury.spreads import shrunk
from sextant.lab.jury.tables import Score
from sextant.lab.jury.tests.factories import jury_scores


def given(table: dict[str, dict[str, float]]) -> list[Score]:
    return [Score(entry, juror, score) for entry, row in table.items() for juror, score in row.items()]


def test_the_equations_are_those_of_the_dense_model() -> None:
    scored = design(jury_scores(3, entries=8, jurors=4)[1])
    weights = np.array([1.0, 0.5, 2.0, 1.0])
    fitted = fit(equations(scored, weights), 1.2, 0.7)
    number = len(scored.score)
    z, w = np.eye(8)[scored.entry], np.eye(4)[scored.juror]
    noise = np.diag(1 / weights[scored.juror])
    v = 1.44 * z @ z.T + 0.49 * w @ w.T + noise
    inverse, ones = np.linalg.inv(v), np.ones(number)
    p = inverse - np.outer(inverse @ ones, inverse @ ones) / (ones @ inverse @ ones)
    assert fitted.theta == pytest.approx(1.44 * z.T @ p @ scored.score)
    assert fitted.sigma2 == pytest.approx(scored.score @ p @ scored.score / (number - 4))
    determinant = np.linalg.slogdet(v)[1] + np.log(ones @ inverse @ ones) - np.log(np.diag(noise)).sum()
    assert fitted.likelihood == pytest.approx(-0.5 * (determinant + (number - 4) * np.log(fitted.sigma2)))
    values, h = residuals(fitted)
    assert values == pytest.approx(noise @ p @ scored.score)
    assert 1 - weights[scored.juror] * h == pytest.approx(np.diag(noise @ p @ noise) * weights[scored.juror])
    aim = np.vstack([np.zeros(8), np.eye(8)[1]])[1] - np.eye(8)[0]
    exact = 1.44 * aim @ aim - (1.44 * z @ aim) @ p @ (1.44 * z @ aim)
    assert spread(fitted).difference(0)[1] == pytest.approx(exact * fitted.sigma2)


def test_intervals_hold_what_they_promise_and_calibration_beats_the_mean() -> None:
    held, better, alike = [], [], []
    for seed in range(15):
        truth, scores = jury_scores(seed, entries=30, jurors=8)
        found = rank(scores)
        held += [one.low <= truth[one.entry] <= one.high for one in found.places]
        better.append(_order(found.places, truth, "score") - _order(found.places, truth, "mean"))
        truth, scores = jury_scores(seed, entries=30, jurors=8, alike=True)
        places = rank(scores).places
        alike.append(_order(places, truth, "score") - _order(places, truth, "mean"))
    assert 0.85 <= np.mean(held) <= 0.95
    assert np.mean(better) > 0.08
    assert np.mean(alike) > -0.01


def _order(places, truth, field):
    return spearmanr([getattr(one, field) for one in places], [truth[one.entry] for one in places])[0]


def test_a_harsh_juror_does_no_harm_to_whom_they_judge() -> None:
    table = {f"e{i}": {j: 5 + i % 4 - 3.0 * (j == "harsh") + 0.1 * ((i * k) % 3) for k, j in enumerate(("a", "b", "harsh"))} for i in range(8)}
    for place in range(8):
        del table[f"e{place}"]["b" if place < 4 else "harsh"]
    found = rank(given(table))
    assert min(found.jurors, key=lambda one: one.severity).juror == "harsh"
    assert {one.entry for one in found.places[:2]} == {"e3", "e7"}
    assert [one.entry for one in rank(given(table), method="mean").places[:2]] == ["e7", "e6"]


def test_alpha_is_that_of_the_published_example() -> None:
    """Krippendorff 2011, four observers and twelve units: 0.849 for interval data; and fifteen units, three observers: 0.811."""
    four = ["1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."]
    three = [". . . . . 3 4 1 2 1 1 3 3 . 3", "1 . 2 1 3 3 4 3 . . . . . . .", ". . 2 1 3 4 4 . 2 1 1 3 3 . 4"]
    for rows, alpha in ((four, 0.849), (three, 0.811)):
        scores = [Score(f"u{u}", f"o{o}", float(x)) for o, row in enumerate(rows) for u, x in enumerate(row.split()) if x != "."]
        found = agreement(design(scores))
        assert round(found.alpha, 3) == alpha
        assert found.low < alpha < found.high


def test_spreads_are_alike_where_chance_explains_them_and_not_where_it_does_not() -> None:
    lot = np.random.default_rng(2)
    freedom = np.full(30, 12.0)
    assert np.ptp(shrunk(lot.chisquare(12, 30), freedom)) < 0.5
    careless = shrunk(lot.chisquare(12, 30) * np.where(np.arange(30) < 6, 6.0, 1.0), freedom)
    assert careless[:6].min() > careless[6:].max()


def test_ties_share_a_rank_and_the_next_follows_after_them() -> None:
    assert ranks(np.array([3.0, 5.0, 3.0, 1.0])) == [2, 1, 2, 4]


def test_what_cannot_be_told_from_the_first_or_from_the_last_prize_is_said() -> None:
    steps = [9.0, 8.95, 7.0, 6.0, 5.95, 2.0]
    noise = [0.1, -0.1, 0.0]
    found = rank(given({f"e{i}": {f"j{k}": step + noise[(i + k) % 3] for k in range(3)} for i, step in enumerate(steps)}), prizes=4)
    assert [one.entry for one in found.places if one.like_first] == ["e0", "e1"]
    assert [one.entry for one in found.places if one.like_last_prize] == ["e3", "e4"]


def test_a_strange_score_is_flagged_and_still_counts() -> None:
    _, scores = jury_scores(7, entries=30, jurors=6, alike=True)
    strange = scores[10]
    scores[10] = Score(strange.entry, strange.juror, strange.score + 8)
    found = rank(scores)
    assert [(one.entry, one.juror) for one in found.outliers] == [(strange.entry, strange.juror)]
    assert sum(one.reviews for one in found.places) == 90
    clean = [rank(jury_scores(seed, entries=30, jurors=6, alike=True)[1]).outliers for seed in range(10)]
    assert sum(map(bool, clean)) <= 3


def test_one_juror_equal_scores_and_no_score_are_said_and_fall_back() -> None:
    alone = rank([Score("a", "j", 3.0), Score("b", "j", 4.0), Score("c", "j", None)])
    assert (alone.method, [(one.rank, one.entry, one.low) for one in alone.places]) == ("mean", [(1, "b", None), (2, "a", None), (None, "c", None)])
    assert [one.code for one in alone.notes] == ["unscored", "one_juror"]
    equal = rank(given({name: {"j": 5.0, "k": 5.0} for name in "abc"}))
    assert ([one.rank for one in equal.places], [one.code for one in equal.notes], equal.agreement) == ([1, 1, 1], ["all_equal"], None)
    apart = rank(given({"a": {"j": 1.0}, "b": {"j": 2.0}, "c": {"k": 3.0}}))
    assert [one.code for one in apart.notes] == ["no_freedom"]
    with pytest.raises(JuryError, match="no score at all"):
        rank([Score("a", "j", None)])


def test_scores_without_any_chance_in_them_are_ranked_as_they_are() -> None:
    found = rank(given({"a": {"j": 6.0, "k": 6.0}, "b": {"j": 5.0, "k": 5.0}, "c": {"j": 5.0, "k": 5.0}}))
    assert ([(one.rank, one.entry) for one in found.places], found.outliers) == ([(1, "a"), (2, "b"), (2, "c")], ())


def test_groups_that_nobody_links_are_said_by_name() -> None:
    table = {
        name: {j: float(len(j) + place) for j in jurors} for place, (name, jurors) in enumerate({"a": "jk", "b": "jk", "x": "mn", "y": "mn"}.items())
    }
    table["a"]["j"] += 0.5
    assert rank(given(table)).notes[0].en.endswith("a, b, j, k; x, y, m, n.")


def test_criteria_are_weighed_and_a_pair_must_have_them_all() -> None:
    rows = [Score("a", "j", 2.0, "text"), Score("a", "j", 8.0, "form"), Score("b", "j", 6.0, "text"), Score("b", "j", 2.0, "form")]
    assert rank(rows, weights={"text": 3, "form": 1}).places[0].score == 5.0
    with pytest.raises(JuryError, match="not by the criterion “text”"):
        rank([*rows, Score("c", "j", 2.0, "form")])
    with pytest.raises(JuryError, match="has no weight"):
        rank(rows, weights={"text": 1})
    changes = with_other_weights(rows, rank(rows, weights={"text": 1, "form": 1}))
    assert {(one.what, one.factor): one.first for one in changes} == {
        ("form", 0.8): ("a",),
        ("form", 1.2): ("a",),
        ("text", 0.8): ("a",),
        ("text", 1.2): ("a",),
    }


def test_one_juror_less_is_told_by_what_it_changes() -> None:
    table = {f"e{i}": {"a": 5.0 + i % 2, "b": 5.2 + i % 2, "c": 5.1 + 0.9 * (i % 2), "friend": 5.0 + 9 * (i == 0)} for i in range(6)}
    found = rank(given(table), method="mean", prizes=1)
    without = {one.what: one for one in without_each_juror(found)}
    assert found.places[0].entry == "e0"
    assert (without["friend"].first, without["friend"].leave) == (("e1", "e3", "e5"), ("e0",))
    assert without["a"].first == ("e0",)
    assert {one.what for one in without_each_juror(rank(given(table)))} == {"a", "b", "c", "friend"}


def test_plain_means_have_intervals_of_the_pooled_variance() -> None:
    found = rank(given({"a": {"j": 1.0, "k": 3.0}, "b": {"j": 4.0, "k": 6.0}}), method="mean")
    half = 2.919986 * sqrt(2 / 2)
    assert [(one.entry, one.score, one.low) for one in found.places] == [
        ("b", 5.0, pytest.approx(5 - half, abs=1e-5)),
        ("a", 2.0, pytest.approx(2 - half, abs=1e-5)),
    ]


def test_categories_are_ranked_apart_with_prizes_of_their_own_and_calibrated_together() -> None:
    table = {"a1": {"j": 9.0, "k": 8.5}, "a2": {"j": 8.8, "k": 8.5}, "a3": {"j": 4.0, "m": 3.0}}
    table |= {"b1": {"k": 3.0, "m": 2.0}, "b2": {"j": 1.5, "m": 0.0}, "b3": {"j": 1.0, "k": 0.2}}
    categories = {name: name[0] for name in table}
    whole = rank(given(table), prizes=1)
    found = rank(given(table), prizes={"a": 1, "b": 2}, categories=categories)
    assert [(one.entry, one.score, one.low) for one in found.places] == [(one.entry, one.score, one.low) for one in whole.places]
    places = {one.entry: (one.rank, one.like_first) for one in found.places}
    assert [places[name] for name in ("a1", "a2", "b1", "b3")] == [(1, True), (2, True), (1, True), (3, False)]
    assert {one.entry: one.like_last_prize for one in found.places}["b2"] is True
    without_j = without_each_juror(found)[0]
    assert (without_j.first, without_j.enter, without_j.leave) == (("a1", "a2", "b1"), ("a2",), ())
    assert rank(given(table), prizes={"a": 1}, categories=categories).places[-1].like_last_prize is None
