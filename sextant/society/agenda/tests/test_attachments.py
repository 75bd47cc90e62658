"""Files of initiatives: told by content, handed out as downloads, as open as their initiative."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from sextant.society.agenda import actions
from sextant.society.agenda.attached import inspect
from sextant.society.agenda.tests.factories import InitiativeFactory

PDF = b"%PDF-1.7 minutes"


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("minutes.exe", PDF, "minutes.pdf"),
        ("../../etc/passwd.txt", "Список".encode(), "passwd.txt"),
        ("a\r\nSet-Cookie: x.pdf", PDF, "a__Set-Cookie_ x.pdf"),
        ("Отчёт «2026».docx", zipped("word/document.xml"), "Отчёт «2026».docx"),
    ],
)
def test_a_file_is_named_by_what_it_is(name, content, kept):
    upload = SimpleUploadedFile("x", content)
    upload._name = name
    assert inspect(upload).name == kept


@pytest.mark.once
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00binary",
        b"<html><script>",
        b"  <svg onload=x>",
        zipped("evil.js"),
        b"PK\x03\x04broken",
        zipped("word/document.xml", "word/vbaProject.bin"),
    ],
)
def test_programs_pages_and_macros_are_refused(content):
    with pytest.raises(ValidationError):
        inspect(SimpleUploadedFile("harmless.pdf", content))


@pytest.fixture
def attachment(db, make_user):
    return actions.attach_file(InitiativeFactory(is_public=False), upload=SimpleUploadedFile("minutes.pdf", PDF), by=make_user("secretary"))


def test_a_file_of_a_private_initiative_is_not_handed_to_a_visitor(attachment, client):
    assert client.get(f"/en/agenda/files/{attachment.pk}/").status_code == 302


def test_a_file_goes_out_as_a_download_that_no_browser_opens_by_itself(attachment, client, make_user):
    client.force_login(make_user("director"))
    answer = client.get(f"/en/agenda/files/{attachment.pk}/")
    assert b"".join(answer.streaming_content) == PDF
    assert (answer["Content-Disposition"], answer["X-Content-Type-Options"]) == ('attachment; filename="minutes.pdf"', "nosniff")


def test_the_same_file_is_attached_once(attachment, make_user):
    with pytest.raises(ValidationError, match="attached already"):
        actions.attach_file(attachment.initiative, upload=SimpleUploadedFile("other.pdf", PDF), by=make_user())
