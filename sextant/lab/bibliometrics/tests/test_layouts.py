"""Maps: what is tied lies near, nothing overlaps, the same network has the same map."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.bibliometrics.layouts import Map, drawn, places
from sextant.lab.bibliometrics.networks import together


def overlaps(found: Map) -> list[tuple[str, str]]:
    boxes = [(spot.name, spot.box) for spot in found.spots if spot.box]
    return [
        (one, two)
        for (one, a), (two, b) in combinations(boxes, 2)
        if a[0] < b[2] - 0.02 and b[0] < a[2] - 0.02 and a[1] < b[3] - 0.02 and b[1] < a[3] - 0.02
    ]


def a_field(number: int = 60) -> list[list[str]]:
    """Three subjects with words of their own and a few between them, as often as words are in a language."""
    chance = np.random.default_rng(5)
    weights = 1 / np.arange(1, number // 3 + 1)
    subjects = [[f"{name} {place}" for place in range(number // 3)] for name in ("reading", "catalogue", "archive")]
    drawn = [[str(word) for word in chance.choice(subjects[place % 3], 4, p=weights / weights.sum())] for place in range(900)]
    return [words + (["library"] if place % 7 == 0 else []) for place, words in enumerate(drawn)]


def test_words_of_one_subject_lie_nearer_than_those_of_two() -> None:
    network = together(a_field())
    at = places(network)
    gaps = np.linalg.norm(at[:, None] - at[None, :], axis=2)
    subject = np.array([name.split()[0] for name in network.names])
    same = (subject[:, None] == subject[None, :]) & ~np.eye(len(at), dtype=bool)
    assert gaps[same].mean() < 0.5 * gaps[subject[:, None] != subject[None, :]].mean()
    assert gaps.sum() / (len(at) * (len(at) - 1)) == pytest.approx(1.0)


def test_no_label_lies_over_another_and_the_largest_are_shown() -> None:
    found = drawn(together(a_field(30)))
    assert overlaps(found) == []
    assert overlaps(drawn(together(a_field()))) == []
    assert [bool(spot.box) for spot in found.spots[:12]].count(True) >= 11
    shown = sum(spot.box is not None for spot in found.spots)
    assert (shown / len(found.spots) > 0.8, found == drawn(together(a_field(30)))) == (True, True)
    assert [note.code for note in found.notes] == (["labels_hidden"] if shown < len(found.spots) else [])


def test_everything_stays_on_the_sheet() -> None:
    found = drawn(together(a_field()), width=480, height=360)
    inside = [spot.radius <= spot.x <= 480 - spot.radius and spot.radius <= spot.y <= 360 - spot.radius for spot in found.spots]
    assert all(inside)
    assert all(spot.box is None or (spot.box[0] >= 0 and spot.box[1] >= 0 and spot.box[2] <= 480 and spot.box[3] <= 360) for spot in found.spots)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f"]), max_size=4), max_size=9))
def test_any_network_has_a_map(documents: list[list[str]]) -> None:
    found = drawn(together(documents))
    assert len(found.spots) == len({word for words in documents for word in words})
    assert overlaps(found) == []
    assert all(np.isfinite([spot.x, spot.y]).all() for spot in found.spots)
