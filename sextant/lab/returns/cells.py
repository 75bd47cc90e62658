"""One cell of a table: a number, a declared reason why there is none, or a mistake."""

from __future__ import annotations

import re

from .mapping import Numbers

Number = int | float

PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?")
LARGEST = 10**15


class CellMistake(ValueError):
    """The cell is neither a number nor declared missing; `code` is that of the finding."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_cell(text: str, numbers: Numbers, blank: str = "missing") -> Number | str:
    """The number in a cell, or the status that stands for it; whole numbers come back as `int`.

    Declared codes count with or without decimals (`-1`, `-1.0`) and are never taken for numbers.
    A negative number that is no declared code, and text, raise `CellMistake`.
    """
    if text.isdecimal() and text.isascii() and len(text) < 15:
        return int(text)
    text = text.strip().replace("\u2212", "-")
    if not text:
        return blank
    if text in numbers.codes:
        return numbers.codes[text]
    value = _parse(text, numbers)
    if value is None:
        raise CellMistake("not_a_number")
    if value < 0:
        code = numbers.codes.get(str(value))
        if code is None:
            raise CellMistake("negative")
        return code
    return value


def _parse(text: str, numbers: Numbers) -> Number | None:
    if numbers.percent:
        text = text.removesuffix("%").rstrip()
    text = text.replace("\u00a0", " ").replace("\u202f", " ")
    for mark in {numbers.thousands, " "} - {""}:
        if re.fullmatch(rf"[+-]?\d{{1,3}}({re.escape(mark)}\d{{3}})+(\D\d+)?", text):
            text = text.replace(mark, "")
    if numbers.decimal != ".":
        text = text.replace(numbers.decimal, ".")
    if PLAIN.fullmatch(text) is None:
        return None
    value = float(text)
    if abs(value) > LARGEST:
        return None
    return int(value) if value.is_integer() else value
