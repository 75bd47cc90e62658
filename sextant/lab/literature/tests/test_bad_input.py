"""Damaged files: repaired or refused with a line of the report, the rest taken, and nothing dropped in silence."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.literature.findings import LiteratureError
from sextant.lab.literature.importing import Report, import_files, read_record
from sextant.lab.literature.readers import FORMATS, reader
from sextant.lab.literature.sources import Source
from sextant.lab.literature.store import Store
from sextant.lab.literature.tests.samples import BIBTEX, ELIBRARY, IEEE, OAI, OPENALEX_WORK, RIS, SAMPLES, SCOPUS, WOS

pytestmark = pytest.mark.once


def imported(tmp_path: Path, name: str, content: bytes | str, form: str = "auto") -> Report:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    [report] = import_files([path], Store(tmp_path / "store"), form)
    return report


def counts(report: Report) -> tuple[int, int, int]:
    assert report.read == report.stored + report.refused
    return report.read, report.stored, report.refused


def lines(number: int) -> list[str]:
    return [json.dumps({**OPENALEX_WORK, "id": f"https://openalex.org/W{at}"}) for at in range(1, number + 1)]


def test_a_packed_file_that_breaks_off_gives_what_could_be_unpacked(tmp_path: Path) -> None:
    many = [json.dumps({**OPENALEX_WORK, "id": f"https://openalex.org/W{at}", "title": f"Work {at * 7919 % 4001} of {at}"}) for at in range(1, 401)]
    packed = gzip.compress("\n".join(many).encode())
    report = imported(tmp_path, "works.gz", packed[: len(packed) // 2])
    read, stored, refused = counts(report)
    assert 50 < stored < 400
    assert (read, refused) == (stored + 1, 1)
    assert report.codes == {"gz_truncated": 1, "json_broken": 1}
    assert [one.line for one in report.examples] == [read, 0]


def test_a_json_line_cut_in_half_is_refused_with_its_line(tmp_path: Path) -> None:
    first, second, third = lines(3)
    report = imported(tmp_path, "works.jsonl", "\n".join([first, second[:200], third]))
    assert counts(report) == (3, 2, 1)
    assert report.examples[0].sentence().startswith("works.jsonl, line 2: The record is no whole JSON")


def test_a_json_list_cut_in_half_keeps_what_stands_before(tmp_path: Path) -> None:
    whole = '{"meta": {"count": 2},\n"results": [\n' + ",\n".join(lines(2)) + "]}"
    assert counts(imported(tmp_path, "page.json", whole)) == (2, 2, 0)
    assert counts(imported(tmp_path, "cut.json", whole[:-300])) == (2, 1, 1)


def test_a_line_in_another_encoding_is_read_and_said(tmp_path: Path) -> None:
    content = RIS.encode() + RIS.replace("Petrova, Anna", "Петрова, Анна").encode("cp1251") + RIS.replace("Smith", "Müller").encode("cp1252")
    report = imported(tmp_path, "mixed.ris", content)
    assert counts(report) == (3, 3, 0)
    assert [(one.problem.value, one.problem.became) for one in report.examples] == [
        ("AU  - Петрова, Анна", "windows-1251"), ("AU  - Müller, J. A.", "windows-1252"),
    ]  # fmt: skip


def test_utf_16_is_read(tmp_path: Path) -> None:
    assert counts(imported(tmp_path, "wide.ris", RIS.replace("Anna", "Анна").encode("utf-16"))) == (1, 1, 0)


def test_web_of_science_without_end_marks_is_taken_and_said(tmp_path: Path) -> None:
    record = WOS[WOS.index("PT J") : WOS.index("ER\n")]
    report = imported(tmp_path, "savedrecs.txt", f"FN Clarivate Analytics Web of Science\nVR 1.0\n{record}{record.replace('400000000000001', '2')}")
    assert counts(report) == (2, 2, 0)
    assert (report.repaired, dict(report.codes)) == (2, {"record_without_end": 2, "end_of_file_missing": 1})


def test_bibtex_with_an_open_brace_is_read_line_by_line(tmp_path: Path) -> None:
    broken = "@article{b,\n  title = {A {broken title},\n  author = {Ivanov, Ivan},\n  year = {2018},\n}\n"
    report = imported(tmp_path, "a.bib", broken + BIBTEX.partition("\n\n")[2])
    assert counts(report) == (2, 2, 0)
    assert [(one.line, one.problem.code) for one in report.examples] == [(1, "braces_unbalanced")]


def test_bibtex_that_cannot_be_made_out_is_refused(tmp_path: Path) -> None:
    report = imported(tmp_path, "a.bib", "@article{b, title = {Never closed\n\n" + BIBTEX.partition("\n\n")[2])
    assert counts(report) == (2, 1, 1)


@pytest.mark.parametrize(("name", "text"), [("a.ris", RIS.replace("PY  - 2019", "PY  - 20222")), ("s.csv", SCOPUS.replace(",2019,", ",20222,"))])
def test_an_impossible_year_is_left_unknown_and_said(tmp_path: Path, name: str, text: str) -> None:
    report = imported(tmp_path, name, text)
    assert (counts(report), report.repaired, report.codes["year_impossible"]) == ((1, 1, 0), 1, 1)


def test_missing_authors_and_years_are_noted_and_a_missing_title_refuses(tmp_path: Path) -> None:
    bare = "TY  - JOUR\nTI  - Bare\nER  -\n\nTY  - JOUR\nAU  - Petrova, A.\nPY  - 2019\nER  -\n"
    report = imported(tmp_path, "a.ris", bare)
    assert counts(report) == (2, 1, 1)
    assert {(one.line, one.problem.code) for one in report.examples} == {(1, "authors_missing"), (1, "year_missing"), (5, "title_missing")}


def test_a_quotation_mark_that_is_never_closed_costs_its_own_row_only(tmp_path: Path) -> None:
    header, row = IEEE.splitlines()
    report = imported(tmp_path, "ieee.csv", "\n".join([header, row, row.replace('"2019"', '"2019'), row, row]))
    assert counts(report) == (4, 3, 1)
    assert [(one.line, one.problem.code) for one in report.examples] == [(3, "quote_open")]


def test_a_row_with_a_cell_too_many_is_refused(tmp_path: Path) -> None:
    header, row = IEEE.splitlines()
    report = imported(tmp_path, "ieee.csv", "\n".join([header, row, row + ",more"]))
    assert counts(report) == (2, 1, 1)
    assert "31" not in report.examples[0].sentence()
    assert report.examples[0].problem.code == "cells_wrong"


def test_scopus_exports_put_together_are_set_right(tmp_path: Path) -> None:
    header = "Authors,Title,Year,Source title,Funding Text 1,References,EID"
    rows = ['"A B.",One,2019,S,f,r,2-s2.0-1', '"A B.",Two,2020,S,f,g,"Adams B., (2001)",2-s2.0-2']
    report = imported(tmp_path, "scopus.csv", "\n".join([header, *rows]))
    assert counts(report) == (2, 2, 0)
    assert [(one.line, one.problem.code) for one in report.examples if one.problem.severity == "repaired"] == [(3, "cells_shifted")]


def test_xml_that_breaks_off_keeps_the_articles_before(tmp_path: Path) -> None:
    article = ELIBRARY[ELIBRARY.index("<article>") : ELIBRARY.index("</articles>")]
    report = imported(tmp_path, "issue.xml", ELIBRARY.replace(article, article + article[:400]).split("</articles>")[0])
    assert counts(report) == (2, 1, 1)
    assert report.codes["xml_broken"] == report.codes["xml_record_cut"] == 1


def test_a_record_that_the_repository_has_withdrawn_is_named(tmp_path: Path) -> None:
    gone = '<record><header status="deleted"><identifier>oai:r:2</identifier></header></record></ListRecords>'
    report = imported(tmp_path, "page.xml", OAI.replace("</ListRecords>", gone))
    assert counts(report) == (2, 1, 1)
    assert report.examples[0].sentence() == "page.xml, line 9: The repository has withdrawn the record oai:r:2, so there is nothing to take."


def test_a_record_of_an_unforeseen_shape_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    strange = json.dumps({**OPENALEX_WORK, "authorships": "none"})
    report = imported(tmp_path, "works.jsonl", "\n".join([lines(1)[0], strange, lines(2)[1]]))
    assert counts(report) == (3, 2, 1)
    assert report.codes == {"record_unreadable": 1}


def test_a_wrong_format_is_told_by_the_field_that_lacks(tmp_path: Path) -> None:
    report = imported(tmp_path, "ieee.csv", IEEE, "scopus")
    assert counts(report) == (1, 0, 1)
    assert report.examples[0].sentence().startswith("ieee.csv, line 2: The record has no field “title”, which the format scopus cannot do without")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("a.ris", b"", "file_empty"), ("a.txt", b"Dear reader, this is a letter.\n", "format_unknown"), ("a.png", b"\x89PNG\0\0\0", "format_unknown")],
)
def test_a_file_of_no_use_is_refused_whole_and_the_others_are_taken(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(content)
    (tmp_path / "in" / "z.ris").write_text(RIS)
    bad, good = import_files([tmp_path / "in"], Store(tmp_path / "store"))
    assert bad.failure is not None
    assert (bad.failure.code, counts(good)) == (code, (1, 1, 0))


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.data())
def test_no_damage_makes_a_reader_fall(name: str, data: st.DataObject) -> None:
    """Cut anywhere and with bytes put in anywhere, every record is either a work or a refusal with a reason."""
    file, text = SAMPLES[name]
    content = bytearray(text.encode() * 2)
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 30))] = data.draw(
            st.binary(max_size=6) | st.sampled_from([b'"', b"{", b"\n", b"\xff", b"]", b"<"])
        )
    del content[data.draw(st.integers(1, len(content))) :]
    with TemporaryDirectory() as room:
        path = Path(room) / file
        path.write_bytes(bytes(content))
        source, chosen = Source(path), reader(name)
        try:
            for number, raw in enumerate(chosen.records(source), 1):
                work, problems = read_record(raw, f"r:{number}", source, chosen)
                assert work is not None or [one for one in problems if one.severity == "refused"]
                assert raw.line >= 1
        except LiteratureError as refusal:
            if (name, refusal.code) != ("lists", "list_without_title"):
                raise
