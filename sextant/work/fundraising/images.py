"""Pictures of appeals, looked into before anything is kept: PNG, JPEG and WebP by their content, neither too heavy nor too large or small."""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from sextant.lab.pictures import Picture, PictureError, read_picture

LARGEST = 4 * 1024 * 1024
SMALLEST_SIDE, LARGEST_SIDE = 200, 8000
ENDINGS = {"png": "png", "jpeg": "jpg", "webp": "webp"}


@dataclass(frozen=True)
class Image:
    """A picture that may be shown: its kind, its size in pixels, its SHA-256 and its bytes without what follows its end."""

    kind: str
    ending: str
    width: int
    height: int
    sha256: str
    content: bytes


def inspect(upload: UploadedFile) -> Image:
    """Looks into the file; refuses what is no picture, damaged, too large or too small, with a sentence."""
    content = upload.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValidationError(_("The picture is larger than 4 MB. Make it smaller: 1600 pixels across are enough."))
    try:
        found = read_picture(content)
    except PictureError as damaged:
        raise ValidationError(_("The picture is damaged or breaks off. Save it anew and send it again.")) from damaged
    if found is None or found.kind not in ENDINGS:
        raise ValidationError(_("This is no picture that can be shown. Choose a PNG, JPEG or WebP file."))
    _refuse_size(found)
    own = content[: found.end]
    return Image(f"image/{found.kind}", ENDINGS[found.kind], found.width, found.height, hashlib.sha256(own).hexdigest(), own)


def _refuse_size(picture: Picture) -> None:
    if min(picture.width, picture.height) < SMALLEST_SIDE:
        raise ValidationError(_("The picture is too small: each side needs at least %(pixels)s pixels.") % {"pixels": SMALLEST_SIDE})
    if max(picture.width, picture.height) > LARGEST_SIDE:
        raise ValidationError(_("The picture has more than %(pixels)s pixels on a side. Make it smaller.") % {"pixels": LARGEST_SIDE})
