"""Records of tagged lines: RIS (`TY  - JOUR`), Web of Science (`TI Title`), MEDLINE (`TI  - Title`). Split and gathered as they stream by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .findings import Problem
from .reading import Raw
from .sources import Line, Source


@dataclass(frozen=True, slots=True)
class Layout:
    """How lines are tagged. `tag` has a group for the tag and one for the value; `opens` are tags that begin a record, `closes` the one
    that ends it (empty: a blank line or the next beginning); `per_line` are tags whose further lines are values of their own."""

    tag: re.Pattern[str]
    opens: frozenset[str]
    closes: str = ""
    skip: frozenset[str] = frozenset()
    per_line: frozenset[str] = frozenset()
    ends_with: str = ""


RIS = Layout(re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?$"), frozenset({"TY"}), "ER")
WOS = Layout(
    re.compile(r"([A-Z][A-Z0-9])(?: (.*))?$"),
    frozenset({"PT"}),
    "ER",
    frozenset({"FN", "VR"}),
    frozenset({"AU", "AF", "CR", "C1", "C3", "BE", "ED", "BA", "BF", "CA"}),
    "EF",
)
MEDLINE = Layout(re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)$"), frozenset({"PMID"}))


@dataclass(slots=True)
class _Gathering:
    """A record while its lines come."""

    line: int
    lines: list[str] = field(default_factory=list)
    data: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    last: str = ""

    def finished(self, *more: Problem) -> Raw:
        return Raw(self.line, "\n".join(self.lines).rstrip(), self.data, [*self.problems, *more])


def records(source: Source, layout: Layout) -> Iterator[Raw]:
    """Every record as tag → values. One without its end, and lines before any beginning, are kept and said."""
    gathering: _Gathering | None = None
    ended = not layout.ends_with
    for line in source.lines():
        found = layout.tag.match(line.text)
        tag = found[1] if found else ""
        if layout.ends_with and tag == layout.ends_with and not (found and found[2]):
            ended = True
            continue
        if tag in layout.opens or (gathering is None and line.text.strip() and tag not in layout.skip):
            if gathering is not None:
                yield gathering.finished(*_unclosed(layout))
            gathering = _Gathering(line.number)
            if tag not in layout.opens:
                gathering.problems.append(Problem("repaired", "record_without_beginning", value=line.text[:60]))
        if gathering is None:
            continue
        gathering.lines.append(line.text)
        if tag and tag == layout.closes:
            yield gathering.finished()
            gathering = None
            continue
        _gather(gathering, line, tag, (found[2] or "") if found else "", layout)
    if gathering is not None and any(text.strip() for text in gathering.lines):
        yield gathering.finished(*_unclosed(layout))
    if not ended:
        source.damage.append(Problem("noted", "end_of_file_missing", value=layout.ends_with))


def _gather(gathering: _Gathering, line: Line, tag: str, value: str, layout: Layout) -> None:
    if line.problem:
        gathering.problems.append(line.problem)
    if tag:
        gathering.data.setdefault(tag, []).append(value.strip())
        gathering.last = tag
    elif line.text.strip() and gathering.last:
        values = gathering.data[gathering.last]
        if gathering.last in layout.per_line:
            values.append(line.text.strip())
        else:
            values[-1] = f"{values[-1]} {line.text.strip()}".strip()


def _unclosed(layout: Layout) -> tuple[Problem, ...]:
    return (Problem("repaired", "record_without_end", value=layout.closes),) if layout.closes else ()


def first(data: dict[str, list[str]], *tags: str) -> str:
    """The first value of the first tag that has one."""
    return next((value for tag in tags for value in data.get(tag, ()) if value), "")
