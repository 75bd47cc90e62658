"""A small store with known concepts: what analyses find in it, that updates read only what is new, and that recipes repeat themselves."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from sextant.lab.literature.importing import import_files
from sextant.lab.literature.store import Store
from sextant.lab.observatory.analyses import burst_list, concept_map, forecasts, priorities, theme_list, topics, works_on
from sextant.lab.observatory.commands import observatory
from sextant.lab.observatory.corpus import read_corpus
from sextant.lab.observatory.demand import read_demand
from sextant.lab.observatory.findings import ObservatoryError
from sextant.lab.observatory.written import written
from sextant.lab.thesaurus.reading import starter

SUBJECTS = {
    "open access": ("Open access and institutional repositories", range(2001, 2016), lambda year: 3),
    "blockchain": ("Blockchain for the digital library", range(2011, 2016), lambda year: 2 * (year - 2010)),
    "reading": ("Information literacy and reading promotion in public libraries", range(2001, 2016), lambda year: 2),
}


pytestmark = pytest.mark.usefixtures("cells_as_long_as_usual")


def table(folder: Path, name: str = "works.ris", years: range = range(2001, 2016)) -> Path:
    """Works in RIS; every text is told apart by its number."""
    lines = []
    for subject, (title, span, number) in SUBJECTS.items():
        for year in span:
            if year in years:
                for place in range(number(year)):
                    lines += ["TY  - JOUR", f"TI  - {title}, part {year}-{place}", f"AU  - Author, {subject}", f"PY  - {year}", "ER  - ", ""]
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("observatory")
    held = Store(folder / "store")
    assert [report.failure for report in import_files([table(folder)], held, "auto", None)] == [None]
    return held


@pytest.fixture(scope="module")
def corpus(store: Store):
    return read_corpus(store, starter())


def named(rows: list[dict], label: str) -> dict:
    return next(row for row in rows if row["label_en"] == label)


def test_concepts_are_counted_by_year_and_open_to_their_works(corpus) -> None:
    row = named(topics(corpus).rows, "blockchain")
    assert (row["works"], row["by_year"][2010], row["by_year"][2015], row["label_ru"]) == (30, 0, 10, "блокчейн")
    behind = works_on(corpus, row["concept"])
    assert (len(behind), behind[0]["year"], behind[0]["title"].startswith("Blockchain")) == (30, 2015, True)


def test_a_young_subject_bursts_and_comes_first(corpus) -> None:
    assert {(row["label_en"], row["end"]) for row in burst_list(corpus).rows[:2]} == {("blockchain", 2015), ("digital library", 2015)}
    found = priorities(corpus, times=20)
    assert {row["label_en"] for row in found.rows[:2]} == {"blockchain", "digital library"}
    assert [note.code for note in found.notes] == ["no_data", "no_data"]
    assert all(row["low"] <= row["score"] <= row["high"] for row in found.rows)


def test_what_practice_asks_for_changes_the_order(corpus, tmp_path) -> None:
    path = tmp_path / "asked.csv"
    path.write_text("concept,number\nблокчейн,1\nInformation literacy,40\ninformation literacy,2\n", encoding="utf-8")
    asked = read_demand(path, corpus.thesaurus)
    assert asked[named(topics(corpus).rows, "information literacy")["concept"]] == 42
    assert priorities(corpus, asked=asked, weights={"gap": 1.0}, times=5).rows[0]["label_en"] == "information literacy"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("information literacy", "bad_demand"),
        ("information literacy,-1", "bad_demand"),
        ("xyzzy,1", "unknown_concept"),
        ('"' + "x" * 140_000, "bad_demand"),
    ],
)
def test_a_bad_line_of_demand_is_refused_with_its_number(line, code, corpus, tmp_path) -> None:
    path = tmp_path / "asked.csv"
    path.write_text(f"concept,number\n{line}\n", encoding="utf-8")
    with pytest.raises(ObservatoryError, match=r"Line 2 of asked\.csv") as caught:
        read_demand(path, corpus.thesaurus)
    assert caught.value.code == code


def test_subjects_are_clusters_on_the_map_and_themes_that_last(corpus) -> None:
    rows = concept_map(corpus).rows
    cluster = {row["label_en"]: row["cluster"] for row in rows}
    assert cluster["open access"] == cluster["institutional repository"] != cluster["information literacy"]
    assert cluster["blockchain"] == cluster["digital library"]
    found = theme_list(corpus, periods=2)
    identities = {row["period"]: {row["identity"] for row in found.rows} for row in found.rows}
    assert len(identities) == 2
    assert set.intersection(*identities.values())


def test_works_a_year_are_continued_with_intervals(corpus) -> None:
    rows = forecasts(corpus, horizon=2).rows
    assert {row["year"] for row in rows} == {2016, 2017}
    assert all(row["low95"] <= row["low80"] <= row["value"] <= row["high80"] <= row["high95"] for row in rows)


def test_a_corpus_read_few_works_at_a_time_is_the_same(tmp_path) -> None:
    held = Store(tmp_path / "store")
    list(import_files([table(tmp_path)], held, "auto", None))
    whole = read_corpus(held, starter())
    assert len(whole.landed) > 50
    for path in held.folder.glob("landings-*"):
        path.unlink()
    few = read_corpus(held, starter(), at_a_time=7)
    assert (few.landed, few.fingerprint, few.landed_now) == (whole.landed, whole.fingerprint, whole.landed_now)


def test_an_update_reads_only_what_is_new_and_gives_what_a_rebuild_gives(tmp_path) -> None:
    held = Store(tmp_path / "store")
    list(import_files([table(tmp_path, years=range(2001, 2015))], held, "auto", None))
    first = read_corpus(held, starter())
    list(import_files([table(tmp_path, "more.ris", range(2015, 2016))], held, "auto", None))
    second = read_corpus(held, starter())
    assert (first.landed_now, second.landed_now) == (len(first.landed), len(second.landed) - len(first.landed))
    for path in held.folder.glob("landings-*"):
        path.write_bytes(b"damaged")
    again = read_corpus(held, starter())
    assert (again.landed_now, again.landed, again.fingerprint) == (len(again.landed), second.landed, second.fingerprint)


def test_a_store_without_the_field_is_refused(tmp_path) -> None:
    path = tmp_path / "one.ris"
    path.write_text("TY  - JOUR\nTI  - Zzz\nPY  - 2001\nER  - \n", encoding="utf-8")
    held = Store(tmp_path / "store")
    list(import_files([path], held, "auto", None))
    with pytest.raises(ObservatoryError, match="No work of this store"):
        topics(read_corpus(held, starter()))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_drawings_and_pages_are_well_formed(corpus, language) -> None:
    for answer in (concept_map(corpus, language=language), theme_list(corpus, periods=2), burst_list(corpus)):
        drawn = ElementTree.fromstring(written(corpus, answer, "svg", language))
        assert drawn.tag.endswith("svg")
        assert len(list(drawn)) > 3
    page = written(corpus, priorities(corpus, times=3), "html", language)
    assert ("<h1>Приоритетные направления</h1>" if language == "ru" else "<h1>Priority domains</h1>") in page
    with pytest.raises(ObservatoryError, match="no drawing"):
        written(corpus, topics(corpus), "svg", language)


def test_the_command_writes_tables_and_says_in_a_sentence_what_is_wrong(store) -> None:
    told = CliRunner().invoke(observatory, ["priorities", "--store", str(store.folder), "--times", "3", "--format", "csv", "--weight", "growth", "1"])
    rows = list(csv.DictReader(io.StringIO(told.stdout)))
    assert (told.exit_code, rows[0]["label_en"] in ("blockchain", "digital library"), float(rows[0]["adds.growth"]) > 0) == (0, True, True)
    refused = CliRunner().invoke(observatory, ["topics", "--store", str(store.folder / "nowhere")])
    assert (refused.exit_code, "Traceback" in refused.output) == (2, False)
    wrong = CliRunner().invoke(observatory, ["priorities", "--store", str(store.folder), "--weight", "fame", "1"])
    assert (wrong.exit_code, "“fame” is no part" in wrong.output) == (2, True)


RECIPE = """
store = "store"
out = "figures"
until = 2014
[[analysis]]
name = "priorities"
formats = ["json", "html"]
times = 5
[[analysis]]
name = "map"
formats = ["svg"]
language = "ru"
"""


def test_a_recipe_makes_the_same_figures_again(tmp_path) -> None:
    list(import_files([table(tmp_path)], Store(tmp_path / "store"), "auto", None))
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(RECIPE, encoding="utf-8")
    first = json.loads(CliRunner().invoke(observatory, ["run", str(recipe)]).stdout)
    assert sorted(first["files"]) == ["01-priorities-en.html", "01-priorities-en.json", "02-map-ru.svg"]
    manifest = json.loads((tmp_path / "figures" / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["fingerprint"], manifest["recipe"]["until"]) == (first["fingerprint"], 2014)
    assert json.loads(CliRunner().invoke(observatory, ["run", str(recipe)]).stdout) == first
    recipe.write_text(RECIPE.replace('"map"', '"fame"'), encoding="utf-8")
    assert "There is no analysis “fame”" in CliRunner().invoke(observatory, ["run", str(recipe)]).output
    recipe.write_text(RECIPE.replace("times = 5", "tries = 5"), encoding="utf-8")
    assert "[[analysis]] 1" in CliRunner().invoke(observatory, ["run", str(recipe)]).output
