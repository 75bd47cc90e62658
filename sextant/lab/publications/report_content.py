"""What a report on a book says, in one language, before it is set as HTML or PDF: plain words and lists."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sextant.lab.sentences import Sentences

from .judging import numbered
from .norms import Pack
from .passages import SPOKEN_OF
from .reading_words import said_note, said_why
from .report_pages import pages_shown
from .tallies import worded
from .verdicts import Finding, Judgement, RuleSummary

WORDS = Sentences(Path(__file__).with_name("report.toml"), longest=400)
MONTHS_SAID = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
MONTHS = {language: words.split() for language, words in MONTHS_SAID.items()}


class Speaker:
    """The report's words in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, code: str, /, **words: object) -> str:
        return WORDS.say(code, **words).sentence(self.language)

    def day(self, day: Any) -> str:
        """1 July 2012, or 1 июля 2012 г."""
        month = MONTHS[self.language][day.month - 1]
        return f"{day.day} {month} {day.year}" + (" г." if self.language == "ru" else "")


def content(judgement: Judgement, language: str) -> dict[str, Any]:
    """Everything a report shows but its pictures. Pages are `report_pages.PageShown`, whose marks the pictures carry."""
    word = Speaker(language)
    shown, left = pages_shown(judgement, word)
    return {
        "language": language,
        "title": word("title", file=judgement.reading.file),
        "lead": word("lead"),
        "file": judgement.reading.file,
        "verdict": judgement.verdict,
        "verdict_word": word(f"verdict_{judgement.verdict}"),
        "because": _because(judgement, word),
        "facts": _facts(judgement, word),
        "reasons": [one.sentence(language) for one in (*judgement.reasons, *judgement.by_eye)],
        "rules": [_rule(one, judgement.findings, word) for one in judgement.rules if one.decides],
        "aside": [_rule(one, judgement.findings, word) for one in judgement.rules if not one.decides],
        "whole": [_sentence(one, word) for one in judgement.findings if one.page is None and one.verdict != "pass"],
        "pages": shown,
        "left": word("more_pages", count=len(left), pages=numbered(left)) if left else "",
        "shut": _shut(judgement, word),
        "notes": _page_notes(judgement, word),
        "missing": [
            {"pack": one.document.sentence(language), "items": [m.sentence(language) for m in one.missing]} for one in judgement.packs if one.missing
        ],
        "how": [word("how_three"), word("how_tolerance"), word("how_roles"), *_notes(judgement.packs, language)],
        "fingerprint": word("how_fingerprint", fingerprint=judgement.reading.fingerprint),
        "epub": _epub(judgement, word),
        "words": {
            code: word(code)
            for code in WORDS.entries
            if code.startswith(("head_", "about_", "column_", "legend_", "short_", "not_verified", "no_epub"))
        },
    }


def _facts(one: Judgement, word: Speaker) -> list[list[str]]:
    checked = sum(page.checkable for page in one.reading.pages)
    facts = [
        [word("label_age"), word(f"age_{one.age}")],
        [word("label_kind"), word(f"kind_{one.kind}")],
    ]
    if one.reading.pages:
        facts.append([word("label_pages"), word("pages_all", checked=checked, all=len(one.reading.pages))])
    if one.reading.text:
        facts.append([word("label_type"), _mostly(one, word)])
    if one.subject:
        facts.append([word("label_subject"), one.subject])
    if one.day:
        facts.append([word("label_day"), word.day(one.day)])
    facts.append([word("label_packs"), "\n".join(_pack(pack, word) for pack in one.packs)])
    return facts


def _mostly(one: Judgement, word: Speaker) -> str:
    """What most letters of the text are set in: size and height of small letters, leading, column, font."""
    counts: Counter[tuple[object, ...]] = Counter()
    for run in one.reading.text:
        if run.role in SPOKEN_OF:
            tall, lead, wide = run.x_height_mm, run.leading_pt, run.measure_mm
            counts[(round(run.size_pt, 1), tall and round(tall, 2), lead and round(lead, 1), wide and round(wide), run.font)] += (
                run.characters or len(run.string)
            )
    if not counts:
        return word("type_none")
    names = ("type_size", "type_x_height", "type_leading", "type_line")
    values = counts.most_common(1)[0][0]
    parts = [
        word(name, value=worded(float(value), word.language)) for name, value in zip(names, values, strict=False) if isinstance(value, int | float)
    ]
    return ", ".join([*parts, str(values[-1])] if values[-1] else parts)


def _pack(pack: Pack, word: Speaker) -> str:
    name = pack.document.sentence(word.language)
    if pack.valid_from and pack.valid_until:
        return f"{name}, {word('valid_between', start=word.day(pack.valid_from), end=word.day(pack.valid_until))}"
    if pack.valid_from or pack.valid_until:
        return (
            f"{name}, {word('valid_from', day=word.day(pack.valid_from)) if pack.valid_from else word('valid_until', day=word.day(pack.valid_until))}"
        )
    return name


def _rule(one: RuleSummary, findings: Sequence[Finding], word: Speaker) -> dict[str, Any]:
    """A line of the table of rules; its details are what failed or is open, each demand once, else what was met most narrowly."""
    mine = [f for f in findings if f.table == one.rule.key and f.pack == one.pack.id and f.decides == one.decides and f.verdict == one.verdict]
    told: dict[str, Finding] = {}
    for finding in mine:
        told.setdefault(finding.rule, finding)
    return {
        "title": one.rule.title.sentence(word.language),
        "verdict": one.verdict,
        "word": word(f"short_{one.verdict}"),
        "counts": _counts(one, word),
        "where": numbered(one.pages, most=8),
        "sources": sorted({finding.source.sentence(word.language) for finding in mine}),
        "details": [finding.said.sentence(word.language) for finding in told.values()][:6],
    }


def _counts(one: RuleSummary, word: Speaker) -> list[str]:
    numbers = {"pass": one.passed, "fail": one.failed, "not_checkable": one.unknown}
    return [word(f"count_{verdict}", count=number) for verdict, number in numbers.items() if number]


def _because(one: Judgement, word: Speaker) -> str:
    """One line under the verdict: what it rests on. Where nothing could be decided the reasons say it."""
    decided = [rule for rule in one.rules if rule.decides]
    if one.verdict == "fail":
        failed = [rule for rule in decided if rule.verdict == "fail"]
        pages = numbered([page for rule in failed for page in rule.pages], most=8) or "—"
        return word("because_fail", rules=len(failed), places=sum(rule.failed for rule in failed), pages=pages)
    return word("because_pass", rules=len(decided)) if one.verdict == "pass" else ""


def _sentence(one: Finding, word: Speaker) -> dict[str, Any]:
    return {"verdict": one.verdict, "text": one.said.sentence(word.language), "source": one.source.sentence(word.language), "decides": one.decides}


def _shut(one: Judgement, word: Speaker) -> list[dict[str, str]]:
    """Pages that could not be checked, gathered by their reason."""
    by_why: dict[str, list[int]] = defaultdict(list)
    for page in one.reading.pages:
        if not page.checkable:
            by_why[page.why].append(page.page)
    return [{"pages": numbered(pages), "why": said_why(one.reading.kind, why, word.language)} for why, pages in by_why.items()]


def _page_notes(one: Judgement, word: Speaker) -> list[dict[str, str]]:
    """What the reader noted of pages, gathered by what it says."""
    by_said: dict[str, list[int]] = defaultdict(list)
    for page in one.reading.pages:
        for note in page.notes:
            by_said[said_note(one.reading.kind, note, word.language)].append(page.page)
    return [{"pages": numbered(pages), "why": said} for said, pages in by_said.items()]


def _notes(packs: Sequence[Pack], language: str) -> list[str]:
    return [one.note.sentence(language) for one in packs if one.note]


def _epub(one: Judgement, word: Speaker) -> dict[str, Any] | None:
    if one.epub is None:
        return None
    found = [f for f in one.epub.findings if f.verdict != "pass"]
    rows = [
        {
            "verdict": f.verdict,
            "word": word(f"short_{f.verdict}"),
            "level": word(f"level_{f.level}"),
            "tone": "open" if (f.level, f.verdict) == ("should", "fail") else "",
            "text": f.sentence(word.language),
            "source": f.source,
        }
        for f in sorted(found, key=lambda f: (f.level != "must", f.verdict != "fail"))
    ]
    return {"verdict": one.epub.verdict, "word": word(f"short_{one.epub.verdict}"), "rows": rows}
