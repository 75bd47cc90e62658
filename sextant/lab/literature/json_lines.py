"""Records of JSON: a line each, or members of a list in a document, without holding the document in memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from .findings import Problem
from .reading import Raw
from .sources import Source

LISTS = ("results", "items", "data", "works")


def records(source: Source) -> Iterator[Raw]:
    """Every record, whether one a line or in a list; one that is cut in half or no JSON comes with a problem `refused`."""
    lines = (line for line in source.lines() if line.text.strip())
    first = next(lines, None)
    if first is None:
        return
    start = first.text.lstrip()
    if start.startswith("{") and _whole(first.text) is not None and not _is_envelope(_whole(first.text)):
        yield _of_line(first.number, first.text, first.problem)
        for line in lines:
            yield _of_line(line.number, line.text, line.problem)
    elif start.startswith("{") and (_ends_like_line(first.text) or _whole(first.text) is None) and not _opens_list(first.text):
        yield from _loose(first, lines)
    else:
        yield from _members(first.number, first.text, lines)


def _loose(first: Any, lines: Iterator[Any]) -> Iterator[Raw]:
    """A first line that is no whole record: a cut line before whole ones, or a document over many lines."""
    second = next(lines, None)
    if second is not None and _whole(second.text) is None:
        yield from _members(first.number, first.text + "\n" + second.text, lines)
        return
    yield _of_line(first.number, first.text, first.problem)
    if second is not None:
        yield _of_line(second.number, second.text, second.problem)
    for line in lines:
        yield _of_line(line.number, line.text, line.problem)


def _of_line(number: int, text: str, problem: Problem | None) -> Raw:
    problems = [problem] if problem else []
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as reason:
        return Raw(number, text, None, [*problems, Problem("refused", "json_broken", value=str(reason))])
    if not isinstance(data, dict):
        return Raw(number, text, None, [*problems, Problem("refused", "json_no_record", value=text[:60])])
    return Raw(number, text, data, problems)


SIGN = re.compile(r'[\[\]{}]|"(?:[^"\\]|\\.)*"?')
"""A bracket, or a string (which in JSON never runs over a line)."""


def _members(number: int, text: str, lines: Iterator[Any]) -> Iterator[Raw]:
    """Objects of the first list of a document, as they stream by: brackets are counted outside strings."""
    depth, base, begun, kept = 0, -1, 0, list[str]()
    for line, piece in _numbered(number, text, lines):
        start = 0
        for sign, place in ((found[0], found.start()) for found in SIGN.finditer(piece)):
            depth += (sign in "[{") - (sign in "]}")
            if base < 0:
                base = depth if sign == "[" and _opens_records(piece, place, depth) else base
            elif sign == "{" and depth == base + 1:
                start, begun, kept = place, line, []
            elif sign == "}" and depth == base:
                yield _of_line(begun, "".join(kept) + piece[start : place + 1], None)
                kept, begun = [], 0
            elif depth < base:
                return
        if begun:
            kept.append(piece[start:])
    if begun:
        yield Raw(begun, "".join(kept).strip(), None, [Problem("refused", "json_broken", value="end of file")])


def _numbered(number: int, text: str, lines: Iterator[Any]) -> Iterator[tuple[int, str]]:
    for offset, piece in enumerate(text.split("\n")):
        yield number + offset, piece + "\n"
    for line in lines:
        yield line.number, line.text + "\n"


def _opens_records(piece: str, place: int, depth: int) -> bool:
    """Whether the bracket at that place opens the list of records: the document itself, or the value of a known name near its top."""
    before = piece[:place].rstrip().rstrip(":").rstrip()
    return depth == 1 or (depth <= 3 and before.endswith(tuple(f'"{name}"' for name in LISTS)))


def _opens_list(text: str) -> bool:
    return any(f'"{name}"' in text[:4000] for name in LISTS) and _whole(text) is None and not text.lstrip().startswith('{"id"')


def _ends_like_line(text: str) -> bool:
    return text.rstrip().endswith("}")


def _whole(text: str) -> Any | None:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _is_envelope(data: Any) -> bool:
    """A document that holds a list of records (also below `message`), not a record."""
    if not isinstance(data, dict):
        return False
    return any(isinstance(data.get(name), list) for name in LISTS) or (isinstance(data.get("message"), dict) and "items" in data["message"])
