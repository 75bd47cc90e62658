"""Reading an agenda's data file: what it may say, and a sentence with line and row for everything that is wrong in it."""

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FOLDER = Path(__file__).resolve().parent / "data"
FORMAT = 1
RESERVED = {"initiatives", "indicators", "evidence", "earlier", "compute", "files"}
KINDS = ("measured", "statistic", "reported")
GOOD = ("up", "down", "none")
_WORD = re.compile(r"^[A-Za-z0-9_-]+$")
_HEADER = re.compile(r"^\s*\[\[\s*(direction(?:\.guideline(?:\.indicator)?)?)\s*\]\]")


@dataclass(frozen=True)
class Field:
    """One key of the file: its type, whether it must be there, how long it may be. `bilingual` stands for `_ru` and `_en`."""

    name: str
    kind: type | tuple[type, ...]
    required: bool = False
    longest: int = 0
    bilingual: bool = False


AGENDA = (
    Field("format", int, required=True),
    Field("code", str, required=True, longest=40),
    Field("version", str, longest=20),
    Field("adopted_on", date),
    Field("title", str, required=True, longest=300, bilingual=True),
    Field("motto", str, longest=300, bilingual=True),
    Field("about", str, bilingual=True),
    Field("adopted_by", str, longest=300, bilingual=True),
    Field("source", str, longest=300, bilingual=True),
    Field("takes_over", dict),
    Field("direction", list, required=True),
)
DIRECTION = (
    Field("code", str, required=True, longest=8),
    Field("title", str, required=True, longest=200, bilingual=True),
    Field("about", str, bilingual=True),
    Field("guideline", list, required=True),
)
GUIDELINE = (
    Field("number", int, required=True),
    Field("title", str, required=True, longest=300, bilingual=True),
    Field("text", str, bilingual=True),
    Field("who", str, longest=300, bilingual=True),
    Field("capabilities", list),
    Field("indicator", list),
)
INDICATOR = (
    Field("code", str, required=True, longest=60),
    Field("kind", str, required=True),
    Field("title", str, required=True, longest=300, bilingual=True),
    Field("definition", str, required=True, bilingual=True),
    Field("unit", str, longest=60, bilingual=True),
    Field("good", str),
    Field("decimals", int),
    Field("measure", str, longest=80),
    Field("parameters", dict),
    Field("baseline_year", int),
    Field("baseline_value", (int, float)),
    Field("targets", dict),
)


@dataclass(frozen=True)
class AgendaDraft:
    """A file that was found right: its tables as they stand, and the SHA-256 of their content (spacing and comments do not count)."""

    data: dict[str, Any]
    fingerprint: str

    @property
    def code(self) -> str:
        return self.data["code"]


def shipped() -> dict[str, Path]:
    """The agendas that come with the product, by name."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}


def read(source: str | Path) -> AgendaDraft:
    """The agenda of a file, or of a shipped name; ValidationError with one sentence for each thing that is wrong."""
    path = shipped().get(str(source), Path(source))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ValidationError(
            _("%(file)s cannot be read. Give the path of an agenda file, or a shipped name: %(names)s.")
            % {"file": path, "names": ", ".join(shipped())}
        ) from error
    except UnicodeDecodeError as error:
        raise ValidationError(_("%(file)s is not text in UTF-8. Save it as UTF-8 and try again.") % {"file": path.name}) from error
    return parse(text, path.name)


def parse(text: str, name: str = "agenda.toml") -> AgendaDraft:
    """The same for the text of a file; `name` is what the sentences call it."""
    if not text.strip():
        raise ValidationError(_("%(file)s is empty.") % {"file": name})
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValidationError(_("%(file)s is not valid TOML: %(error)s.") % {"file": name, "error": error}) from error
    faults = _Faults(name, _lines_of_rows(text))
    faults.check_agenda(data)
    if faults.found:
        raise ValidationError(faults.found)
    plain = json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)
    return AgendaDraft(data, hashlib.sha256(plain.encode()).hexdigest())


def _lines_of_rows(text: str) -> dict[str, list[int]]:
    """Line numbers of the `[[direction]]`, `[[direction.guideline]]` and `[[direction.guideline.indicator]]` headers, in order."""
    lines: dict[str, list[int]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        if header:
            lines.setdefault(header.group(1), []).append(number)
    return lines


class _Faults:
    """Walks through the tables and collects sentences, each beginning with file, line and row."""

    def __init__(self, name: str, lines: dict[str, list[int]]) -> None:
        self.name, self.lines = name, {kind: iter(numbers) for kind, numbers in lines.items()}
        self.found: list[str] = []
        self.place = ""

    def enter(self, kind: str, row: str) -> None:
        line = next(self.lines.get(kind, iter(())), None)
        where = _("line %(line)s, %(row)s") % {"line": line, "row": row} if line else row
        self.place = f"{self.name}, {where}"

    def say(self, sentence: str) -> None:
        self.found.append(f"{self.place or self.name}: {sentence}")

    def fields(self, table: dict[str, Any], fields: tuple[Field, ...]) -> None:
        known: set[str] = set()
        for field in fields:
            keys = [f"{field.name}_ru", f"{field.name}_en"] if field.bilingual else [field.name]
            known.update(keys)
            present = [key for key in keys if table.get(key) not in (None, "")]
            if field.required and not present:
                self.say(_("%(keys)s is missing.") % {"keys": _(" or ").join(keys)})
            for key in present:
                self.value(key, table[key], field)
        for key in sorted(set(table) - known):
            self.say(_("“%(key)s” is not a key of an agenda file.") % {"key": key})

    def value(self, key: str, value: Any, field: Field) -> None:
        if not isinstance(value, field.kind) or (isinstance(value, bool) and field.kind is int):
            self.say(_("%(key)s has the wrong type: %(value)s.") % {"key": key, "value": str(value)[:60]})
        elif field.longest and len(str(value)) > field.longest:
            self.say(_("%(key)s is longer than %(count)s characters.") % {"key": key, "count": field.longest})

    def rows(self, table: dict[str, Any], key: str) -> list[dict[str, Any]]:
        rows = table.get(key)
        return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []

    def unique(self, seen: set[Any], value: Any, key: str) -> None:
        if value in seen:
            self.say(_("%(key)s %(value)s stands there twice.") % {"key": key, "value": value})
        seen.add(value)

    def word(self, table: dict[str, Any], key: str) -> str:
        value = table.get(key)
        if isinstance(value, str) and value and not _WORD.match(value):
            self.say(_("%(key)s may consist of Latin letters, digits, “_” and “-” only: “%(value)s”.") % {"key": key, "value": value[:40]})
        return value if isinstance(value, str) else "?"

    def check_agenda(self, data: dict[str, Any]) -> None:
        self.fields(data, AGENDA)
        self.word(data, "code")
        if data.get("format", FORMAT) != FORMAT:
            self.say(_("format is %(found)s; this version of Sextant reads format %(known)s.") % {"found": data["format"], "known": FORMAT})
        seen: set[Any] = set()
        for number, direction in enumerate(self.rows(data, "direction"), 1):
            self.check_direction(direction, number, seen)

    def check_direction(self, direction: dict[str, Any], number: int, seen: set[Any]) -> None:
        code = direction.get("code", number)
        self.enter("direction", _("direction %(code)s") % {"code": code})
        self.fields(direction, DIRECTION)
        word = self.word(direction, "code")
        if word.lower() in RESERVED:
            self.say(_("the code “%(code)s” is an address of the site; choose another.") % {"code": word})
        self.unique(seen, word.lower(), "code")
        numbers: set[Any] = set()
        for place, guideline in enumerate(self.rows(direction, "guideline"), 1):
            self.check_guideline(guideline, f"{code}.{guideline.get('number', place)}", numbers)

    def check_guideline(self, guideline: dict[str, Any], code: str, numbers: set[Any]) -> None:
        self.enter("direction.guideline", _("guideline %(code)s") % {"code": code})
        self.fields(guideline, GUIDELINE)
        number = guideline.get("number")
        if isinstance(number, int) and not 1 <= number <= 999:
            self.say(_("number must lie between 1 and 999."))
        self.unique(numbers, str(number), "number")
        words = guideline.get("capabilities", [])
        if isinstance(words, list) and not all(isinstance(word, str) and _WORD.match(word) for word in words):
            self.say(_("capabilities must be a list of folder words, such as “calls”."))
        codes: set[Any] = set()
        for indicator in self.rows(guideline, "indicator"):
            self.check_indicator(indicator, code, codes)

    def check_indicator(self, indicator: dict[str, Any], guideline: str, codes: set[Any]) -> None:
        row = _("indicator “%(indicator)s” of guideline %(guideline)s") % {"indicator": indicator.get("code", "?"), "guideline": guideline}
        self.enter("direction.guideline.indicator", row)
        self.fields(indicator, INDICATOR)
        self.unique(codes, self.word(indicator, "code"), "code")
        kind, good = indicator.get("kind"), indicator.get("good", "up")
        if isinstance(kind, str) and kind not in KINDS:
            self.say(_("kind must be one of %(words)s.") % {"words": ", ".join(KINDS)})
        if good not in GOOD:
            self.say(_("good must be one of %(words)s.") % {"words": ", ".join(GOOD)})
        if kind in ("measured", "statistic") and not indicator.get("measure"):
            self.say(_("an indicator that is not reported needs the code of a measure."))
        if ("baseline_year" in indicator) != ("baseline_value" in indicator):
            self.say(_("baseline_year and baseline_value belong together."))
        targets = indicator.get("targets", {})
        if isinstance(targets, dict) and not all(re.fullmatch(r"\d{4}", year) and isinstance(value, int | float) for year, value in targets.items()):
            self.say(_("targets must name a number for each year, such as { 2027 = 40 }."))
