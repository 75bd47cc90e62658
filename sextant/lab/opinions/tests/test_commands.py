"""What the commands print is what their schemas promise; a user's mistake is one sentence."""

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from sextant.lab.opinions.commands import opinions
from sextant.lab.opinions.drawing import HEIGHT, WIDTH, drawn, hull
from sextant.lab.opinions.groups import find_groups
from sextant.lab.opinions.tests.conversations import planted, without_groups
from sextant.lab.opinions.votes import UNSEEN, Votes

OUTPUTS = json.loads((Path(__file__).parents[1] / "outputs.json").read_text())
ROUNDS = """participant,round,item,answer,expertise
a,1,one,4,1
b,1,one,5,3
c,1,one,1,1
a,1,two,2,1
b,1,two,2,3
c,1,two,1,1
a,2,one,4,1
b,2,one,5,3
a,2,two,2,1
b,2,two,2,3
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(opinions, list(arguments), env={"LANG": "en_GB.UTF-8", "LC_ALL": ""})


def wrong(name: str, told: object) -> list[str]:
    return [f"{'/'.join(map(str, one.path))}: {one.message}" for one in Draft202012Validator(OUTPUTS[name]).iter_errors(told)]


def filed(folder: Path, votes: Votes) -> str:
    path = folder / "votes.csv"
    rows = [
        ",".join([name, *("" if vote == UNSEEN else str(vote) for vote in row)])
        for name, row in zip(votes.participants, votes.matrix.tolist(), strict=True)
    ]
    path.write_text("\n".join([",".join(["participant", *votes.statements]), *rows]) + "\n")
    return str(path)


@pytest.fixture(scope="module")
def conversation(tmp_path_factory: pytest.TempPathFactory) -> str:
    return filed(tmp_path_factory.mktemp("votes"), planted(1, 3, people=90, missing=0.3, sure=0.97)[0])


def test_groups_are_printed_as_promised(conversation: str) -> None:
    answer = run("groups", conversation)
    told = json.loads(answer.stdout)
    assert (answer.exit_code, wrong("sextant opinions groups", told)) == (0, [])
    assert (told["k"], len(told["participants"]), sorted({one["group"] for one in told["participants"]})) == (3, 90, [1, 2, 3])
    assert [bool(told[name]) for name in ("unites", "divides", "representative")] == [True, True, True]


def test_people_without_a_place_and_groups_that_are_not_claimed_are_promised_too(tmp_path: Path) -> None:
    path = filed(tmp_path, without_groups(1, "few see", people=60, statements=30))
    told = json.loads(run("groups", path).stdout)
    assert wrong("sextant opinions groups", told) == []
    assert (told["k"], bool(told["left_out"]), len(told["notes"])) == (1, True, 1)


def test_groups_are_told_as_text_in_both_languages(conversation: str) -> None:
    english, russian = (run("groups", conversation, "--format", "text", "--language", tongue).stdout.splitlines()[0] for tongue in ("en", "ru"))
    assert english == "3 groups of people: 30 + 30 + 30."
    assert russian == "3 группы участников: 30 + 30 + 30."


def test_moderated_statements_are_left_out(conversation: str) -> None:
    told = json.loads(run("groups", conversation, "--without", "0, 1").stdout)
    assert not {"0", "1"} & {one["statement"] for one in [*told["unites"], *told["divides"]]}


def test_rounds_are_printed_as_promised(tmp_path: Path) -> None:
    (tmp_path / "rounds.csv").write_text(ROUNDS)
    told = json.loads(run("rounds", str(tmp_path / "rounds.csv")).stdout)
    assert wrong("sextant opinions rounds", told) == []
    first = told["items"][0]
    assert (first["item"], first["median"], first["weighted_median"], first["dissent"]) == (
        "one",
        4,
        5,
        [{"participant": "c", "value": 1, "side": "below"}],
    )
    between = told["between"][0]
    assert (between["dropped"], between["stable"], told["at_rest"]) == (1, 1.0, True)
    # Item one: c gave 1, those who stayed 4 and 5; of three ways to choose one of 1, 4, 5 the 1 is farthest from the centre 10/3.
    assert [(one["item"], one["difference"], round(one["p"], 4)) for one in between["drop_out"]] == [("one", -3.5, 0.3333), ("two", -1.0, 0.3333)]


def test_rounds_are_told_as_text(tmp_path: Path) -> None:
    (tmp_path / "rounds.csv").write_text(ROUNDS)
    lines = run("rounds", str(tmp_path / "rounds.csv"), "--format", "text").stdout.splitlines()
    assert lines[0] == "Round 1, one: median 4, middle half 2.5–4.5, 67 % within the band, 1 outside; 3 answers."
    assert lines[-2:] == ["From round 1 to 2: 2 of 2 items at rest, 1 person lost.", "Answers have come to rest: another round is not needed."]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a,0,one,4,1", "rounds.csv:12: “0” is no number of a round. Write 1, 2, 3 and so on."),
        ("a,3,one,much,1", "rounds.csv:12: “much” is not a number. Write a number of the scale, or leave an answer that was not given empty."),
        ("a,2,one,5,1", "rounds.csv:12: “a” answers “one” twice in round 2. Keep the last answer only."),
        ("a,3,one,5,-1", "rounds.csv:12: A weight of expertise is negative. Give 0 or more."),
        (",3,one,5,1", "rounds.csv:12: The cell “participant” is empty. Fill it in."),
    ],
)
def test_a_row_that_is_no_answer_is_refused_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    (tmp_path / "rounds.csv").write_text(ROUNDS + row + "\n")
    answer = run("rounds", str(tmp_path / "rounds.csv"))
    assert (answer.exit_code, answer.stderr.strip()) == (2, f"Error: {said}")


def test_a_file_that_is_not_there_is_one_sentence() -> None:
    answer = run("groups", "nowhere.csv")
    assert (answer.exit_code, answer.stderr) == (
        2,
        "Error: nowhere.csv: The file does not exist or cannot be read. Check the path and the permissions.\n",
    )


def test_the_map_is_an_svg_with_a_mark_a_person_and_a_label_a_group(conversation: str, tmp_path: Path) -> None:
    assert run("map", conversation, "--out", str(tmp_path / "map.svg"), "--language", "ru").exit_code == 0
    root = ElementTree.fromstring((tmp_path / "map.svg").read_text())
    said = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert [said[0], said[-1].split(",")[0]] == ["Группа 1 · 30 человек", "Размещено 90 участников"]
    assert len(list(root.iter("{http://www.w3.org/2000/svg}polygon"))) == 90 + 3


def test_labels_stay_on_the_sheet_and_apart() -> None:
    root = ElementTree.fromstring(drawn(find_groups(planted(2, 5, people=150)[0], k=5)))
    boxes = [[float(one.get(name, "")) for name in ("x", "y", "width", "height")] for one in list(root.iter("{http://www.w3.org/2000/svg}rect"))[1:]]
    assert all(x >= 0 and y >= 0 and x + w <= WIDTH and y + h <= HEIGHT for x, y, w, h in boxes)
    apart = [x + w <= u or u + s <= x or y + h <= v or v + t <= y for i, (x, y, w, h) in enumerate(boxes) for u, v, s, t in boxes[:i]]
    assert (len(boxes), all(apart)) == (5, True)


def test_a_map_without_groups_and_one_of_nobody_are_drawn() -> None:
    nobody = find_groups(Votes.of([("a", "1", 1), ("b", "1", -1)]))
    alike = ElementTree.fromstring(drawn(find_groups(without_groups(1, "independent"))))
    assert len(list(alike.iter("{http://www.w3.org/2000/svg}polygon"))) == 150
    assert ElementTree.fromstring(drawn(nobody)).tag.endswith("svg")


def test_a_hull_is_the_outermost_points_in_turn() -> None:
    assert hull([(0, 0), (2, 0), (1, 1), (2, 2), (0, 2), (1, 0)]) == [(0, 0), (2, 0), (2, 2), (0, 2)]
    assert hull([(1, 1), (1, 1)]) == [(1, 1)]


def test_the_command_starts_without_django_and_numpy() -> None:
    code = "import sys, sextant.lab.opinions.commands; print(sorted({'django', 'numpy', 'scipy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
