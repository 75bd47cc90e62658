"""A book from its file to its verdict: what is measured is what was set, and nothing that cannot be measured passes."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageDraw

from sextant.base.jobs.models import Job
from sextant.base.jobs.worker import perform_here
from sextant.work.publications import states
from sextant.work.publications.actions.checks import KEPT, check_file, remove_old_files, stop_check
from sextant.work.publications.models import Book, Check, Finding
from sextant.work.publications.queries.books import page_shown
from sextant.work.publications.tests.factories import checked, handed_in, judged, pdf, publisher, version

pytestmark = pytest.mark.django_db
FORM = {"title": "The river", "age": "11-14", "kind": "fiction", "age_mark": "6+"}


def page(name, *args):
    return reverse(f"publications:{name}", args=args)


def scan() -> bytes:
    """A page that is a picture of letters."""
    image = Image.new("RGB", (900, 1200), "white")
    ImageDraw.Draw(image).text((100, 100), "In the morning a fog rose", fill="black")
    out = io.BytesIO()
    image.save(out, "PDF", resolution=150)
    return out.getvalue()


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("book.pdf", content, "application/pdf")


def test_a_publisher_hands_a_book_in_and_reads_what_was_found_on_its_pages(client, make_user):
    user = make_user()
    house = publisher(user)
    client.force_login(user)
    answer = client.post(page("new_book"), {**FORM, "publisher": house.name, "file": upload(pdf(8.5, 1)), "norms": version().pk})
    check = Check.objects.get()
    assert (answer.status_code, answer["Location"], check.book.publisher) == (302, check.get_absolute_url(), house)
    assert "Measuring the pages" in client.get(check.get_absolute_url()).content.decode()
    perform_here(check.job)
    check.refresh_from_db()
    assert (check.verdict, check.outcome, check.job.state) == (states.FAIL, "done", "done")
    found = {(one.value, one.required) for one in check.findings.filter(decides=True, verdict=states.FAIL)}
    assert found == {("8.5", "10"), ("8.5", "9"), ("1", "2")}  # the last page has less text, and an easier demand
    body = client.get(check.get_absolute_url()).content.decode()
    assert "does not meet the norms" in body
    assert "The type is 8.5 pt, at least 10 pt is required." in body
    shown = client.get(page("page", check.pk, 2)).content.decode()
    assert (shown.count('class="place place--fail"') > 3, page("picture", check.pk, 2) in shown) == (True, True)
    assert b"".join(client.get(page("picture", check.pk, 2)).streaming_content).startswith(b"\x89PNG")
    assert {name: client.get(page("report", check.pk, name)).status_code for name in check.reports} == dict.fromkeys(check.reports, 200)


def test_a_book_set_as_the_norm_wants_passes():
    check = checked(content=pdf(11, 3))
    assert (check.verdict, check.findings.filter(decides=True, verdict=states.FAIL).count(), len(check.reports)) == (states.PASS, 0, 5)
    assert (check.level["language"], {one["formula"] for one in check.level["values"]} >= {"flesch", "smog", "lix"}) == ("en", True)
    assert 15 < check.level["counts"]["words_per_sentence"] < 20


def test_a_scan_is_never_called_good():
    check = checked(content=scan())
    assert (check.verdict, [one["checkable"] for one in check.pages], check.pages[0]["en"] != "") == (states.NOT_CHECKABLE, [False], True)


def test_where_no_verified_row_speaks_nothing_is_decided():
    check = checked(content=pdf(20, 6), age="3-6", kind="fiction")
    assert (check.verdict, check.findings.filter(decides=True).count()) == (states.NOT_CHECKABLE, 0)
    assert any("verified" in one["en"] for one in check.reasons)


def test_the_mark_on_the_picture_is_where_the_text_is():
    check = checked(content=pdf(8.5, 1))
    shown = page_shown(check, 2)
    place = shown["places"][0]
    left, width = 22 * 72 / 25.4, (165 - 44) * 72 / 25.4
    assert abs(place["x"] + 2 - left) < 14  # the first line is indented
    assert place["x"] + place["width"] - 2 <= left + width + 3
    assert 22 * 72 / 25.4 - 12 < place["y"] < 22 * 72 / 25.4 + 12


def test_a_damaged_file_is_refused_with_a_sentence_and_leaves_nothing_half(client, make_user):
    check = handed_in(content=b"%PDF-1.7\n" + b"\x00\xff" * 400)
    perform_here(check.job)
    check.refresh_from_db()
    assert (check.outcome, check.verdict, Finding.objects.count(), bool(check.sentence_en), bool(check.sentence_ru)) == ("refused", "", 0, True, True)
    client.force_login(make_user("secretary"))
    assert check.sentence_en in client.get(check.get_absolute_url()).content.decode().replace("&#x27;", "'").replace("&quot;", '"')


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (upload(b"PK text"), "neither a PDF nor an EPUB"),
        (upload(b""), "The file is empty"),
        (upload(b"<html>%PDX</html>"), "neither a PDF nor an EPUB"),
    ],
)
def test_what_is_no_book_is_refused_at_the_door_and_nothing_is_kept(client, make_user, file, sentence):
    user = make_user("secretary")
    client.force_login(user)
    answer = client.post(page("new_book"), {**FORM, "file": file, "norms": version().pk})
    assert (
        answer.status_code,
        sentence in answer.content.decode(),
        Book.objects.count(),
        Job.objects.filter(name="publications.check_file").count(),
    ) == (
        400,
        True,
        0,
        0,
    )


def test_the_same_file_by_the_same_norms_is_not_checked_twice():
    check = judged()
    other = version("ru-436-fz")
    with pytest.raises(Exception, match="already, in check 1"):
        check_file(check.book, file=ContentFile(b"%PDF-1.7 invented", name="again.pdf"), versions=[version()], by=None)
    again = check_file(check.book, file=ContentFile(b"%PDF-1.7 invented", name="again.pdf"), versions=[version(), other], by=None)
    assert (again.number, again.state) == (2, "queued")


def test_a_check_that_waits_can_be_stopped():
    check = handed_in(content=b"%PDF-1.7 invented")
    stop_check(check, by=None)
    check = Check.objects.get(pk=check.pk)
    assert (check.state, check.is_waiting) == ("cancelled", False)
    with pytest.raises(Exception, match="ended already"):
        stop_check(check, by=None)


def test_the_file_is_removed_after_ninety_days_and_what_was_found_stays():
    check = judged(findings=2)
    assert remove_old_files(check.ended_at + KEPT) == 0
    assert remove_old_files(check.ended_at + 2 * KEPT) == 1
    kept = Check.objects.get(pk=check.pk)
    assert (kept.file.name, kept.findings.count(), check.file.storage.exists(check.file.name)) == ("", 2, False)


def test_findings_are_filtered_and_downloaded_as_filtered(client, make_user):
    check = judged(states.FAIL, findings=30)
    client.force_login(make_user("secretary"))
    address = check.get_absolute_url()
    assert client.get(address).content.decode().count('<li id="finding-') == 25
    assert client.get(f"{address}?verdict=pass").content.decode().count('<li id="finding-') == 0
    assert len(client.get(f"{address}?format=csv&page=2").getvalue().decode().splitlines()) == 31
    assert len(client.get(f"{address}?format=csv&verdict=pass").getvalue().decode().splitlines()) == 1


def test_pages_ask_the_same_number_of_questions_for_one_row_and_for_many(client, make_user, django_assert_max_num_queries):
    client.force_login(make_user("secretary"))
    one = judged(states.FAIL, findings=1)
    for _time in range(4):
        judged(states.FAIL, findings=20)
    many = Check.objects.first()
    for address in (page("books"), page("book", one.book_id), one.get_absolute_url(), many.get_absolute_url(), page("packs"), page("register")):
        with django_assert_max_num_queries(15):
            assert client.get(address).status_code == 200
