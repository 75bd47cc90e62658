"""A photo keeps nothing of what the camera wrote beside it."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sextant.work.careers.uploads import photo_in


def test_where_and_by_whom_a_photo_was_taken_is_taken_out_and_it_stands_upright():
    taken = Image.Exif()
    taken[0x0112] = 6
    taken[0x013B] = "Secret Photographer"
    taken.get_ifd(0x8825)[1] = "N"
    taken.get_ifd(0x8825)[2] = (55.0, 45.0, 7.0)
    content = io.BytesIO()
    Image.new("RGB", (40, 20), (200, 30, 30)).save(content, "JPEG", exif=taken)
    photo = photo_in(SimpleUploadedFile("me.jpg", content.getvalue()))
    with Image.open(io.BytesIO(photo.content)) as kept:
        assert (kept.size, dict(kept.getexif())) == ((20, 40), {})
    assert b"Secret" not in photo.content
