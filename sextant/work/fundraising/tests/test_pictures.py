"""Pictures of appeals: told by their content, with a sentence where they cannot be shown, and kept without what follows their end."""

import struct

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from sextant.work.fundraising.actions.appeals import add_picture
from sextant.work.fundraising.demo.pictures import shelf
from sextant.work.fundraising.tests.factories import an_appeal

pytestmark = pytest.mark.django_db
FILM = b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 64
"""What phones put after the end of a moving photograph."""


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def jpeg(width=640, height=480):
    """The frame of a photograph with an EXIF block that holds a smaller one, which ends before the photograph does."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    exif = b"Exif\x00\x00" + b"\xff\xd8\xff\xd9"
    parts = ((0xE1, exif), (0xC0, frame), (0xDA, b"\x01\x01\x00\x00\x3f\x00"))
    return b"\xff\xd8" + b"".join(bytes([0xFF, code]) + struct.pack(">H", len(data) + 2) + data for code, data in parts) + b"\x11\xff\xd9"


def taken(content, appeal=None, name="photo.jpg"):
    return add_picture(appeal or an_appeal(), upload=SimpleUploadedFile(name, content), alt_ru="Полка", alt_en="", by=None)


@pytest.mark.parametrize(
    ("content", "kind", "size"), [(jpeg(), "image/jpeg", (640, 480)), (shelf(1, "sea"), "image/png", (1200, 675))], ids=["jpeg", "png"]
)
def test_a_photograph_with_a_film_after_its_end_is_taken_without_the_film(content, kind, size):
    picture = taken(content + FILM)
    assert (picture.kind, (picture.width, picture.height), picture.file.open("rb").read()) == (kind, size, content)


def test_the_same_photograph_with_another_trailer_is_there_already():
    appeal = an_appeal()
    taken(jpeg() + FILM, appeal)
    with pytest.raises(ValidationError, match="there already"):
        taken(jpeg() + b"something else", appeal)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This is no picture that can be shown. Choose a PNG, JPEG or WebP file."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is no picture that can be shown. Choose a PNG, JPEG or WebP file."),
        (
            b"GIF89a\x01\x00\x01\x00\x00\x00\x00\x2c" + b"\x00" * 9 + b"\x02\x00\x3b",
            "This is no picture that can be shown. Choose a PNG, JPEG or WebP file.",
        ),
        (jpeg()[:-2], "The picture is damaged or breaks off. Save it anew and send it again."),
        (jpeg(199, 480), "The picture is too small: each side needs at least 200 pixels."),
        (jpeg(8001, 480), "The picture has more than 8000 pixels on a side. Make it smaller."),
        (jpeg() + bytes(4 * 1024 * 1024), "The picture is larger than 4 MB. Make it smaller: 1600 pixels across are enough."),
    ],
    ids=["empty", "svg", "gif", "cut", "small", "large", "heavy"],
)
def test_what_cannot_be_shown_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(ValidationError) as refusal:
        taken(content)
    assert refusal.value.message_dict == {"upload": [sentence]}
