"""A photo that comes in with a story, looked into before it is kept."""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from sextant.lab.pictures import PictureError, read_picture

LARGEST = 5 * 1024 * 1024
SIDE = 8000
TYPES = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


@dataclass(frozen=True)
class Photo:
    """A still picture that may be kept; `kind` is a key of TYPES."""

    kind: str
    sha256: str
    content: bytes


def photo_in(upload: UploadedFile) -> Photo:
    """Refuses what is too heavy, no picture by its content, broken, moving, or larger than 8000 pixels; cuts away what follows its end."""
    content = upload.read(LARGEST + 1)
    if not content or len(content) > LARGEST:
        raise ValidationError({"photo": _("The photo is empty or larger than 5 MB. Save it smaller and send it again.")})
    try:
        picture = read_picture(content)
    except PictureError as wrong:
        raise ValidationError({"photo": _("The picture is damaged or breaks off. Save it anew and send it again.")}) from wrong
    if picture is None or picture.kind not in TYPES or picture.frames > 1:
        raise ValidationError({"photo": _("A photo is JPEG, PNG or WebP by its content, and does not move. Save it as one of them.")})
    if max(picture.width, picture.height) > SIDE:
        raise ValidationError({"photo": _("The picture is larger than anything we show. Save it smaller and send it again.")})
    content = content[: picture.end]
    return Photo(picture.kind, hashlib.sha256(content).hexdigest(), content)
