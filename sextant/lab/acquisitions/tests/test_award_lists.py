"""Award lists with their sources, and which titles on offer they name."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from sextant.lab.acquisitions.award_lists import Listed, award_lists, eligible, proper, surnames
from sextant.lab.acquisitions.findings import AcquisitionsError
from sextant.lab.acquisitions.tests.factories import title
from sextant.lab.acquisitions.titles import Title

TABLE = """award,status,year,title,author,isbn,source
Medal,winner,1994,"Chato's kitchen /","Soto, Gary; Guevara, Susan",9780399226588,https://example.org/medal
Medal,honor,199,Bad year,,,https://example.org/medal
Medal,honor,1995,No source,,,
Prize,,2000,Дед Мороз и лето,Сутеев В.,,список секции
"""


def book(name: str, author: str = "", isbn: str = "") -> Title:
    return replace(title(name, 100, isbn=isbn), author=author)


def listed(name: str, author: str = "", isbn: str = "") -> Listed:
    return Listed("Medal", "winner", name, author, 2000, "award", isbn, "somewhere", "", 2)


def test_a_list_is_a_table_whose_rows_all_name_their_source(tmp_path: Path) -> None:
    (tmp_path / "L.csv").write_text(TABLE, encoding="utf-8")
    found, [report] = award_lists([tmp_path / "L.csv"])
    assert found == [
        Listed(
            "Medal", "winner", "Chato's kitchen", "Soto, Gary; Guevara, Susan", 1994, "award", "9780399226588", "https://example.org/medal", "", 2
        ),
        Listed("Prize", "", "Дед Мороз и лето", "Сутеев В.", 2000, "award", "", "список секции", "", 5),
    ]
    assert (report.read, report.taken, [one.code for one in report.findings]) == (4, 2, ["day_wrong", "cell_empty"])


def test_somebody_elses_table_is_described_beside_it(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,title,year,authors\n1,Golem /,1996,\n", encoding="utf-8")
    described = 'award = "Caldecott Medal"\nstatus = "winner"\nsource = "x"\nlicence = "CC0 1.0"\nyear = "publication"\nfile = "t.csv"\n[columns]\nauthor = "authors"\n'
    (tmp_path / "t.toml").write_text(described, encoding="utf-8")
    found, _ = award_lists([tmp_path / "t.toml"])
    assert found == [Listed("Caldecott Medal", "winner", "Golem", "", 1996, "publication", "", "x", "CC0 1.0", 2)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('award = "A"\nfile = "t.csv"', "cell_empty"),
        ('award = "A"\nsource = "x"\nfile = "../t.csv"', "file_elsewhere"),
        ('award = "A"\nsource = "x"\nfile = "t.csv"\ncolour = 1', "setting_unknown"),
        ('award = "A"\nsource = "x"\nfile = "t.csv"\n[columns]\ncolour = "x"', "setting_unknown"),
        ('award = "A"\nsource = "x"\nfile = "absent.csv"', "file_absent"),
        ("award", "toml_broken"),
    ],
)
def test_a_description_that_cannot_be_is_refused(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "t.toml").write_text(text, encoding="utf-8")
    with pytest.raises(AcquisitionsError) as refused:
        award_lists([tmp_path / "t.toml"])
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("ours", "theirs", "by"),
    [
        (book("Another title", isbn="9780399226588"), listed("Chato's kitchen", isbn="9780399226588"), "isbn"),
        (book("Chato's Kitchen: a tale", "Gary Soto"), listed("Chato's kitchen", "Soto, Gary; Guevara, Susan"), "title_author"),
        (book("Chatos kitchen", "Г. Сото; G. Soto"), listed("Chato's kitchen", "Soto, Gary"), "title_author"),
        (book("Chato's kitchen", "Ivan Petrov"), listed("Chato's kitchen", "Soto, Gary"), None),
        (book("Chato's kitchen"), listed("Chato's kitchen", "Soto, Gary"), "title"),
        (book("Golem"), listed("Golem"), "doubtful"),
        (book("Chato's kitchens", "Petrov"), listed("Chato's kitchen"), "title"),
        (book("Chato's kitchen garden", "Soto"), listed("Chato's kitchen", "Soto, Gary"), "doubtful"),
        (book("Дед Мороз и лето", "Владимир Сутеев"), listed("Дед-Мороз и лето", "Сутеев В."), "title_author"),
        (book("Дед Мороз и лето", "Сутеев, В. Г."), listed("Дед Мороз и лето", "Сутеев В."), "title_author"),
        (book("Other"), listed("Nothing alike"), None),
    ],
)
def test_a_title_is_the_one_of_the_list_by_isbn_then_title_and_author(ours: Title, theirs: Listed, by: str | None) -> None:
    found = eligible([book("Quite another one"), ours], [theirs])
    assert [one.by for one in found] == ([by] if by else [])
    assert all(one.title is ours and one.said.ru and "Medal" in one.said.en for one in found)


def test_titles_and_names_are_compared_in_one_form() -> None:
    assert proper("Ёлка : стихи / В. Сутеев") == ["елка", "стихи"][0]
    assert surnames("Ackerman, Karen, 1951-; Gammell, Stephen,") == {"ackerman", "gammell"}
    assert surnames("Karen Ackerman; Сутеев В.") == {"ackerman", "сутеев"}


@pytest.mark.real_data
@pytest.mark.once
def test_every_title_of_real_lists_is_found_again_among_themselves(tmp_path: Path) -> None:
    """220 titles of the Caldecott and Belpré lists (CC0), offered in lower case with commas for signs: each must be found, and no other in its place."""
    folder = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "reading" / "awards" / "childs-garden" / "worksets"
    if not folder.is_dir():
        pytest.skip(f"no real award lists at {folder}; set SEXTANT_TEST_DATA")
    for path in sorted(folder.glob("*.csv")):
        shutil.copy(path, tmp_path / path.name)
        text = f'award = "{path.stem}"\nstatus = "winner"\nsource = "worksets"\nyear = "publication"\nfile = "{path.name}"\n[columns]\nauthor = "authors"\n'
        (tmp_path / f"{path.stem}.toml").write_text(text, encoding="utf-8")
    lists, reports = award_lists(sorted(tmp_path.glob("*.toml")))
    assert (len(lists), sum(one.refused for one in reports)) == (220, 0)
    titles = [book(one.title.lower().replace("'", ""), one.author) for one in lists]
    found = eligible(titles, lists)
    sure = [one for one in found if one.by != "doubtful"]
    assert len(sure) >= 210
    assert all(proper(one.title.title)[:12] == proper(one.listed.title.replace("'", ""))[:12] for one in sure)
