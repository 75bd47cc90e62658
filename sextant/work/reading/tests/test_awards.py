"""Award lists: files read line by line into a preview, taken in, merged; kept by the section, read by all."""

import json
import os
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sextant.base.jobs.models import Job
from sextant.base.search.models import Entry as Found
from sextant.society.members import award_lists
from sextant.work.reading.actions.awards import put_import_aside, save_entry, start_import, take_import
from sextant.work.reading.award_files import LARGEST, MOST_LINES
from sextant.work.reading.models import AwardEntry, AwardImport
from sextant.work.reading.tests.factories import award, brought, isbn, perform

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def taken(run: AwardImport) -> AwardImport:
    take_import(run, by=None)
    perform("reading.take_awards")
    run.refresh_from_db()
    return run


def fates(run: AwardImport) -> list[tuple[int, str, str]]:
    return [(row.line, row.fate, row.reason_en) for row in run.rows.all()]


CSV = f"""title,author,year,isbn,place,age
Chato's kitchen /,"Soto, Gary;",1996,{isbn(1)},winner,4-8
Chato's Kitchen,Gary Soto,1996,,winner,
,Nobody,1996,,,
Wrong number,Somebody,1996,9785009900010,,
Odd place,Somebody,1996,,third,
Odd year,Somebody,in spring,,,
Odd age,Somebody,1996,,,young
More,fields,than,the,head,has,here
"""


def test_every_line_is_stored_merged_or_refused_with_a_reason():
    run = brought(CSV.encode())
    assert fates(run) == [
        (2, "stored", ""),
        (3, "merged", "The same book as in line 2; what was missing was added."),
        (4, "refused", "The line has no title."),
        (5, "refused", "The check digit of ISBN “9785009900010” is wrong."),
        (6, "refused", "Place “third” is not known: winner, honour or shortlist."),
        (7, "refused", "“in spring” is no year between 1400 and 2200."),
        (8, "refused", "“young” is no age between 0 and 18 years."),
        (9, "refused", "The line has more fields than the head of the table."),
    ]
    assert (run.read, run.stored, run.merged, run.refused) == (8, 1, 1, 6)


def test_nothing_is_in_the_list_before_somebody_has_looked_and_afterwards_what_was_shown():
    run = brought(CSV.encode())
    before = AwardEntry.objects.count()
    run = taken(run)
    entry = AwardEntry.objects.get()
    assert (before, run.state, entry.title, entry.author, entry.year, entry.published, entry.isbn) == (
        0,
        "taken",
        "Chato's kitchen",
        "Soto, Gary",
        1996,
        None,
        isbn(1),
    )
    assert (entry.age_from, entry.age_to, entry.place) == (4, 8, "winner")


def test_the_same_file_again_adds_nothing_and_fills_what_was_missing():
    run = taken(brought(b"title,author,year\nThe cat,Fern I.,2020\n"))
    again = taken(brought(f"title;author;year;isbn\nThe Cat;Fern I.;2020;{isbn(5)}\n".encode(), run.list))
    assert (again.stored, again.merged, AwardEntry.objects.get().isbn) == (0, 1, isbn(5))


def test_what_the_list_got_after_the_preview_is_merged_with_and_not_doubled():
    run = brought("название;автор;год\nКот на маяке;Ветров П.;2020\n".encode("windows-1251"))
    save_entry(run.list, None, by=None, title="Кот на маяке", author="Ветров П.", year=2020, place="winner")
    run = taken(run)
    assert (run.encoding, run.stored, run.merged, AwardEntry.objects.count()) == ("windows-1251", 0, 1, 1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", None),
        (b"  \n", "The file is empty."),
        (b"PK\x03\x04\x00\x00title", "This is no text: save the table as CSV in UTF-8."),
        (b"name,year\nA,2020\n", "The first line has no column “title”: without it nobody can tell where the books are."),
        (b"title\n" + b"A\n" * (MOST_LINES + 1), "The file has more than 20,000 lines. Divide it into parts."),
        (b"title\n" + b"A" * 30_000, "Line 2 is no CSV: quotes are not closed, or a field is too long."),
    ],
)
def test_a_file_that_is_no_list_is_refused_whole_with_a_sentence(content, said):
    if said is None:
        content = b"\n"
        said = "The file is empty."
    run = brought(content)
    assert (run.state, run.sentence_en, bool(run.sentence_ru), run.rows.count()) == ("refused", said, True, 0)


def test_a_file_that_is_too_large_is_not_even_kept(tmp_path):
    with pytest.raises(ValidationError) as refusal:
        start_import(award(), file=SimpleUploadedFile("a.csv", b"x" * (LARGEST + 1)), place="winner", year_is="award", by=None)
    assert (list(refusal.value.message_dict), AwardImport.objects.count(), list(tmp_path.iterdir())) == (["file"], 0, [])


def test_a_name_of_a_file_never_becomes_a_path():
    run = start_import(award(), file=SimpleUploadedFile("../../../etc/cron.d/x.csv", b"title\nA\n"), place="winner", year_is="award", by=None)
    assert run.file.name == f"reading/imports/{run.token}.csv"


def test_a_file_put_aside_leaves_the_list_alone_and_cannot_be_taken():
    run = put_import_aside(brought(b"title\nThe cat\n"), by=None)
    with pytest.raises(ValidationError):
        take_import(run, by=None)
    assert (run.state, AwardEntry.objects.count()) == ("refused", 0)


def test_a_file_of_refused_lines_only_cannot_be_taken():
    with pytest.raises(ValidationError):
        take_import(brought(b"title,year\n,2020\n"), by=None)


def test_an_entry_twice_on_a_list_is_refused():
    one = award()
    save_entry(one, None, by=None, title="The cat", author="Fern, Iris", year=2020, place="winner")
    with pytest.raises(ValidationError) as refusal:
        save_entry(one, None, by=None, title="The Cat!", author="Iris Fern", year=2020, place="winner")
    save_entry(one, None, by=None, title="The cat", author="Fern, Iris", year=2021, place="winner")
    assert (list(refusal.value.message_dict), AwardEntry.objects.count()) == (["title"], 2)


def test_other_houses_are_given_what_everybody_may_read_and_no_more(monkeypatch):
    shown, hidden = award(), award("secret", is_public=False)
    for one in (shown, hidden):
        save_entry(one, None, by=None, title=f"Of {one.code}", author="Fern, Iris", year=2020, place="winner")
    found = {one.code: one for one in award_lists.lists()}
    assert ("secret" in found, [entry.title for entry in found["compass"].entries]) == (False, ["Of compass"])
    assert "https://awards.example.org/" in found["compass"].source


def test_a_hidden_list_is_found_by_nobody_but_its_keepers(client, make_user):
    hidden = award("secret", is_public=False)
    save_entry(hidden, None, by=None, title="Unheard title", author="Fern, Iris", year=2020, place="winner")
    pages = [reverse("reading:awards"), reverse("reading:awards") + "?format=csv"]
    said = [b"".join(client.get(page)).decode() for page in pages]
    assert ([("Unheard" in one) for one in said], client.get(hidden.get_absolute_url()).status_code) == ([False, False], 302)
    client.force_login(make_user("secretary"))
    assert ("Unheard" in client.get(pages[0]).content.decode(), client.get(hidden.get_absolute_url()).status_code) == (True, 200)
    assert not Found.objects.filter(title_en="Amber Compass").exists()


def test_filters_stand_in_the_address_and_go_with_the_download(client):
    one = award()
    for year, place in ((2020, "winner"), (2020, "honour"), (2021, "winner")):
        save_entry(one, None, by=None, title=f"{place} of {year}", author="Fern, Iris", year=year, place=place)
    rows = json.loads(b"".join(client.get(reverse("reading:award", args=["compass"]), {"year": 2020, "place": "winner", "format": "json"})))
    assert [row["title"] for row in rows] == ["winner of 2020"]
    page = client.get(reverse("reading:awards"), {"year": 2020, "page": 1}).content.decode()
    assert ("honour of 2020" in page, "winner of 2021" in page, "year=2020&amp;format=csv" in page) == (True, False, True)


def test_the_office_brings_a_file_in_on_pages_and_a_visitor_may_not(client, make_user):
    one = award()
    page = reverse("reading:bring_file", args=[one.code])
    given = {"file": SimpleUploadedFile("b.csv", b"title,author,year\nThe cat,Fern,2020\n"), "place": "honour", "year_is": "edition"}
    assert (client.post(page, given).status_code, AwardImport.objects.count()) == (302, 0)
    client.force_login(make_user("secretary"))
    answer = client.post(page, {**given, "file": SimpleUploadedFile("b.csv", b"title,author,year\nThe cat,Fern,2020\n")})
    run = AwardImport.objects.get()
    assert (answer.url, Job.objects.filter(name="reading.read_awards").count()) == (run.get_absolute_url(), 1)
    perform("reading.read_awards")
    assert "The cat" in client.get(run.get_absolute_url()).content.decode()
    client.post(reverse("reading:take_import", args=[run.pk]))
    perform("reading.take_awards")
    entry = AwardEntry.objects.get()
    assert (entry.place, entry.year, entry.published) == ("honour", None, 2020)


@pytest.mark.parametrize(
    ("name", "place", "counts"),
    [("caldecott-winners", "winner", 57), ("caldecott-honors", "honour", 141), ("belpré-winners", "winner", 9), ("belpré-honors", "honour", 13)],
)
def test_real_lists_are_read_whole(name, place, counts):
    folder = Path(os.environ.get("SEXTANT_TEST_DATA", "")) / "reading" / "awards" / "childs-garden" / "worksets"
    if not os.environ.get("SEXTANT_TEST_DATA") or not folder.is_dir():
        pytest.skip("SEXTANT_TEST_DATA names no folder with reading/awards")
    run = taken(brought((folder / f"{name}.csv").read_bytes(), place=place, year_is="edition"))
    assert (run.read, run.stored + run.merged, run.refused, AwardEntry.objects.count()) == (counts, counts, 0, run.stored)
    assert not AwardEntry.objects.filter(title__endswith="/").exists()
