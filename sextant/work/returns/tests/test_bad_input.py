"""What the command says to a user's mistake: one sentence with file, line, column and remedy, and an exit code that is true."""

import gzip
import zipfile

import pytest
from django.core.files import File
from django.utils import translation

from sextant.base.jobs.actions import cancel_job
from sextant.work.returns.actions import publish_year, start_import
from sextant.work.returns.models import ImportRun, Library, LibraryReturn, YearRelease
from sextant.work.returns.tests.factories import COLUMNS, ROWS, command, counts, write_table

pytestmark = pytest.mark.django_db
GOOD = "\n".join((COLUMNS, *ROWS, ""))


def _zip(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name.replace("__", "."), body)


def _damaged_gz(path):
    path.write_bytes(gzip.compress(GOOD.encode() * 500)[:200])


def _bomb(path):
    path.write_bytes(gzip.compress(b"0,0,0,0\n" * 9_000_000, 9))


CANNOT = (
    (
        "picture_fy2018.csv",
        lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50)),
        "this is PNG, not a table of text; save the table as CSV",
    ),
    ("book_fy2018.xlsx", lambda path: _zip(path, **{"[Content_Types]__xml": "", "xl/workbook__xml": ""}), "this is XLSX/DOCX/ODS, not a table"),
    ("folder_fy2018", lambda path: path.mkdir(), "cannot be read: check that the path is right"),
    ("absent_fy2018.csv", lambda path: None, "cannot be read: check that the path is right"),
    ("empty_fy2018.csv", lambda path: path.touch(), "the file is empty; export the table again"),
    ("head_fy2018.csv", lambda path: path.write_text(COLUMNS + "\n"), "the file has a header but no rows"),
    ("cut_fy2018.csv.gz", _damaged_gz, "the file is damaged or cut short"),
    ("cut_fy2018.zip", lambda path: path.write_bytes(b"PK\x03\x04 not an archive"), "the file is damaged or cut short"),
    ("bomb_fy2018.csv.gz", _bomb, "swells to more than 64 MB"),
    ("two_fy2018.zip", lambda path: _zip(path, a__csv=GOOD, b__csv=GOOD), "holds several tables of returns (a.csv, b.csv); unpack it"),
    ("other_fy2018.csv", lambda path: path.write_text("a,b\n1,2\n"), "line 1: the header fits none of the mappings held"),
    ("pls.csv", lambda path: path.write_text(GOOD), "neither the file name nor the table tells the year; give the year with --year."),
    ("quote_fy2018.csv", lambda path: path.write_text(f'{COLUMNS}\nAK,AK1,"A' + "\n" * 60), "line 2: the table cannot be read on"),
)


@pytest.mark.parametrize(("name", "make", "sentence"), CANNOT, ids=[name for name, *_ in CANNOT])
def test_a_file_that_cannot_be_imported_is_code_2_one_sentence_and_nothing_written(tmp_path, name, make, sentence):
    make(tmp_path / name)
    code, printed, complaint = command("import", tmp_path / name)
    assert (code, printed, complaint.count("\n"), "Traceback" in complaint) == (2, "", 1, False)
    assert name in complaint
    assert sentence in complaint
    assert (LibraryReturn.objects.count(), Library.objects.count(), ImportRun.objects.filter(outcome="done").count()) == (0, 0, 0)


def test_a_column_that_the_named_mapping_needs_is_named(tmp_path):
    path = write_table(tmp_path, columns="STABR,LIBNAME,VISITS", rows=("AK,A,5",))
    assert command("import", path, "--mapping", "pls") == (
        2,
        "",
        "pls_fy2018.csv, line 1, column FSCSKEY: the column FSCSKEY, which the mapping pls needs, is missing; add the column, or name another mapping.\n",
    )


def test_an_unknown_mapping_lists_those_there_are(tmp_path):
    code, _printed, complaint = command("import", write_table(tmp_path), "--mapping", "atlantis")
    assert (code, "there is no mapping of the name atlantis; use one of england" in complaint) == (2, True)
    code, _printed, complaint = command("import", write_table(tmp_path), "--mapping", tmp_path / "mine.toml")
    assert (code, "there is no mapping of the name" in complaint) == (2, True)


def test_sentences_are_said_in_the_users_language(tmp_path):
    with translation.override("ru"):
        complaint = command("import", write_table(tmp_path, "pls.csv"))[2]
    assert complaint == "pls.csv: ни имя файла, ни таблица не указывают год; укажите год параметром --year.\n"


BAD_ROWS = (
    ("AK,AK0009,A,many,1,1,1", "line 5, column POPU_LSA: “many” stands where a number belongs. Write a number"),
    ("AK,AK0009,A,-5,1,1,1", "line 5, column POPU_LSA: -5 is negative and is no declared code"),
    ("AK,AK0001,A,5,1,1,1", "line 5, column FSCSKEY: The library AK0001 stands for 2018 already in line 2. Keep one"),
    ("AK,AK0009,A,5,1,1", "line 5: The row has 6 fields where the header has 7. Look for"),
    ("AK,,A,5,1,1,1", "line 5, column FSCSKEY: The row does not say which library it is about. Fill in"),
)


@pytest.mark.parametrize(("row", "sentence"), BAD_ROWS)
def test_a_bad_row_is_code_1_with_its_place_and_remedy_and_the_others_are_stored(tmp_path, row, sentence):
    code, printed, complaint = command("import", write_table(tmp_path, rows=(*ROWS, row)))
    assert (code, "lines refused: 1 of 4" in printed, f"pls_fy2018.csv, {sentence}" in complaint) == (1, True, True)
    assert counts(ImportRun.objects.get()) == {"stored": 3, "refused": 1}
    assert LibraryReturn.objects.count() == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251"])
def test_a_good_file_in_any_encoding_is_code_0_and_so_it_is_again(tmp_path, encoding):
    path = write_table(tmp_path, rows=("AK,AK0001,Городская библиотека имени Пушкина,1000,5000,-1,-3",), encoding=encoding)
    assert [command("import", path)[0] for _time in range(2)] == [0, 0]
    assert Library.objects.get().name == "Городская библиотека имени Пушкина"
    assert [counts(work) for work in ImportRun.objects.order_by("id")] == [{"stored": 1}, {"unchanged": 1}]


def test_packed_files_are_read_as_they_are(tmp_path):
    (tmp_path / "pls_fy2018.csv.gz").write_bytes(gzip.compress(GOOD.encode()))
    _zip(tmp_path / "fy2018.zip", table__csv=GOOD, readme__txt="hello")
    assert [command("import", tmp_path / name)[0] for name in ("pls_fy2018.csv.gz", "fy2018.zip")] == [0, 0]


def test_a_published_year_takes_nothing_and_the_way_on_is_named(tmp_path):
    command("import", write_table(tmp_path))
    publish_year(YearRelease.objects.get(), by=None)
    code, _printed, complaint = command("import", write_table(tmp_path, rows=("AK,AK0001,A,1,1,1,1",)), "--replace")
    assert (code, "Open a correction of the year, with its reason" in complaint) == (2, True)
    assert command("import", write_table(tmp_path))[0] == 0


def test_a_file_that_contradicts_is_code_1_and_with_replace_code_0(tmp_path):
    command("import", write_table(tmp_path))
    other = write_table(tmp_path, rows=("AK,AK0001,ANCHOR POINT,1000,5001,8000,40000",))
    code, _printed, complaint = command("import", other)
    assert (code, "already has 5000 in visits; this file says 5001." in complaint) == (1, True)
    assert (command("import", other, "--replace")[0], command("import", other, "--replace")[0]) == (0, 0)


def test_with_replace_a_variable_the_file_does_not_have_stays_and_an_empty_cell_takes_it_away(tmp_path):
    command("import", write_table(tmp_path))
    columns = "STABR,FSCSKEY,LIBNAME,VISITS,TOTCIR"
    command("import", write_table(tmp_path, columns=columns, rows=("AK,AK0001,ANCHOR POINT,5001,",)), "--replace")
    held = LibraryReturn.objects.get(library__key="AK0001", is_current=True)
    assert (held.revision, held.values, held.statuses) == (2, {"population": 1000, "spending": 40000, "visits": 5001}, {"loans": "missing"})
    assert "loans_per_head" not in held.indicators


def test_a_second_person_is_told_to_wait_and_after_a_cancelled_import_nothing_is_left(tmp_path, make_user):
    path = write_table(tmp_path)
    with path.open("rb") as stream:
        work = start_import(file=File(stream, name=path.name), by=make_user())
    code, _printed, complaint = command("import", path)
    assert (code, "is being imported into “Public Libraries Survey (USA)” since" in complaint) == (2, True)
    cancel_job(work.job, by=None)
    assert (ImportRun.objects.get().state, LibraryReturn.objects.count()) == ("cancelled", 0)
    assert command("import", path)[0] == 0


def test_of_several_files_the_worst_is_the_code_and_each_is_told(tmp_path):
    good, bad = write_table(tmp_path), tmp_path / "nothing_fy2017.csv"
    bad.touch()
    code, printed, complaint = command("import", bad, good)
    assert (code, "3 stored" in printed, "nothing_fy2017.csv: the file is empty" in complaint) == (2, True, True)


def test_everything_read_is_accounted_for(tmp_path):
    command("import", write_table(tmp_path))
    rows = (ROWS[0], "AK,AK0002,ANCHORAGE,200000,1,900000,-1", "AK,AK0003,NEW,1,1,1,1", "AK,AK0004,BAD,x,1,1,1", ROWS[0])
    command("import", write_table(tmp_path, rows=rows))
    work = ImportRun.objects.first()
    assert counts(work) == {"stored": 1, "unchanged": 1, "conflicting": 1, "refused": 2}
    assert (work.lines, work.returns_read) == (5, 3)


def test_a_check_of_a_held_year_names_what_to_ask_the_libraries_about(tmp_path):
    command("import", write_table(tmp_path, "pls_fy2017.csv"))
    command("import", write_table(tmp_path, rows=("AK,AK0001,ANCHOR POINT,1000,50000,8000,40000", *ROWS[1:])))
    assert command("check", "--year", "2017")[0] == 0
    code, printed, _complaint = command("check", "--year", "2018")
    assert (code, printed.count("\n"), "Visits is 50,000; the year before it was 5,000." in printed) == (1, 1, True)
    assert command("check", "--year", "2018", "--summary", "--list", tmp_path / "questions.txt", "--format", "csv")[:2] == (
        *(1, "rule,severity,questions,libraries,share\nchange,soft,1,1,0.333333\n*,*,1,1,0.333333\n"),
    )
    assert "the year before it was 5,000." in (tmp_path / "questions.txt").read_text("utf-8")
