"""Every text on every ground it may stand on keeps WCAG's AA contrast, by day and by night."""

import re
from itertools import product
from pathlib import Path

import pytest

pytestmark = pytest.mark.once
STATIC = Path(__file__).parent.parent / "static" / "ui"
GROUNDS = ("paper", "sheet", "sunk")
TEXTS = ("ink", "ink-soft", "ink-faint", "sea", "sea-deep", "brass", "good", "warn", "bad", "info", "quiet")
ON_WASH = (("good", "good-wash"), ("warn", "warn-wash"), ("bad", "bad-wash"), ("info", "info-wash"), ("quiet", "quiet-wash"))
INK_ON_WASH = tuple(product(("ink", "sea"), ("good-wash", "warn-wash", "bad-wash", "info-wash", "sea-wash", "quiet-wash")))
OTHERS = (("on-sea", "sea"), ("on-sea", "sea-deep"), ("dial-on-brass", "brass-bright"))
SHAPES = (*product(("line-strong", "brass-bright", "dial-good", "dial-bad"), ("paper", "sheet")), ("dial-good", "sunk"), ("dial-bad", "sunk"))


def themes() -> dict[str, dict[str, str]]:
    blocks = re.findall(r"\{([^{}]*--paper[^{}]*)\}", (STATIC / "tokens.css").read_text())
    return dict(
        zip(("light", "dark by device", "dark by choice"), [dict(re.findall(r"--([\w-]+): (#\w{6});", block)) for block in blocks], strict=True)
    )


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance and contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_twenty_one_to_one():
    assert (contrast("#000000", "#ffffff"), round(contrast("#767676", "#ffffff"), 2)) == (21, 4.54)


@pytest.mark.parametrize("theme", ["light", "dark by device", "dark by choice"])
def test_text_is_readable(theme):
    colours = themes()[theme]
    pairs = [*product(TEXTS, GROUNDS), *ON_WASH, *INK_ON_WASH, *OTHERS]
    too_faint = [(text, ground, round(contrast(colours[text], colours[ground]), 2)) for text, ground in pairs]
    assert [found for found in too_faint if found[2] < 4.5] == []


@pytest.mark.parametrize("theme", ["light", "dark by device", "dark by choice"])
def test_shapes_that_mean_something_can_be_seen(theme):
    colours = themes()[theme]
    found = [(shape, ground, round(contrast(colours[shape], colours[ground]), 2)) for shape, ground in SHAPES]
    assert [pair for pair in found if pair[2] < 3] == []


def test_night_is_the_same_whether_the_device_or_the_reader_chose_it():
    both = themes()
    assert both["dark by device"] == both["dark by choice"]
    assert set(both["light"]) == set(both["dark by device"])


def test_colours_are_named_only_in_the_tokens():
    own = [
        path.name for path in STATIC.glob("*.css") if path.name not in {"tokens.css", "print.css"} and re.search(r"#[0-9a-f]{6}", path.read_text())
    ]
    assert own == ["forms.css"]  # the white ground of a QR code
