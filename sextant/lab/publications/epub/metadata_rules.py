"""Accessibility metadata of the package, as EPUB Accessibility 1.1 asks for it in EPUB 2 and EPUB 3."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .findings import Finding, Where, finding, met
from .package import Meta, Package

ASKED = {
    "access_mode": "schema:accessMode",
    "accessibility_feature": "schema:accessibilityFeature",
    "accessibility_hazard": "schema:accessibilityHazard",
    "access_mode_sufficient": "schema:accessModeSufficient",
    "accessibility_summary": "schema:accessibilitySummary",
}
MODES = frozenset(
    [
        "auditory",
        "chartOnVisual",
        "chemOnVisual",
        "colorDependent",
        "diagramOnVisual",
        "mathOnVisual",
        "musicOnVisual",
        "tactile",
        "textOnVisual",
        "textual",
        "visual",
    ]
)
SUFFICIENT = frozenset({"auditory", "tactile", "textual", "visual"})
HAZARDS = frozenset(
    [
        "flashing",
        "noFlashingHazard",
        "unknownFlashingHazard",
        "motionSimulation",
        "noMotionSimulationHazard",
        "unknownMotionSimulationHazard",
        "sound",
        "noSoundHazard",
        "unknownSoundHazard",
        "none",
        "unknown",
    ]
)
FEATURES = frozenset(
    [
        "alternativeText",
        "annotations",
        "ARIA",
        "audioDescription",
        "bookmarks",
        "braille",
        "captions",
        "ChemML",
        "closedCaptions",
        "describedMath",
        "displayTransformability",
        "fullRubyAnnotations",
        "highContrastAudio",
        "highContrastDisplay",
        "horizontalWriting",
        "index",
        "largePrint",
        "latex",
        "latex-chemistry",
        "longDescription",
        "MathML",
        "MathML-chemistry",
        "none",
        "openCaptions",
        "pageBreakMarkers",
        "pageNavigation",
        "printPageNumbers",
        "readingOrder",
        "rubyAnnotations",
        "signLanguage",
        "structuralNavigation",
        "synchronizedAudioText",
        "tableOfContents",
        "tactileGraphic",
        "tactileObject",
        "taggedPDF",
        "timingControl",
        "transcript",
        "transformFeedback",
        "ttsMarkup",
        "unknown",
        "unlocked",
        "verticalWriting",
        "withAdditionalWordSegmentation",
        "withoutAdditionalWordSegmentation",
    ]
)
"""Words of the vocabulary, from memory; `/` and what follows (as in `highContrastAudio/noBackground`) is a refinement and not looked at."""
CLAIM = re.compile(r"EPUB Accessibility (\d+\.\d+) - WCAG (\d+\.\d+) Level (A{1,3})")
OLD_CLAIM = re.compile(r"https?://www\.idpf\.org/epub/a11y/accessibility-20170105\.html#wcag-(a{1,3})/?")
"""The address by which a book says that it conforms to EPUB Accessibility 1.0 (from memory)."""


@dataclass(frozen=True, slots=True)
class Content:
    """What was seen in the book, against which claims are held: pictures without an alternative, pictures that are no decoration, whether the lists are
    there, and whether every document was read."""

    without_alternative: int
    pictures: int
    contents: bool
    pages: bool
    all_read: bool


def check_metadata(package: Package) -> Iterator[Finding]:
    """Presence, form and words of the accessibility metadata."""
    for rule, name in ASKED.items():
        given = _given(package, name)
        if given:
            yield met(rule, package.path, ", ".join(dict.fromkeys(one.value for one in given))[:120])
        else:
            yield finding(rule, "fail", "metadata_absent", file=package.path, element=name, name=name)
    yield from _forms(package)
    yield from _words(package)
    yield from _conformance(package)


def _given(package: Package, name: str) -> list[Meta]:
    """Those in the form that this version reads; EPUB 2 is read in both, since old tools write EPUB 3's there."""
    return [one for one in package.values(name) if one.form == "property" or not package.is_three]


def _forms(package: Package) -> Iterator[Finding]:
    accessible = [one for one in package.meta if one.name.startswith(("schema:access", "a11y:", "dcterms:conformsTo"))]
    wrong = "name" if package.is_three else "property"
    mistaken = [one for one in accessible if one.form == wrong]
    for one in mistaken:
        code = "form_of_two" if package.is_three else "form_of_three"
        yield finding("metadata_form", "fail", code, file=package.path, line=one.line, element=one.name, value=one.value, name=one.name)
    if accessible and not mistaken:
        yield met("metadata_form", package.path)


def _words(package: Package) -> Iterator[Finding]:
    looked = False
    for name, words in (
        ("accessMode", MODES),
        ("accessibilityHazard", HAZARDS),
        ("accessibilityFeature", FEATURES),
        ("accessModeSufficient", SUFFICIENT),
    ):
        for one in _given(package, f"schema:{name}"):
            looked = True
            parts = [word.strip() for word in one.value.split(",")] if name == "accessModeSufficient" else [one.value]
            for part in parts:
                if part.split("/")[0] not in words:
                    place: Where = {"file": package.path, "line": one.line, "element": one.name}
                    yield finding("metadata_words", "fail", "word_unknown", **place, value=part, name=one.name)
    hazards = {one.value for one in _given(package, "schema:accessibilityHazard")}
    if (len(hazards) > 1 and hazards & {"none"}) or any(f"no{kind}Hazard" in hazards and own in hazards for kind, own in _HAZARDS):
        element = "schema:accessibilityHazard"
        yield finding("metadata_words", "fail", "hazards_contradict", file=package.path, element=element, value=", ".join(sorted(hazards)))
    elif looked:
        yield met("metadata_words", package.path)


_HAZARDS = (("Flashing", "flashing"), ("MotionSimulation", "motionSimulation"), ("Sound", "sound"))


def _conformance(package: Package) -> Iterator[Finding]:
    given = [one for one in package.meta if one.name == "dcterms:conformsTo" and one.value]
    links = [one for one in given if OLD_CLAIM.fullmatch(one.value)]
    claims = [one for one in given if _claim(one.value)]
    if not given:
        yield finding("conforms_to", "fail", "no_claim", file=package.path, element="dcterms:conformsTo")
        return
    if claims:
        yield met("conforms_to", package.path, " ".join(claims[0].value.split()))
    else:
        code = "claim_of_one" if links else "claim_malformed"
        one = (links or given)[0]
        yield finding("conforms_to", "fail", code, file=package.path, line=one.line, element=one.name, value=one.value)
    if any(one.name == "a11y:certifiedBy" and one.value for one in package.meta):
        yield met("certified_by", package.path, next(one.value for one in package.meta if one.name == "a11y:certifiedBy" and one.value)[:120])
    else:
        yield finding("certified_by", "fail", "metadata_absent", file=package.path, element="a11y:certifiedBy", name="a11y:certifiedBy")


def _claim(value: str) -> bool:
    """Whether the words are exactly those of the norm: 1.1 or later, WCAG 2.0 or later (section “Publication conformance”)."""
    found = CLAIM.fullmatch(" ".join(value.split()))
    return bool(found) and _number(found[1]) >= (1, 1) and _number(found[2]) >= (2, 0)  # type: ignore[index]


def _number(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def check_claims(package: Package, content: Content) -> Iterator[Finding]:
    """What the metadata says, held against what was seen. Only claims that a program can refute are asked."""
    said = {word.strip() for name in ("accessibilityFeature",) for one in _given(package, f"schema:{name}") for word in one.value.split(",")}
    sufficient = [{word.strip() for word in one.value.split(",")} for one in _given(package, "schema:accessModeSufficient")]
    modes = {one.value for one in _given(package, "schema:accessMode")}
    wrong: list[tuple[str, str, int]] = []
    if "alternativeText" in said and content.without_alternative:
        wrong.append(("claim_alternatives", "alternativeText", content.without_alternative))
    if {"textual"} in sufficient and content.without_alternative:
        wrong.append(("claim_textual", "accessModeSufficient: textual", content.without_alternative))
    if "tableOfContents" in said and not content.contents:
        wrong.append(("claim_contents", "tableOfContents", 0))
    if "pageNavigation" in said and not content.pages:
        wrong.append(("claim_pages", "pageNavigation", 0))
    if modes and content.pictures and "visual" not in modes:
        wrong.append(("claim_visual", "accessMode", content.pictures))
    for code, value, number in wrong:
        yield finding("claims", "fail", code, file=package.path, element="schema:" + value.split(":")[0], value=value, number=number)
    if (said or sufficient or modes) and not wrong:
        if content.all_read:
            yield met("claims", package.path)
        else:
            yield finding("claims", "not_checkable", "claims_unread", file=package.path)
