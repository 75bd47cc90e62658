"""ProQuest results as text: documents between lines of underscores, each a list of `Name: value`.

The bibliography of references that ProQuest may append (the same documents once more) is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Problem, Unreadable
from ..reading import Draft, Raw, kind_of, parts_of
from ..script import languages
from ..sources import Source

NAME = "proquest"
SEEN = True
RULE = re.compile(r"_{20,}\s*$")
DOCUMENT = re.compile(r"Document \d+ of (\d+)\s*$")
FIELD = re.compile(r"([A-Z][A-Za-z/ .()-]{2,40}): (.*)$")
NAMES = frozenset(
    [
        "abstract",
        "accession number",
        "advisor",
        "author",
        "classification",
        "committee member",
        "copyright",
        "country of publication",
        "database",
        "degree",
        "degree date",
        "department",
        "dissertation/thesis number",
        "doi",
        "document feature",
        "document type",
        "document url",
        "full text",
        "identifier / keyword",
        "isbn",
        "issn",
        "issue",
        "language",
        "last updated",
        "links",
        "number of pages",
        "number of references",
        "pages",
        "place of publication",
        "proquest document id",
        "publication date",
        "publication title",
        "publication year",
        "publisher",
        "school code",
        "source",
        "source type",
        "subject",
        "supplemental file",
        "title",
        "university location",
        "university/institution",
        "volume",
    ]
)


def recognises(source: Source, head: str) -> bool:
    """`Report Information from ProQuest`, or documents with their number below a rule."""
    return "Report Information from ProQuest" in head or bool(re.search(r"^_{20,}\s+Document \d+ of \d+", head, re.MULTILINE))


def records(source: Source) -> Iterator[Raw]:
    """From `Document n of m` to the next rule."""
    lines: list[str] = []
    start, promised, seen = 0, 0, 0
    problems: list[Problem] = []
    for line in source.lines():
        found = DOCUMENT.match(line.text)
        if RULE.match(line.text) or found:
            if start:
                yield Raw(start, "\n".join(lines).strip(), None, problems)
            lines, problems, start = [], [], line.number if found else 0
            if found:
                promised, seen = int(found[1]), seen + 1
        elif start:
            lines.append(line.text)
            problems += [line.problem] if line.problem else []
    if start:
        yield Raw(start, "\n".join(lines).strip(), None, [*problems, Problem("repaired", "record_without_end", value="____")])
    if seen != promised:
        source.damage.append(Problem("noted", "records_promised", value=str(promised), became=str(seen)))


def draft(raw: Raw) -> Draft:
    """The work: a dissertation with its university, advisors and subjects, or an article."""
    data = _fields(raw.text)
    if not data:
        raise Unreadable("record_empty")
    spoken = languages(data.get("language", ""))
    thesis = "dissertation" in data.get("document type", "").casefold()
    found = Draft(NAME, language=spoken[0] if spoken else "", languages=spoken)
    found.kind = "dissertation" if thesis else kind_of(data.get("document type", ""))
    found.entitle(data.get("title"))
    for name in parts_of(data.get("author")):
        found.add_person(name, affiliations=(data["university/institution"],) if thesis and "university/institution" in data else ())
    for name in parts_of(data.get("advisor")):
        found.add_person(name, "advisor")
    for scheme, name in (("proquest", "proquest document id"), ("doi", "doi"), ("isbn", "isbn"), ("issn", "issn")):
        for value in parts_of(data.get(name)):
            found.identify(scheme, value)
    found.date = data.get("degree date") or data.get("publication date") or data.get("publication year", "")
    found.dated(data.get("publication year"), found.date)
    found.venue = data.get("university/institution") or data.get("publication title", "")
    found.publisher, found.volume, found.issue = data.get("publisher", ""), data.get("volume", ""), data.get("issue", "")
    found.pages = data.get("number of pages" if thesis else "pages", "")
    found.summarise(data.get("abstract"))
    found.add_terms((data.get("identifier / keyword") or "").split(", "))
    found.add_terms(parts_of(data.get("subject")), "index")
    found.add_terms(parts_of(data.get("classification")), "category")
    return found


def _fields(text: str) -> dict[str, str]:
    """Values by their names in small letters; lines without a known name continue the one before."""
    fields: dict[str, str] = {}
    last = ""
    for line in text.splitlines():
        found = FIELD.match(line)
        if found and found[1].casefold() in NAMES:
            last = found[1].casefold()
            fields[last] = found[2].strip()
        elif last and line.strip():
            fields[last] += " " + line.strip()
    return fields
