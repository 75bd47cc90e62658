"""Titles on offer that a list of awards or recommendations of another house names. Compares with the lab: imported by jobs, never by pages."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sextant.lab.acquisitions.award_lists import Listed, eligible
from sextant.lab.acquisitions.candidates import number
from sextant.lab.acquisitions.titles import NO, Title, mark
from sextant.society.members import award_lists


def with_lists(offered: Sequence[Title]) -> list[Title]:
    """The titles on offer, with the code of every list that names them among their awards. Doubtful likeness counts for nothing."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in eligible(offered, _listed()):
        if one.by != "doubtful" and one.listed.award not in found[one.title.id]:
            found[one.title.id].append(one.listed.award)
    return [_named(one, found[one.id]) if one.id in found else one for one in offered]


def _listed() -> Iterator[Listed]:
    for one in award_lists.lists():
        for line, entry in enumerate(one.entries, 1):
            yield Listed(one.code, "", entry.title, entry.author, entry.year, "award", number(entry.isbn), one.source, "", line)


def _named(title: Title, codes: list[str]) -> Title:
    marks = (*(word for word in title.tags.get("awards", ()) if word != NO), *(mark("awards", code) for code in codes))
    return replace(title, tags={**title.tags, "awards": tuple(dict.fromkeys(marks))}, awards=(*title.awards, *codes))
