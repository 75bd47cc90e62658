"""For whom a work is meant, in years of age, and its age mark by Russian law 436-FZ.

Codes of MARC 21, 008/22, with the ages that the format gives (a up to 5, b 6–8, c 9–13, d 14–17, e adults, j up to 15) and of UNIMARC, 100 $a/17–19
(b 0–5, c 5–10, d 9–14, e 14–20, k and m adults; concise format of 1998, seen). `general` (g) and `specialized` (f) say nothing of age. What a note says in
words or numbers comes before the codes. Russian school ages: preschool up to 6, younger 7–10, middle 11–14, older 15–17 (age groups of the
technical regulation TR CU 007/2011, section not seen). Grades of American schools are ages less 5.
"""

from __future__ import annotations

import re

from .records import Record

Ages = tuple[int, int]
OLDEST = 99
NOBODY: tuple[None, None] = (None, None)
MARC21: dict[str, Ages] = {"a": (0, 5), "b": (6, 8), "c": (9, 13), "d": (14, 17), "e": (18, OLDEST), "j": (0, 15)}
UNIMARC: dict[str, Ages] = {"a": (0, 17), "b": (0, 5), "c": (5, 10), "d": (9, 14), "e": (14, 20), "k": (18, OLDEST), "m": (18, OLDEST)}
WORDS: tuple[tuple[re.Pattern[str], Ages], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), ages)
    for pattern, ages in (
        (r"\bмл(?:адш|\.)(?=.{0,30}шк)", (7, 10)),
        (r"\bсред(?:н|\.)(?=.{0,30}шк)", (11, 14)),
        (r"\bст(?:арш|\.)(?=.{0,30}шк)", (15, 17)),
        (r"\bдошк(?:ольн|\.)", (0, 6)),
        (r"preschool|pre-school", (0, 5)),
        (r"\byoung adult", (12, 17)),
    )
)
SPAN = re.compile(r"(?<![\d.])0?(\d{1,2})\s*(?:-|–|—|to|до)\s*0?(\d{1,2})(?!\d)(?:\s*(?:years|лет|год))?", re.IGNORECASE)
UPWARDS = re.compile(r"(?:from|с|от|ages?|старше)\s+(\d{1,2})\s*(?:\+|and up|& up|years|лет|и старше)", re.IGNORECASE)
YEARS = re.compile(r"\b(?:age[sd]?|years?|yrs?|лет|возраст\w*)\b", re.IGNORECASE)
GRADES = re.compile(r"\bgrades?\b|класс", re.IGNORECASE)
SAID = re.compile(r"(?<![\d+.,])(0|6|12|16|18)\s?\+(?![\d+])")
MARK = re.compile(rb"(?<!\d)(?:0|6|12|16|18) ?\+")
ALONE = re.compile(r"[\W_]*(0|6|12|16|18)\s?\+[\W_]*")
ABOUT = re.compile(r"возраст|знак|информационн|\bage|ограничен|436", re.IGNORECASE)
AUDIENCE_TAGS = {"marc21": ("521", "385"), "unimarc": ("333",), "rusmarc": ("333",)}
MARK_TAGS = frozenset({"333", "385", "506", "521"})
NOTES = {"marc21": ("500", "250", "245", "490"), "unimarc": ("300", "200", "225"), "rusmarc": ("300", "200", "225")}


def audience(record: Record) -> Ages | tuple[None, None]:
    """The lowest and the highest age that the record names; (None, None) where it names none."""
    for tag in AUDIENCE_TAGS[record.format]:
        for data in record.of(tag):
            unit = data[:1].decode("latin-1") if tag == "521" else ""
            for code, text in record.subfields(data):
                if code == "a" and (found := ages_in(text, unit)):
                    return found
    if record.format != "marc21":
        for text in record.values("200", "e"):
            if found := _in_words(text):
                return found
    return _coded(record)


def _coded(record: Record) -> Ages | tuple[None, None]:
    if record.format == "marc21":
        if record.leader[6:7] in "efpb" or record.leader[6:8] in ("ab", "ai", "as"):
            return NOBODY
        return MARC21.get(record.control("008")[22:23], NOBODY)
    spans = [UNIMARC[code] for code in record.first("100")[17:20] if code in UNIMARC]
    return (min(low for low, _ in spans), max(high for _, high in spans)) if spans else NOBODY


def ages_in(text: str, unit: str = "") -> Ages | None:
    """Ages in a note. `unit` is the first indicator of 521: 0 and 2 grades, 1 ages, else what the words say."""
    if found := _in_words(text):
        return found
    grades = unit in ("0", "2") or bool(GRADES.search(text))
    if not grades and unit != "1" and not YEARS.search(text) and not UPWARDS.search(text):
        return None
    spread = re.sub(r"\b[KК]\b", "0", text) if grades else text
    span = SPAN.search(spread)
    shift = 0 if not grades else 6 if "класс" in text.lower() else 5
    if span and int(span[1]) <= int(span[2]):
        return int(span[1]) + shift, int(span[2]) + shift + (1 if grades else 0)
    upwards = UPWARDS.search(spread)
    if upwards and not grades:
        return int(upwards[1]), 17 if int(upwards[1]) < 18 else OLDEST
    return None


def _in_words(text: str) -> Ages | None:
    met = [ages for pattern, ages in WORDS if pattern.search(text)]
    return (min(low for low, _ in met), max(high for _, high in met)) if met else None


def age_mark(record: Record) -> str:
    """`0+`, `6+`, `12+`, `16+` or `18+` wherever the record gives it, or an empty text: in the fields for users and restrictions; in a note or title
    that speaks of age; or as all that a subfield holds, in local fields too."""
    for tag, data in record.fields:
        if b"+" in data and tag >= "010" and MARK.search(data) and (found := _marked(record, tag, data)):
            return found
    return ""


def _marked(record: Record, tag: str, data: bytes) -> str:
    told = tag in MARK_TAGS
    for _, text in record.subfields(data):
        found = ALONE.fullmatch(text)
        if not found and (told or (tag in NOTES[record.format] and ABOUT.search(text))):
            found = SAID.search(text)
        if found:
            return f"{found[1]}+"
    return ""
