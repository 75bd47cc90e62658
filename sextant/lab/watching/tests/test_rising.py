"""A rise is large enough, sure enough, and against something."""

from sextant.lab.watching.rising import Met, Rise, rise_of


def rise(before, recent, least=5, times=1.5):
    return rise_of(Met(*before), Met(*recent), least=least, times=times)


def test_a_share_that_doubles_is_a_rise():
    # 20 of 200 and 40 of 200: pooled 0.15, spread √(0.15 × 0.85 × 0.01) = 0.0357; 0.1 / 0.0357 = 2.80 standard errors
    assert rise((20, 200), (40, 200)) == Rise(Met(20, 200), Met(40, 200), 2.0)


def test_what_was_never_met_before_is_new():
    found = rise((0, 100), (6, 100))
    assert (found.is_new, found.times) == (True, None)


def test_a_rise_within_chance_is_none():
    # 4 of 100 and 8 of 100: pooled 0.06, spread 0.0336; 1.19 standard errors
    assert rise((4, 100), (8, 100)) is None


def test_more_mentions_of_more_of_everything_are_no_rise():
    assert rise((20, 200), (40, 400)) is None


def test_few_mentions_a_small_factor_and_nothing_before_are_none():
    assert [rise((0, 100), (6, 100), least=7), rise((100, 1000), (140, 1000)), rise((0, 0), (40, 100))] == [None, None, None]


def test_a_fall_is_no_rise():
    assert rise((40, 200), (20, 200), times=0.1) is None
