"""What every reader of pictures uses: the answer, the refusal, and bytes that may not be there."""

from dataclasses import dataclass, field


class PictureError(ValueError):
    """The file begins like a picture and is none: `broken` (breaks off or does not add up), `empty` (no pixels)."""


@dataclass(frozen=True)
class Picture:
    """Kind (`png`, `jpeg`, `gif`, `webp`), size in pixels, number of frames, and seconds of one run of its animation.

    `end` is where the picture ends, in bytes; what follows there is not the picture's, and `content[:picture.end]` is what to keep.
    """

    kind: str
    width: int
    height: int
    frames: int = 1
    seconds: float = 0.0
    end: int = field(default=0, compare=False)


def part(content: bytes, start: int, length: int) -> bytes:
    """So many bytes from there; PictureError where the file ends before."""
    found = content[start : start + length]
    if length < 0 or len(found) != length:
        raise PictureError("broken")
    return found
