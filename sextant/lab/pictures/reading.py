"""What a picture is by its content: PNG, JPEG, GIF or WebP, walked block by block to its end.

Pixels are never decoded, so a picture that would unpack to gigabytes costs nothing. A file that breaks off or whose blocks
do not add up is refused. What follows the end (phones put a film or a depth map there, others a second file) is not the
picture's: `Picture.end` says where to cut it off.
"""

from collections.abc import Callable

from sextant.lab.pictures import gif, jpeg, png, webp
from sextant.lab.pictures.blocks import Picture, PictureError

READERS: tuple[tuple[bytes, Callable[[bytes], Picture]], ...] = (
    (png.START, png.read),
    (b"\xff\xd8\xff", jpeg.read),
    (b"GIF87a", gif.read),
    (b"GIF89a", gif.read),
    (b"RIFF", webp.read),
)

__all__ = ["Picture", "PictureError", "read_picture"]


def read_picture(content: bytes) -> Picture | None:
    """The picture's kind, measures and end; None for bytes that are no picture of these kinds; PictureError for a broken one."""
    for start, read in READERS:
        if content.startswith(start):
            if start == b"RIFF" and content[8:12] != b"WEBP":
                return None
            found = read(content)
            if found.width < 1 or found.height < 1:
                raise PictureError("empty")
            return found
    return None
