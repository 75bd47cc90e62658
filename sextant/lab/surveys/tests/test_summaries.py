"""What was answered, told by question and crossed."""

from __future__ import annotations

from sextant.lab.surveys.columns import columns
from sextant.lab.surveys.crossing import crossing
from sextant.lab.surveys.summaries import People, summaries, summary
from sextant.lab.surveys.tests.factories import made, question

WHOLE = made(
    [question("goes", "yesno", background=True), question("why", "multiple", other=True, show_if={"question": "goes", "is": "no"})],
    [question("liked", "scale"), question("views", "matrix"), question("order", "ranking"), question("years", "number"), question("wish", "long")],
)


def crowd() -> list[dict[str, object]]:
    yes = {"goes": "yes", "liked": "5", "views": {"r1": "4", "r2": "5"}, "order": ["b", "a", "c"], "years": 10}
    no = {"goes": "no", "why": ["a", "other"], "why.other": "far", "liked": "2", "views": {"r1": "1", "r2": "2"}, "wish": "More books"}
    return [*([yes] * 12), *([no] * 8)]


def test_a_question_knows_who_was_asked_who_answered_and_who_did_not():
    people = People.of(WHOLE, [*crowd(), {"goes": "no"}])
    found = {one["code"]: (one["asked"], one["answered"]) for one in summaries(WHOLE, people)}
    assert found == {"goes": (21, 21), "why": (9, 8), "liked": (21, 20), "views": (21, 20), "order": (21, 12), "years": (21, 12), "wish": (21, 8)}


def test_shares_stand_beside_weighted_shares():
    # weights 0.5 for the twelve, 1.75 for the eight: 12 × 0.5 + 8 × 1.75 = 20; yes 6 / 20
    people = People.of(WHOLE, crowd(), [0.5] * 12 + [1.75] * 8)
    yes = summary(WHOLE.by_code["goes"], people)["options"][0]
    assert (yes["code"], yes["count"], yes["plain"]["value"], yes["weighted"]["value"]) == ("yes", 12, 0.6, 0.3)


def test_fewer_than_five_answers_tell_nothing():
    people = People.of(WHOLE, crowd()[:4])
    assert summary(WHOLE.by_code["liked"], people) == {"code": "liked", "kind": "scale", "asked": None, "answered": None, "few": True}


def test_a_small_option_is_withheld_and_the_mean_is_rounded():
    given = [{"liked": "5"}] * 30 + [{"liked": "4"}] * 6 + [{"liked": "1"}] * 2
    found = summary(WHOLE.by_code["liked"], People.of(WHOLE, given))
    assert [one["count"] for one in found["options"]] == [None, 0, 0, None, 30]
    # (150 + 24 + 2) / 38 = 4.63…
    assert found["mean"]["plain"] == {"value": 4.6, "low": None, "high": None, "n": 38.0}


def test_a_matrix_tells_each_row_and_its_alpha():
    found = summary(WHOLE.by_code["views"], People.of(WHOLE, crowd()))
    assert [(one["code"], one["answered"]) for one in found["parts"]] == [("r1", 20), ("r2", 20)]
    # both rows move together by the same step: alpha is 1
    assert found["alpha"] == {"value": 1.0, "n": 20}


def test_a_ranking_tells_the_mean_place():
    found = summary(WHOLE.by_code["order"], People.of(WHOLE, crowd()))
    assert [(one["code"], one["first"], one["mean"]["plain"]["value"]) for one in found["parts"]] == [("a", 0, 2.0), ("b", 12, 1.0), ("c", 0, 3.0)]


def test_words_are_counted_and_never_told():
    found = summary(WHOLE.by_code["wish"], People.of(WHOLE, crowd()))
    assert found == {"code": "wish", "kind": "long", "asked": 20, "answered": 8}


def test_answers_are_crossed_with_totals():
    table = crossing(WHOLE.by_code["liked"], WHOLE.by_code["goes"], People.of(WHOLE, crowd()))[0]
    assert table["totals"] == [12, 8]
    assert [cell["count"] for row in table["rows"] for cell in row["cells"]] == [0, 0, 0, 8, 0, 0, 0, 0, 12, 0]


def test_a_small_crossed_cell_is_withheld_with_others():
    given = [*([{"goes": "yes", "liked": "5"}] * 20), *([{"goes": "yes", "liked": "1"}] * 10), *([{"goes": "no", "liked": "5"}] * 2)]
    given += [{"goes": "no", "liked": "1"}] * 15
    table = crossing(WHOLE.by_code["liked"], WHOLE.by_code["goes"], People.of(WHOLE, given))[0]
    rows = {row["code"]: [cell["count"] for cell in row["cells"]] for row in table["rows"]}
    assert (rows["1"], rows["5"]) == ([None, None], [None, None])


def test_the_table_of_answers_has_a_column_for_everything_asked():
    assert [one.name for one in columns(WHOLE)] == [
        *("goes", "why.a", "why.b", "why.c", "why.other", "why.other.words", "liked", "views.r1", "views.r2"),
        *("order.a", "order.b", "order.c", "years", "wish"),
    ]
    row = {one.name: one.value(crowd()[-1]) for one in columns(WHOLE)}
    assert (row["why.a"], row["why.b"], row["why.other"], row["why.other.words"], row["views.r2"], row["order.a"]) == (1, 0, 1, "far", "2", None)
