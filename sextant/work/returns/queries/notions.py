"""Where a series changes its meaning: breaks that were declared, items that took the place of others, definitions that were reworded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Q
from django.utils.translation import gettext as _

from sextant.base.ui.breaks import Break
from sextant.lab.returns import dictionary, indicators
from sextant.lab.returns.questionnaires import Item
from sextant.work.returns.answering import said
from sextant.work.returns.models import Collection, SurveyTerm
from sextant.work.returns.queries.figures import Point
from sextant.work.returns.queries.questionnaires import Held, versions_of
from sextant.work.returns.queries.words import variable_name

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True)
class Notions:
    """What is known of one collection: breaks of all its series, and by variable the years from which on it means something else."""

    declared: list[Break] = field(default_factory=list)
    changed: dict[str, list[Break]] = field(default_factory=dict)

    def of(self, codes: Iterable[str]) -> list[Break]:
        """The breaks of series that are reckoned from these variables; one a year, with all its reasons."""
        found: dict[int, list[Break]] = {}
        for one in [*self.declared, *(change for code in dict.fromkeys(codes) for change in self.changed.get(code, []))]:
            found.setdefault(one.year, []).append(one)
        return [_together(year, same) for year, same in sorted(found.items())]

    def of_code(self, code: str) -> list[Break]:
        """The same for an indicator or a variable."""
        definition = indicators.definitions().get(code)
        return self.of(definition.inputs if definition else [code])


def _together(year: int, same: list[Break]) -> Break:
    reasons = dict.fromkeys(str(one.reason) for one in same)
    return Break(year, "; ".join(reasons), all(one.bridged for one in same))


def notions_of(collection: Collection, region: str = "") -> Notions:
    """Breaks declared for all, and for the region where one is named; changes of notions by questionnaires and by the survey's own list.

    Three queries, and one more for each questionnaire that the collection was asked with.
    """
    rows = collection.breaks.filter(Q(region="") | Q(region=region)).order_by("year", "region")
    changed: dict[str, list[Break]] = {}
    for code in sorted(set(collection.rounds.values_list("questionnaire", flat=True))):
        for key, one in of_questionnaire([version for version in versions_of(code) if not version.never]):
            changed.setdefault(key, []).append(one)
    for key, one in of_terms(list(collection.terms.all())):
        changed.setdefault(key, []).append(one)
    return Notions([Break(one.year, one.reason) for one in rows], changed)


def cuts_of(collection: Collection, last: int) -> dict[str, list[Break]]:
    """By variable the changes up to a year across which no earlier figure can be carried on; forecasts learn nothing across them."""
    changed = notions_of(collection).changed
    cut = {code: [one for one in rows if not one.bridged and one.year <= last] for code, rows in sorted(changed.items())}
    return {code: rows for code, rows in cut.items() if rows}


def of_questionnaire(versions: list[Held]) -> Iterator[tuple[str, Break]]:
    """Variable and break of every item that took another's place, and of every definition that was reworded."""
    for held in versions:
        earlier = held.earlier.asked.by_key if held.earlier else {}
        for item in held.asked.items.values():
            yield from _replaced(item, earlier)
            before = earlier.get(item.key)
            if before is not None and said(before.definition) != said(item.definition):
                words = {"before": said(before.definition), "now": said(item.definition)}
                yield item.key, Break(held.since, _("the definition was reworded: “%(before)s” became “%(now)s”") % words, True)


def _replaced(item: Item, earlier: Mapping[str, Item]) -> Iterator[tuple[str, Break]]:
    names = {key: said(one.label) for key, one in earlier.items()}
    for one in item.replaces:
        old = names.get(one.code) or variable_name(one.code)
        reason = _reason(old, said(item.label), rule_in_words(one.formula, names), said(one.note))
        for key in dict.fromkeys((one.code, item.key)):
            yield key, Break(one.until + 1, reason, bool(one.formula))


def of_terms(terms: list[SurveyTerm]) -> Iterator[tuple[str, Break]]:
    """Our variable and break of every variable of a survey's own list that another one replaced, or that ended."""
    known = {term.code: term for term in terms}
    names = {term.code: term.name for term in terms}
    for term in terms:
        if term.valid_until is None:
            continue
        later = known.get(term.replaced_by)
        if later is None:
            words = {"name": term.name, "year": term.valid_until}
            reason = _("“%(name)s” was asked until %(year)s, and nothing took its place") % words
        else:
            reason = _reason(term.name, later.name, rule_in_words(term.rule, names), term.note)
        year = max(term.valid_until + 1, later.valid_from or 0) if later else term.valid_until + 1
        for code in {term.variable, later.variable if later else ""} - {""}:
            yield code, Break(year, reason, bool(term.rule))


def _reason(old: str, new: str, rule: str, note: str) -> str:
    words = {"old": old, "new": new, "rule": rule, "note": note}
    if rule and note:
        return _("“%(new)s” took the place of “%(old)s”; earlier figures go on as %(rule)s: %(note)s") % words
    if rule:
        return _("“%(new)s” took the place of “%(old)s”; earlier figures go on as %(rule)s") % words
    if note:
        return _("“%(new)s” took the place of “%(old)s”, and earlier figures are not to be compared: %(note)s") % words
    return _("“%(new)s” took the place of “%(old)s”, and earlier figures are not to be compared") % words


def rule_in_words(formula: str, names: Mapping[str, str]) -> str:
    """A bridge with the names of what it is reckoned from: “Loans” + “Renewals” × 0.5."""

    def named(found: re.Match[str]) -> str:
        code = found[0]
        if code in names:
            return _("“%(name)s”") % {"name": names[code]}
        return _("“%(name)s”") % {"name": variable_name(code)} if code in dictionary.variables() else code

    return NAME.sub(named, formula).replace("*", "×").replace("/", "÷")


def firsts(years: Iterable[int], breaks: Iterable[Break]) -> dict[int, str]:
    """By year, why it means something else than the years before: the first one held from the year of a break on."""
    held, found = sorted(years), dict[int, list[str]]()
    for one in sorted(breaks, key=lambda one: one.year):
        later = [year for year in held if year >= one.year]
        if later and later[0] != held[0]:
            found.setdefault(later[0], []).append(_("From %(year)s on: %(reason)s") % {"year": one.year, "reason": one.reason})
    return {year: "; ".join(reasons) for year, reasons in found.items()}


def marked(points: list[Point], breaks: list[Break]) -> list[Point]:
    """The same points; those that mean something else than the ones before say why."""
    reasons = firsts([point.year for point in points], breaks)
    return [replace(point, broken=reasons.get(point.year, "")) for point in points]
