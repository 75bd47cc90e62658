"""Rules put to a book: which rows speak of a passage, and which of them it meets."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable

from .demands import LEADING_WITHIN_PT, LENGTH_WITHIN_MM, Demand, Fit, Met, at_least, best, fit
from .norms import Pack, Row, Rule
from .pages import Reading
from .passages import Passage
from .tallies import Tally

Demands = Callable[[Row, Passage, Pack], tuple[Demand, ...] | None]


def tallies(pack: Pack, rule: Rule, book: list[Passage], reading: Reading, subject: str) -> list[Tally]:
    """The rule put to every passage: once by the rows that decide, once by those that do not. A row that is not verified speaks beside rows that
    decide only where they are not met and it is."""
    asked = BY_KIND[rule.kind]
    deciding, other = Tally(pack, rule, True), Tally(pack, rule, False)
    for passage in _column_pages(reading, book) if rule.kind == "columns" else book:
        if rule.ground == "coloured" and passage.coloured_ground is not True:
            _ground(rule, passage, deciding, other)
            continue
        rows = [one for one in rule.rows if one.holds_for(passage.volume)]
        firm = _chosen([one for one in rows if one.decides], passage, pack, subject, asked)
        if firm:
            deciding.take(firm, passage)
        loose = _chosen([one for one in rows if not one.decides], passage, pack, subject, asked)
        if loose and (firm is None or (firm.met is not Met.YES and loose.met is Met.YES)):
            other.take(loose, passage)
        if loose and firm is None:
            deciding.uncovered.add(passage.page)
    return [deciding, other]


def _ground(rule: Rule, passage: Passage, deciding: Tally, other: Tally) -> None:
    """Notes once that the ground under text was not measured, so that it is not known whether the rule speaks of it."""
    if passage.coloured_ground is None:
        for tally, rows in ((deciding, [one for one in rule.rows if one.decides]), (other, [one for one in rule.rows if not one.decides])):
            if rows and not tally.open:
                tally.take(Fit(rows[0], (Demand("ground", Met.UNKNOWN, None, None, "sRGB"),)), passage)


def _chosen(rows: list[Row], passage: Passage, pack: Pack, subject: str, asked: Demands) -> Fit | None:
    """The best row for the passage; None where no row speaks of it. Where rows differ by subject and none was named, all must agree."""
    fits = [Fit(row, found) for row in rows if (found := asked(row, passage, pack)) is not None]
    subjects = sorted({one.row.subject for one in fits} - {""})
    if subject or not subjects:
        mine = [one for one in fits if one.row.subject in ("", subject)]
        return best(mine) if mine else None
    general = [one for one in fits if not one.row.subject]
    each = [best(general)] if general else []
    each += [best([one for one in fits if one.row.subject in ("", name)]) for name in subjects]
    if len({one.met for one in each}) == 1:
        return min(each, key=Fit.far)
    return Fit(each[-1].row, (Demand("subject", Met.UNKNOWN, None, " | ".join(subjects), "subject"),))


def _column_pages(reading: Reading, book: list[Passage]) -> Iterable[Passage]:
    """One passage for each page that is set in columns: its verse or prose, around all its text."""
    columns: dict[int, set[int]] = {}
    for run in reading.text:
        columns.setdefault(run.page, set()).add(run.column)
    gaps = {one.page: one.column_gap_mm for one in reading.pages}
    by_page: dict[int, list[Passage]] = {}
    for passage in book:
        by_page.setdefault(passage.page, []).append(passage)
    for page, found in sorted(by_page.items()):
        if gaps.get(page) is not None or len(columns.get(page, ())) > 1:
            boxes = [one.box for one in found]
            box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
            yield dataclasses.replace(found[0], box=box, verse=all(one.verse for one in found), measure_mm=gaps.get(page))


def _type(row: Row, passage: Passage, pack: Pack) -> tuple[Demand, ...]:
    return fit(row, passage, pack.point_mm).demands


def _word_space(row: Row, passage: Passage, pack: Pack) -> tuple[Demand, ...] | None:
    """Spaces between words not less than the type size. A single word has none."""
    if " " not in passage.string.strip() and passage.word_space_pt is None:
        return None
    return (at_least("words", passage.word_space_pt, passage.size_pt, LEADING_WITHIN_PT, "pt"),)


def _columns(row: Row, page: Passage, pack: Pack) -> tuple[Demand, ...]:
    """The gap between columns, which the page's passage carries as its measure; whether a rule is printed between them is not seen."""
    demands = []
    if row.verse_only:
        demands.append(_verse(page.verse))
    if row.gap_mm is not None:
        gap = at_least("gap", page.measure_mm, row.gap_mm, LENGTH_WITHIN_MM, "mm")
        least = row.gap_with_rule_mm
        if gap.met is Met.NO and least is not None and at_least("gap", page.measure_mm, least, LENGTH_WITHIN_MM, "mm").met is Met.YES:
            gap = dataclasses.replace(gap, met=Met.UNKNOWN)
        demands.append(gap)
    return tuple(demands)


def _verse(verse: bool) -> Demand:
    return Demand("columns", Met.YES if verse else Met.NO, "verse" if verse else "prose", "verse", "columns", 0.0 if verse else -1.0)


def _density(row: Row, passage: Passage, pack: Pack) -> tuple[Demand, ...] | None:
    """Density of a ground that is not white: at most `density_max` under text, at least `density_min` under inverse text."""
    if passage.coloured_ground is False and not passage.inverse:
        return None
    bound = row.density_min if passage.inverse else row.density_max
    if bound is None:
        return None
    required = f"≥ {bound:g}" if passage.inverse else f"≤ {bound:g}"
    if passage.density is None or passage.inverse is None:
        return (Demand("density", Met.UNKNOWN, passage.density, required, "density"),)
    slack = passage.density - bound if passage.inverse else bound - passage.density
    return (Demand("density", Met.YES if slack >= 0 else Met.NO, round(passage.density, 2), required, "density", slack),)


def _coloured(row: Row, passage: Passage, pack: Pack) -> tuple[Demand, ...]:
    return (_whether(passage.coloured_ink, "coloured", "black | grey | white"),)


def _inverse(row: Row, passage: Passage, pack: Pack) -> tuple[Demand, ...]:
    return (_whether(passage.inverse, "inverse", "dark on light"),)


def _whether(found: bool | None, name: str, required: str) -> Demand:
    if found is None:
        return Demand("ink", Met.UNKNOWN, None, required, "ink")
    return Demand("ink", Met.NO, name, required, "ink", -1.0) if found else Demand("ink", Met.YES, required, required, "ink")


BY_KIND: dict[str, Demands] = {
    "type": _type,
    "word_space": _word_space,
    "columns": _columns,
    "ground_density": _density,
    "coloured_type": _coloured,
    "inverse_type": _inverse,
}
