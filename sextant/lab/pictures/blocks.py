"""What every reader of pictures uses: the answer, the refusal, and bytes that may not be there."""

from dataclasses import dataclass


class PictureError(ValueError):
    """The file begins like a picture and is none: `broken` (breaks off or does not add up), `trailing` (something follows its end), `empty`."""


@dataclass(frozen=True)
class Picture:
    """Kind (`png`, `jpeg`, `gif`, `webp`), size in pixels, number of frames, and seconds of one run of its animation."""

    kind: str
    width: int
    height: int
    frames: int = 1
    seconds: float = 0.0


def part(content: bytes, start: int, length: int) -> bytes:
    """So many bytes from there; PictureError where the file ends before."""
    found = content[start : start + length]
    if length < 0 or len(found) != length:
        raise PictureError("broken")
    return found


def whole(content: bytes, end: int) -> None:
    """PictureError where something stands after the picture's end."""
    if end != len(content):
        raise PictureError("trailing" if end < len(content) else "broken")
