"""Topics of small tables: weights and coherence by hand, blocks found again, the number chosen, the same answer twice."""

import math
import random

import numpy as np
import pytest
from scipy import sparse

from sextant.lab.bibliometrics.findings import BibliometricsError
from sextant.lab.bibliometrics.topics import coherence, cosines, factorised, topics, vocabulary, weighed

SUBJECTS = (("open", "access", "journal", "repository"), ("child", "reading", "school", "story"), ("query", "engine", "ranking", "index"))


def texts(number: int = 90) -> list[list[str]]:
    """Works of three subjects in turn, each of three words of its subject, with one word that all share."""
    draw = random.Random(5)
    return [[*draw.sample(SUBJECTS[place % 3], 3), "library"] for place in range(number)]


def test_weights_by_hand() -> None:
    """Two works: a b and a c. idf(a) = ln(3/3) + 1 = 1, idf(b) = ln(3/2) + 1 = 1.405465; length √(1 + 1.405465²) = 1.724915."""
    table = weighed(vocabulary([["a", "b"], ["a", "c"]], least=1, largest_share=1.0)).toarray()
    assert table == pytest.approx(np.array([[0.579739, 0.814802, 0], [0.579739, 0, 0.814802]]), abs=1e-6)


def test_words_too_rare_or_too_common_are_left_out() -> None:
    found = vocabulary([["all", "some"], ["all", "some"], ["all"], ["all", "once"]], least=2, largest_share=0.5)
    assert (found.words, found.works.tolist()) == (("some",), [2])


def test_coherence_by_hand() -> None:
    """Four works; a in 1, 2; b in 1, 2; c in 3. a and b: p = 1/2 each and together, ln 2 / ln 2 = 1; c stands with neither: −1."""
    present = sparse.csc_matrix(np.array([[1, 1, 0], [1, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=float))
    assert coherence(present, [0, 1]) == pytest.approx(1.0)
    assert coherence(present, [0, 1, 2]) == pytest.approx((1 - 1 - 1) / 3)
    assert coherence(present, [0]) == 0.0


def test_a_table_of_two_blocks_is_taken_apart_exactly() -> None:
    table = np.zeros((6, 4))
    table[:3, :2], table[3:, 2:] = 1.0, 2.0
    left, values, right = np.linalg.svd(table, full_matrices=False)
    weights, parts = factorised(sparse.csr_matrix(table), left[:, :2], values[:2], right[:2])
    assert weights @ parts == pytest.approx(table, abs=1e-3)
    assert (weights >= 0).all()
    assert (parts >= 0).all()


def test_the_number_of_the_highest_coherence_is_chosen() -> None:
    found = topics(vocabulary(texts()), (2, 3, 5))
    assert set(found.tried) == {2, 3, 5}
    assert len(found.words) == max(sorted(found.tried), key=found.tried.__getitem__)


def test_subjects_are_found() -> None:
    found = topics(vocabulary(texts()), (3,))
    assert {frozenset(word for word, _weight in part[:4]) for part in found.words} == {frozenset(subject) for subject in SUBJECTS}
    assert found.sizes == pytest.approx([30, 30, 30], abs=3)
    assert found.shares.sum(axis=1) == pytest.approx(np.ones(90))


def test_the_same_texts_give_the_same_topics() -> None:
    one, two = (topics(vocabulary(texts()), (3,)) for _time in range(2))
    assert one.words == two.words
    assert (one.shares == two.shares).all()


@pytest.mark.parametrize("number", [0, 1])
def test_no_work_and_one_work_are_refused(number) -> None:
    with pytest.raises(BibliometricsError, match="too little for 2 topics"):
        topics(vocabulary(texts(number), least=1), (2,))


def test_cosines_by_hand() -> None:
    assert cosines(np.array([[3.0, 4.0], [0.0, 0.0]]), np.array([[4.0, 3.0], [0.0, 1.0]])) == pytest.approx(np.array([[0.96, 0.8], [0.0, 0.0]]))
    assert math.isclose(cosines(np.array([[1.0, 1.0]]), np.array([[1.0, 0.0]]))[0, 0], 0.5**0.5)
