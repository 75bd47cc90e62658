"""The file of demands: what it may say, and one sentence for what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.acquisitions.findings import AcquisitionsError
from sextant.lab.acquisitions.targets import Limits, Need, Number, Share, Targets, Weights, read_targets, targets, with_award_number

WHOLE = """
currency = "eur"
[budget]
amount = "1250,50"
[limits]
copies = 2
max_copies = 4
max_price = "45.00"
min_titles = 3
max_titles = 90
min_spent = 0.9
min_award_titles = 5
requests_per_copy = 4
loans_per_copy = 25
[[share]]
field = "language"
value = "татарский"
min = 0.2
max = 0.4
[[share]]
field = "accessible"
value = true
min = 0.05
of = "copies"
[[number]]
field = "awards"
value = true
max = 9
[[need]]
field = "age"
value = "7 – 10"
and_field = "language"
and_value = "tt"
children = 300
per_child = 0.5
weight = 2
[weights]
need = 2.5
further = 0
"""


def test_everything_that_can_be_asked_is_read(tmp_path: Path) -> None:
    path = tmp_path / "T.toml"
    path.write_text(WHOLE, encoding="utf-8")
    assert read_targets(path) == Targets(
        "EUR",
        (Share("language", "tat", 0.2, 0.4), Share("accessible", "yes", 0.05, 1.0, "copies")),
        (Number("awards", "*", 0, 9),),
        (Need((("age", "7-10"), ("language", "tat")), 150.0, 2.0),),
        Limits(2, 4, 4500, 3, 90, 0.9, 5, 4, 25),
        Weights(1.0, 2.5, 0.0, 0.0, 0.0),
        125050,
    )
    assert with_award_number(read_targets(path)).numbers[1] == Number("awards", "*", 5)


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("[[share]]\nfield='colour'\nvalue='red'\nmin=0.1", "share 1", "field_unknown"),
        ("[[share]]\nfield='age'\nmin=0.1", "share 1", "value_missing"),
        ("[[share]]\nfield='age'\nvalue=false\nmin=0.1", "share 1", "value_missing"),
        ("[[share]]\nfield='age'\nvalue='3-6'", "share 1", "demand_empty"),
        ("[[share]]\nfield='age'\nvalue='3-6'\nmin=20", "share 1", "number_wrong"),
        ("[[share]]\nfield='age'\nvalue='3-6'\nmin='a'", "share 1", "number_wrong"),
        ("[[share]]\nfield='age'\nvalue='3-6'\nmin=nan", "share 1", "number_wrong"),
        ("[[share]]\nfield='age'\nvalue='3-6'\nmin=0.5\nmax=0.4", "share 1", "min_above_max"),
        ("[[share]]\nfield='age'\nvalue='3-6'\nmin=0.5\nof='pages'", "share 1", "basis_unknown"),
        ("[[share]]\nfield='age'\nvalue='3-6'\nmin=0.5\nmaximum=1", "share 1", "setting_unknown"),
        ("[[share]]\nfield='age'\nvalue='3-6'\nmin=0.5\n[[share]]\nfield='age'\nvalue='3 - 6'\nmax=0.5", "share 2", "demand_twice"),
        ("[[number]]\nfield='age'\nvalue='3-6'\nmin=1.5", "number 1", "number_wrong"),
        ("[[number]]\nfield='age'\nvalue='3-6'\nmin=5\nmax=4", "number 1", "min_above_max"),
        ("[[need]]\nfield='age'\nvalue='3-6'\nchildren=5", "need 1", "need_empty"),
        ("[limits]\nmin_titles=9\nmax_titles=3", "limits", "min_above_max"),
        ("[limits]\nmax_copies=0", "limits", "number_wrong"),
        ("[limits]\nmax_price=-5", "limits, max_price", "price_wrong"),
        ("[weights]\nfurther=2", "weights", "number_wrong"),
        ("share = 5", "share", "list_wanted"),
        ("limits = 5", "limits", "table_wanted"),
        ("colour = 5", "", "setting_unknown"),
        ("currency = 'ROUBLE'", "currency", "currency_unknown"),
        ("[budget]\namount = 0", "budget", "price_wrong"),
        ("[[share", "", "toml_broken"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence_with_its_place(tmp_path: Path, text: str, place: str, code: str) -> None:
    path = tmp_path / "T.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AcquisitionsError) as refused:
        read_targets(path)
    assert (refused.value.code, refused.value.place) == (code, f"T.toml, {place}" if place else "T.toml")


def test_more_demands_than_can_be_weighed_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "T.toml"
    path.write_text("".join(f"[[share]]\nfield='class'\nvalue='{at}'\nmin=0.1\n" for at in range(501)), encoding="utf-8")
    with pytest.raises(AcquisitionsError, match="501 demands"):
        read_targets(path)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["age", "*", "7-10", "spending"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["field", "value", "min", "max", "of", "copies", "amount"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(["share", "number", "need", "limits", "weights", "budget", "currency", "x"]), VALUES, max_size=4))
def test_whatever_stands_in_the_table_it_is_read_or_refused_in_a_sentence(table: dict[str, object]) -> None:
    refusal = None
    try:
        found = targets(table)
    except AcquisitionsError as refused:
        refusal = refused
    if refusal is None:
        assert all(0 <= one.least <= one.most <= 1 for one in found.shares)
    else:
        assert refusal.sentence("ru") != refusal.sentence("en")
