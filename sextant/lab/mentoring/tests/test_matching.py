"""Pairs: the same as by trying all, stable where that was asked for, never what is forbidden; and what is said of them."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.mentoring import optimal, stable
from sextant.lab.mentoring.explaining import obstacles, reasons
from sextant.lab.mentoring.people import Person, affinity, obstacle

pytest.importorskip("scipy")
TOPICS = ("archives", "children", "data")


def person(key, topics="archives", languages="ru", **fields):
    return Person(key, fields.pop("person", key), dict.fromkeys(topics.split(), 1.0), frozenset(languages.split()), **fields)


@st.composite
def worlds(draw, mentors=4, mentees=4):
    def someone(key, places):
        topics = {topic: float(draw(st.integers(0, 2))) for topic in TOPICS}
        languages = frozenset(draw(st.sets(st.sampled_from(("ru", "en", "kk")), min_size=1)))
        organisations = frozenset(draw(st.sets(st.sampled_from(("A", "B", "C")), max_size=1)))
        place = {"region": draw(st.sampled_from(("", "X", "Y"))), "offset": float(draw(st.integers(-11, 12)))}
        return Person(key, key, topics, languages, organisations=organisations, places=places, **place)

    left = [someone(f"m{n}", draw(st.integers(0, 3))) for n in range(draw(st.integers(0, mentors)))]
    right = [someone(f"e{n}", 1) for n in range(draw(st.integers(0, mentees)))]
    barred = draw(
        st.sets(st.tuples(st.sampled_from([one.key for one in left] or ["-"]), st.sampled_from([one.key for one in right] or ["-"])), max_size=4)
    )
    wishes = {one.key: draw(st.permutations([other.key for other in right]))[: draw(st.integers(0, 3))] for one in left}
    wishes |= {one.key: draw(st.permutations([other.key for other in left]))[: draw(st.integers(0, 3))] for one in right}
    return left, right, frozenset(barred), wishes


def best_by_trying(mentors, mentees, barred):
    """(number of pairs, sum of affinities) of the best assignment, each mentee with one of the mentors or nobody."""
    best = (0, 0.0)
    for chosen in product([None, *mentors], repeat=len(mentees)):
        pairs = [(mentor, mentee) for mentor, mentee in zip(chosen, mentees, strict=True) if mentor is not None]
        full = any(sum(one is mentor for one, _mentee in pairs) > mentor.places for mentor in mentors)
        if full or any(obstacle(mentor, mentee, barred) for mentor, mentee in pairs):
            continue
        best = max(best, (len(pairs), round(sum(affinity(*pair).value for pair in pairs), 6)))
    return best


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_optimal_pairs_are_the_best_there_are(world):
    mentors, mentees, barred, _wishes = world
    found = optimal.match(mentors, mentees, barred)
    assert (len(found), round(sum(one.affinity for one in found), 6)) == pytest.approx(best_by_trying(mentors, mentees, barred), abs=1e-5)


@settings(max_examples=150, deadline=None)
@given(worlds(5, 6))
def test_what_is_forbidden_is_never_a_pair_and_nobody_has_more_than_their_places(world):
    mentors, mentees, barred, wishes = world
    by_key = {one.key: one for one in (*mentors, *mentees)}
    for pairs in ([(one.mentor, one.mentee) for one in optimal.match(mentors, mentees, barred)], stable.match(mentors, mentees, barred, wishes)):
        assert not any(obstacle(by_key[mentor], by_key[mentee], barred) for mentor, mentee in pairs)
        assert len({mentee for _mentor, mentee in pairs}) == len(pairs)
        assert all(sum(one == mentor.key for one, _mentee in pairs) <= mentor.places for mentor in mentors)


@settings(max_examples=150, deadline=None)
@given(worlds(5, 6))
def test_a_stable_matching_has_no_pair_that_would_rather_have_each_other(world):
    mentors, mentees, barred, wishes = world
    assert stable.blocking(stable.match(mentors, mentees, barred, wishes), mentors, mentees, barred, wishes) == []


def test_a_matching_that_is_not_stable_is_found_out():
    mentors, mentees = [person("m1"), person("m2")], [person("e1"), person("e2")]
    wishes = {"m1": ["e1", "e2"], "m2": ["e1", "e2"], "e1": ["m1", "m2"], "e2": ["m1", "m2"]}
    assert stable.match(mentors, mentees, (), wishes) == (("m1", "e1"), ("m2", "e2"))
    assert stable.blocking([("m1", "e2"), ("m2", "e1")], mentors, mentees, (), wishes) == [("m1", "e1")]


@settings(max_examples=50, deadline=None)
@given(worlds(), st.randoms())
def test_the_order_of_the_tables_decides_nothing(world, chance):
    mentors, mentees, barred, wishes = world
    other = [list(mentors), list(mentees)]
    for rows in other:
        chance.shuffle(rows)
    assert optimal.match(*other, barred) == optimal.match(mentors, mentees, barred)
    assert stable.match(*other, barred, wishes) == stable.match(mentors, mentees, barred, wishes)


def test_affinity_by_hand():
    """Topics: one of two in common, cosine 1/√2; one of two languages; another region; two hours of eight apart."""
    mentor = person("m", "archives", "ru", region="X", offset=3)
    mentee = person("e", "archives data", "ru en", region="Y", offset=5)
    assert affinity(mentor, mentee).value == round(0.6 / 2**0.5 + 0.15 / 2 + 0 + 0.15 * 0.75, 6)
    assert affinity(person("m", offset=12), person("e", offset=-11)).hours == 1 - 1 / 8


def test_one_pair_more_outweighs_the_nearest_pair():
    """The near mentor is the only one for the second mentee, so the first goes to the other."""
    mentors = [person("m1", "archives data"), person("m2", "archives children")]
    mentees = [person("e1", "archives data"), person("e2", "data")]
    assert [(one.mentor, one.mentee) for one in optimal.match(mentors, mentees)] == [("m1", "e2"), ("m2", "e1")]


@pytest.mark.parametrize(
    ("mentor", "mentee", "code"),
    [
        (person("m", person="same"), person("e", person="same"), "self"),
        (person("m", organisations=frozenset({"A"})), person("e", organisations=frozenset({"A", "B"})), "organisation"),
        (person("b"), person("e"), "barred"),
        (person("m", languages="ru"), person("e", languages="en"), "language"),
        (person("m", "archives"), person("e", "data"), "topic"),
        (person("m"), person("e"), ""),
    ],
)
def test_each_obstacle_has_its_name(mentor, mentee, code):
    assert obstacle(mentor, mentee, {("b", "e")}) == code


def test_a_pair_says_why_in_both_languages():
    names = {"archives": ("archives", "архивы"), "ru": ("Russian", "русский")}
    said = reasons(person("m", region="X", offset=3), person("e", region="X", offset=7), names)
    assert [one.en for one in said] == [
        "Common topics: archives.",
        "Languages you can talk in: Russian.",
        "You are in the same region.",
        "4 hours between your clocks.",
    ]
    assert [one.ru for one in said][:2] == ["Общие темы: архивы.", "Общие языки: русский."]
    assert said[3].ru == "Разница во времени: 4 часа."


def test_everybody_without_a_pair_is_told_why_and_what_would_help():
    mentors = [person("m1", places=1), person("m2", "children", places=0)]
    mentees = [person("e1"), person("e2"), person("e3", "data"), person("e4", languages="kk"), person("e5", person="m1")]
    told = obstacles([("m1", "e1")], mentors, mentees)
    assert {key: said.code for key, (said, _help) in told.items()} == {
        "e2": "mentee_full",
        "e3": "mentee_topic",
        "e4": "mentee_language",
        "e5": "mentee_topic",
        "m2": "mentor_no_places",
    }
    assert told["e2"][0].en == "1 mentor suits you, but no place was left with them."
    assert told["e2"][1].ru == "Поможет ещё одно место у кого-то из них: координатор может об этом попросить."
    assert obstacles([], [], [person("e")])["e"][0].code == "mentee_nobody"


def test_tables_that_contradict_themselves_are_refused():
    with pytest.raises(ValueError, match="twice"):
        optimal.match([person("m"), person("m")], [person("e")])
    with pytest.raises(ValueError):
        person("m", places=-1)
