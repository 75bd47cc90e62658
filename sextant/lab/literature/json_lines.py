"""Records of JSON: a line each, or members of a list in a document, without holding the document in memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain

from .findings import Problem
from .reading import Raw
from .sources import Line, Source

LISTS = ("results", "items", "data", "works")


def records(source: Source) -> Iterator[Raw]:
    """Every record, whether one a line or in a list; one that is cut in half or no JSON comes with a problem `refused`."""
    lines = (line for line in source.lines() if line.text.strip())
    first, second = next(lines, None), next(lines, None)
    if first is None:
        return
    rest = chain((second,) if second else (), lines)
    if DOCUMENT.match(first.text) or (second is not None and not second.text.startswith("{")):
        yield from _members(first.number, first.text, rest)
    else:
        for line in chain((first,), rest):
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


DOCUMENT = re.compile(rf'\s*(?:\[|\{{\s*(?:$|"(?:{"|".join(LISTS)}|meta|status)"))')
"""The beginning of a document: a list, or an object that has one (OpenAlex puts `meta` before it, Crossref `status`)."""
SIGN = re.compile(r'[\[\]{}]|"(?:[^"\\]|\\.)*"?')
"""A bracket, or a string (which in JSON never runs over a line)."""


def _members(number: int, text: str, lines: Iterator[Line]) -> Iterator[Raw]:
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


def _numbered(number: int, text: str, lines: Iterator[Line]) -> Iterator[tuple[int, str]]:
    for offset, piece in enumerate(text.split("\n")):
        yield number + offset, piece + "\n"
    for line in lines:
        yield line.number, line.text + "\n"


def _opens_records(piece: str, place: int, depth: int) -> bool:
    """Whether the bracket at that place opens the list of records: the document itself, or the value of a known name near its top."""
    before = piece[:place].rstrip().rstrip(":").rstrip()
    return depth == 1 or (depth <= 3 and before.endswith(tuple(f'"{name}"' for name in LISTS)))
