"""What an advertiser uploads, looked into before anything is kept: kind by content, weight, size in pixels, animation."""

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from sextant.lab.pictures import Picture, PictureError, read_picture
from sextant.work.advertising.models import Place

LARGEST_SIDE = 12_000
MOST_FRAMES = 200
DOTS_PER_MM = 300 / 25.4
"""Print asks for 300 dots an inch."""
ACTIVE_PDF = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/OpenAction", b"/AA", b"/RichMedia", b"/Encrypt")
MARKUP = re.compile(rb"\s*(<\?xml|<!doctype|<svg|<html|<script)", re.IGNORECASE)


@dataclass(frozen=True)
class Inspected:
    """A file that may be kept."""

    kind: str
    name: str
    size: int
    sha256: str
    content: bytes
    width: int = 0
    height: int = 0
    seconds: float = 0.0


def _refused(sentence: str) -> ValidationError:
    return ValidationError({"file": sentence})


def inspect(upload: UploadedFile, place: Place) -> Inspected:
    """Refuses, each with a sentence: what is too heavy, of another kind than the place takes, broken, of another size, or moves too long.

    What follows the end of a picture is cut away before anything is kept.
    """
    limit = place.weight_limit * 1024
    content = upload.read(limit + 1)
    if not content:
        raise _refused(_("The file is empty. Choose it again."))
    if len(content) > limit:
        raise _refused(_("The file is larger than %(limit)s KB. Save it smaller and send it again.") % {"limit": place.weight_limit})
    name = re.sub(r"[^\w .()«»,–-]", "_", (upload.name or "").replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")[-180:] or "file"
    picture = _picture(content)
    content = content[: picture.end] if picture else content
    kept: dict[str, Any] = {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest(), "content": content}
    if picture is not None:
        _refuse_kind(picture.kind, place)
        _refuse_measures(picture, place)
        return Inspected(picture.kind, **kept, width=picture.width, height=picture.height, seconds=picture.seconds)
    if content.startswith(b"%PDF-"):
        _refuse_kind("pdf", place)
        if any(mark in content for mark in ACTIVE_PDF):
            raise _refused(_("This PDF holds a script, an attachment or a password. Export it anew for print (PDF/X) and send it again."))
        return Inspected("pdf", **kept)
    if MARKUP.match(content[:512]):
        raise _refused(_("SVG and HTML are not taken: they can carry programs. Export the picture as PNG and send it again."))
    raise _refused(_("This is none of the kinds this place takes: %(kinds)s.") % {"kinds": place.file_types.upper().replace(",", ", ")})


def _picture(content: bytes) -> Picture | None:
    try:
        return read_picture(content)
    except PictureError as wrong:
        raise _refused(_("The picture is damaged or breaks off. Save it anew and send it again.")) from wrong


def _refuse_kind(kind: str, place: Place) -> None:
    if kind not in place.types:
        words = {"kind": kind.upper(), "kinds": place.file_types.upper().replace(",", ", ")}
        raise _refused(_("The file is %(kind)s by its content. This place takes: %(kinds)s.") % words)


def _refuse_measures(picture: Picture, place: Place) -> None:
    if max(picture.width, picture.height) > LARGEST_SIDE or picture.frames > MOST_FRAMES:
        raise _refused(_("The picture is larger than anything we show. Save it smaller and send it again."))
    if picture.frames > 1 and picture.seconds > place.seconds_limit:
        if not place.seconds_limit:
            raise _refused(_("This place takes no moving pictures. Send a still one."))
        shown: dict[str, int] = {"seconds": round(picture.seconds), "limit": place.seconds_limit}
        raise _refused(_("The animation runs %(seconds)s seconds; %(limit)s are allowed. Make it shorter and send it again.") % shown)
    found = f"{picture.width} × {picture.height}"
    if place.measure == Place.Measure.PIXELS:
        wanted = [(place.width * times, place.height * times) for times in (1, 2)]
        if place.width and (picture.width, picture.height) not in wanted:
            words = {"found": found, "wanted": " / ".join(f"{a} × {b}" for a, b in wanted)}
            raise _refused(_("The picture is %(found)s pixels; this place takes %(wanted)s.") % words)
    elif place.width and (picture.width < place.width * DOTS_PER_MM * 0.98 or picture.height < place.height * DOTS_PER_MM * 0.98):
        least = f"{round(place.width * DOTS_PER_MM)} × {round(place.height * DOTS_PER_MM)}"
        raise _refused(_("The picture is %(found)s pixels; print at 300 dots an inch needs %(least)s.") % {"found": found, "least": least})
