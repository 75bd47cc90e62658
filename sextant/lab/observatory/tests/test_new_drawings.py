"""Every analysis can be drawn, written as a page in both languages, asked for at the shell, and put into a recipe."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from sextant.lab.observatory.commands import observatory
from sextant.lab.observatory.recipes import ANALYSES
from sextant.lab.observatory.tests.fields import wos, wos_corpus
from sextant.lab.observatory.written import written

WISHES = (
    ("dynamics", {}),
    *(("profiles", {"of": of}) for of in ("authors", "organisations", "countries", "sources")),
    *(("map", {"of": of, "least": 1}) for of in ("authors", "organisations", "countries")),
    ("map", {"of": "works"}),
    ("map", {"of": "works", "by": "cocitation"}),
    ("laws", {"of": "authors"}),
    ("laws", {"of": "sources", "zones": 1}),
    ("spectroscopy", {}),
    ("mainpath", {}),
    ("topicmodel", {"number": 2}),
    ("collaboration", {}),
    ("collaboration", {"show": "pairs"}),
)
SUBJECTS = ("open access repositories and copyright", "children reading and school library stories")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Twelve works in a chain, in each a librarian and a scholar <of science>."""
    records = []
    for number in range(1, 13):
        place = f"[Ivanova, A{number}] Library of Congress, Washington, DC 20540 USA\n   [Smith, Bob] Kazan Fed Univ, Kazan, Russia"
        references = (
            "Garfield E, 1955, SCIENCE, V1, P108",
            "Price D, 1963, LITTLE SCIENCE, P1",
            f"Ivanova A, 2000, J LIBR, DOI 10.1000/w{number - 1}",
        )
        title = f"A study of {SUBJECTS[number % 2]} & <others>, part {number}"
        records.append(
            wos(number, authors=f"Ivanova, A{number}; Smith, Bob", year=2000 + number // 3, place=place, references=references, title=title)
        )
    return wos_corpus(tmp_path_factory.mktemp("drawn"), records)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(("name", "more"), WISHES)
def test_every_analysis_is_drawn_and_written(corpus, name, more, language) -> None:
    if name == "map":
        more = {**more, "language": language}
    answer = ANALYSES[name](corpus, **more)
    drawn = ElementTree.fromstring(written(corpus, answer, "svg", language))
    assert drawn.tag.endswith("svg")
    assert len(list(drawn)) > 3
    page = written(corpus, answer, "html", language)
    assert ("<svg" in page, "<others>" in page, "<th" in page) == (True, False, True)
    rows = list(csv.DictReader(io.StringIO(written(corpus, answer, "csv", language))))
    assert len(rows) == len(answer.rows) == len(json.loads(written(corpus, answer, "json", language))) > 0


def test_the_commands_answer(corpus) -> None:
    store = str(corpus.store.folder)
    for arguments in (
        ["dynamics"],
        ["profiles", "--of", "countries"],
        ["map", "--of", "works", "--by", "cocitation"],
        ["laws", "--of", "sources", "--zones", "1"],
        ["spectroscopy", "--since", "1900"],
        ["mainpath"],
        ["topicmodel", "--number", "2"],
        ["collaboration", "--show", "pairs"],
    ):
        told = CliRunner().invoke(observatory, [*arguments, "--store", store])
        assert (told.exit_code, isinstance(json.loads(told.stdout), list)) == (0, True)
    for arguments in (["map", "--of", "authors", "--by", "coupling"], ["profiles", "--of", "keywords"]):
        refused = CliRunner().invoke(observatory, [*arguments, "--store", store])
        assert (refused.exit_code, refused.output.startswith("Error: "), "Traceback" in refused.output) == (2, True, False)


RECIPE = """
store = "store"
out = "figures"
[[analysis]]
name = "map"
of = "countries"
formats = ["json", "svg"]
[[analysis]]
name = "profiles"
of = "organisations"
formats = ["csv"]
language = "ru"
[[analysis]]
name = "spectroscopy"
since = 1900
"""


def test_a_recipe_takes_the_new_analyses(corpus) -> None:
    recipe = corpus.store.folder.parent / "recipe.toml"
    recipe.write_text(RECIPE, encoding="utf-8")
    first, second = (json.loads(CliRunner().invoke(observatory, ["run", str(recipe)]).stdout) for _time in range(2))
    assert first == second
    assert sorted(first["files"]) == ["01-map-en.json", "01-map-en.svg", "02-profiles-ru.csv", "03-spectroscopy-en.json"]


def test_years_until_hold_for_people_too(corpus) -> None:
    early = corpus.until(2001)
    assert len(early.landed) == 5
    assert sum(row["works"] for row in ANALYSES["dynamics"](early).rows) == 5
    assert max(row["works"] for row in ANALYSES["profiles"](early).rows) == 5
