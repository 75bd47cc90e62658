"""What pilots changed, worked by hand."""

from decimal import Decimal

from sextant.lab.trials.effects import Measured, Together, effect, together

D = Decimal


def test_more_is_better_and_less_is_better():
    assert effect(Measured(D(40), D(50))) == 25
    assert effect(Measured(D(40), D(50), more_is_better=False)) == -25
    assert effect(Measured(D(-20), D(-10))) == 50


def test_what_changed_anyway_is_taken_off():
    """+25 % in the pilot, +10 % in the comparison group: 15 % are left."""
    assert effect(Measured(D(40), D(50), True, D(100), D(110))) == 15


def test_nothing_is_guessed():
    assert [effect(Measured(*pair)) for pair in ((None, D(1)), (D(1), None), (D(0), D(5)))] == [None, None, None]
    assert effect(Measured(D(40), D(50), True, D(0), D(5))) == 25


def test_together_gives_the_median_of_those_that_were_measured():
    assert together([D(10), None, D(-4), D(2)]) == Together(4, 3, D(2), D(-4), D(10))
    assert together([None]) == Together(1, 0, None, None, None)
