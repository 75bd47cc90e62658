"""A reading beside its norms: three-valued by rule and as a whole. Nothing that was not measured, and no row that was not verified, makes a pass."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sextant.lab.sentences import Said

from .age_marks import MARKS, imprint_pages, marks_on
from .demands import Demand, Fit, Met
from .findings import refuse, say
from .norms import AGES, KINDS, Pack, Rule
from .pages import Box, Reading
from .passages import Passage, passages
from .tables import tallies
from .tallies import Tally
from .verdicts import Finding, Judgement, RuleSummary, Verdict

BLANK = "blank"
"""The reason of a page on which nothing is painted: there is nothing to read on it, and it does not hold up a verdict on the others."""


def youngest(ages: Sequence[str]) -> str:
    """The age whose norms hold for a book meant for several: the youngest. Raises PublicationError for an age there is none of."""
    for one in ages:
        if one not in AGES:
            raise refuse("age_unknown", name=one, known=", ".join(AGES))
    if not ages:
        raise refuse("age_unknown", name="", known=", ".join(AGES))
    return min(ages, key=AGES.index)


def judge(
    reading: Reading,
    packs: Pack | Sequence[Pack],
    age: str | Sequence[str],
    kind: str,
    day: date | None = None,
    *,
    subject: str = "",
    catalogue_mark: str = "",
    exempt: str = "",
) -> Judgement:
    """What the packs say of the book for readers of that age.

    `age` may be several bands: the youngest decides. `day` only tells whether a pack was in force (the lab has no clock): a pack that was not is still
    put to the book, and the judgement says so. `subject` chooses among rows that differ by it (`primer`, `mathematics`, `popular-science` …).
    `catalogue_mark` is the age mark of the catalogue record, `exempt` the reason for which a book needs none. Raises PublicationError.
    """
    norms = (packs,) if isinstance(packs, Pack) else tuple(packs)
    band = youngest([age] if isinstance(age, str) else list(age))
    _asked(norms, kind, catalogue_mark)
    imprint = imprint_pages(reading)
    every = passages(reading)
    book = [one for one in every if one.page not in imprint] or every
    found: list[Tally] = []
    for pack in norms:
        for rule in pack.rules:
            if band in rule.ages and kind in rule.kinds:
                if rule.kind == "age_mark":
                    found.append(_age_mark(pack, rule, reading, imprint, catalogue_mark, exempt))
                elif book:
                    found += tallies(pack, rule, book, reading, subject)
    summaries = tuple(one for tally in found if (one := tally.close()))
    findings = tuple(finding for tally in found for finding in tally.findings())
    verdict = _overall(reading, book, summaries)
    set_aside = [one for one in imprint if any(p.page == one for p in every) and not any(p.page == one for p in book)]
    reasons = (*_reasons(reading, book, norms, summaries, band), *_remarks(norms, day, set_aside))
    return Judgement(reading, norms, band, kind, verdict, _sorted(findings), summaries, reasons, _by_eye(found), day, subject)


def _asked(norms: tuple[Pack, ...], kind: str, mark: str) -> None:
    if not norms:
        raise refuse("no_pack")
    if kind not in KINDS:
        raise refuse("kind_unknown", name=kind, known=", ".join(KINDS))
    if mark and mark not in MARKS:
        raise refuse("mark_unknown", name=mark, known=", ".join(MARKS))


def _overall(reading: Reading, book: list[Passage], rules: tuple[RuleSummary, ...]) -> Verdict:
    decided = [one.verdict for one in rules if one.decides]
    if "fail" in decided:
        return "fail"
    whole = bool(book) and all(one.checkable or one.why == BLANK for one in reading.pages)
    return "pass" if whole and decided and "not_checkable" not in decided else "not_checkable"


def _reasons(reading: Reading, book: list[Passage], norms: tuple[Pack, ...], rules: tuple[RuleSummary, ...], age: str) -> list[Said]:
    """Why nothing, or not everything, could be decided."""
    reasons = []
    if not book:
        reasons.append(say("why_flows" if reading.kind == "epub" and not reading.pages else "why_no_text"))
    elif not any(one.decides for one in rules):
        code = "why_only_unverified" if rules else "why_no_rule"
        reasons.append(say(code, packs=", ".join(one.id for one in norms), age=age.replace("-", "–")))
    shut = [one.page for one in reading.pages if not one.checkable and one.why != BLANK]
    if shut and book:
        reasons.append(say("why_pages", pages=numbered(shut), count=len(shut), all=len(reading.pages)))
    for one in rules:
        if one.decides and one.verdict == "not_checkable":
            reasons.append(_of_rule("why_uncovered" if one.uncovered and not one.unknown else "why_rule", one))
    return reasons


def _of_rule(code: str, one: RuleSummary) -> Said:
    """A sentence with the title of a rule in each language."""
    pages = numbered(one.uncovered)
    return Said(code, say(code, title=one.rule.title.en, pages=pages).en, say(code, title=one.rule.title.ru, pages=pages).ru)


def _remarks(norms: tuple[Pack, ...], day: date | None, imprint: list[int]) -> list[Said]:
    """What a reader of the verdict should know besides: packs out of force, pages set aside."""
    remarks = []
    for pack in norms:
        if day and not pack.in_force(day):
            remarks.append(_dated("pack_out_of_force", pack.id, day))
        elif not day and pack.valid_until:
            remarks.append(_dated("pack_lapsed", pack.id, pack.valid_until))
    if imprint:
        remarks.append(say("imprint_aside", pages=numbered(imprint)))
    return remarks


def _dated(code: str, name: str, day: date) -> Said:
    """A sentence with a day as each language writes it."""
    return Said(code, say(code, name=name, day=day.isoformat()).en, say(code, name=name, day=f"{day:%d.%m.%Y}").ru)


def numbered(pages: Sequence[int], most: int = 12) -> str:
    """Page numbers for a sentence, runs of them joined: 1–3, 7, 9 …"""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in runs[:most]]
    return ", ".join(shown) + (" …" if len(runs) > most else "")


def _by_eye(found: list[Tally]) -> tuple[Said, ...]:
    pages: dict[str, set[int]] = {}
    for tally in found:
        for dimension, where in tally.eye.items():
            if tally.decides:
                pages.setdefault(dimension, set()).update(where)
    return tuple(say(f"eye_{dimension}", pages=numbered(sorted(where))) for dimension, where in pages.items())


def _sorted(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those that decide first; failures, then open ones, then passes; each by page, from the top of the page down."""
    order = {"fail": 0, "not_checkable": 1, "pass": 2}
    return tuple(sorted(findings, key=lambda one: (not one.decides, order[one.verdict], one.page or 0, -(one.box[3] if one.box else 0), one.rule)))


def _age_mark(pack: Pack, rule: Rule, reading: Reading, imprint: tuple[int, ...], catalogue: str, exempt: str) -> Tally:
    """The mark on the imprint page, and whether the catalogue record has the same; an exemption passes with its reason as the value."""
    row = rule.rows[0]
    tally = Tally(pack, rule, row.decides)
    marks = marks_on(reading, imprint)
    wanted = catalogue or " | ".join(MARKS)
    value = ", ".join(marks) or None
    page, box = next(iter(marks.values()), (imprint[0] if imprint else None, None))
    if exempt:
        demand = Demand("mark", Met.YES, exempt, wanted, "mark")
    elif not imprint:
        demand = Demand("mark", Met.UNKNOWN, None, wanted, "mark")
    else:
        good = list(marks) == [catalogue] if catalogue else len(marks) == 1
        demand = Demand("mark", Met.YES if good else Met.NO, value, wanted, "mark", 0.0 if good else -1.0)
    _count(tally, Fit(row, (demand,)), page, box)
    return tally


def _count(tally: Tally, fit: Fit, page: int | None, box: Box | None) -> None:
    """Takes into the tally what is about the book and not about a passage."""
    row, demand = fit.row, fit.demands[0]
    verdict: Verdict = {Met.YES: "pass", Met.NO: "fail"}.get(demand.met, "not_checkable")  # type: ignore[assignment]
    finding = tally.finding(verdict, demand, row, None, page, box)
    tally.passed, tally.failed, tally.unknown = (int(fit.met is met) for met in (Met.YES, Met.NO, Met.UNKNOWN))
    if verdict == "pass":
        tally.narrowest[(row.key, demand.dimension)] = (0.0, finding)
    else:
        (tally.failing if verdict == "fail" else tally.open).append(finding)
        tally.pages.update([page] if page and verdict == "fail" else [])
