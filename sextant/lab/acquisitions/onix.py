"""Titles on offer from an ONIX 3 message (EDItEUR), with reference names or short tags, streamed product by product.

Entities are not expanded, no external file is read, and a product that uses one is refused. The file's price is the first of the preferred price types
in the plan's currency (or one with a rate); see `onix_tags.toml` for the codes that are read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from .candidates import Reading, amount, known_currency, marks, number
from .findings import AcquisitionsError, Report, refuse, say
from .offers import Offers
from .titles import NO, YES, Title, mark

TAGS = Path(__file__).with_name("onix_tags.toml")
DELETED = "05"
MOST_PARTS = 20_000


@cache
def codes() -> dict[str, Any]:
    """What stands in `onix_tags.toml`."""
    with TAGS.open("rb") as handle:
        return tomllib.load(handle)


@cache
def _reference() -> dict[str, str]:
    return {short: name for name, short in codes()["tags"].items()}


def read_onix(path: Path, how: Reading | None = None) -> tuple[list[Title], Report]:
    """The titles of a message, and its report: products read = taken + merged + refused; a finding's line is that of the product. Raises
    `AcquisitionsError` for a file that is no ONIX 3 message; where the XML breaks off, what stands before is kept and the break is told."""
    reading, offers = how or Reading(), Offers(Report(path.name))
    try:
        for line, product in _products(path):
            offers.offer(line, lambda product=product, line=line: _title(product, reading, line))  # type: ignore[misc]
    except etree.XMLSyntaxError as trouble:
        if not offers.report.read:
            raise refuse("xml_broken", place=path.name, reason=str(trouble.msg)) from None
        offers.report.note(trouble.lineno or 0, "noted", say("xml_broken", reason=str(trouble.msg)))
    return offers.titles(), offers.report


class _Node:
    """An element by reference names, whatever tags the file has."""

    __slots__ = ("element",)

    def __init__(self, element: Any) -> None:
        self.element = element

    def each(self, *names: str) -> Iterator[_Node]:
        """Every element down this way."""
        found = [self.element]
        for name in names:
            found = [child for one in found for child in one if _name(child) == name]
        return (_Node(one) for one in found)

    def text(self, *names: str) -> str:
        """The text of the first element down this way; empty where there is none."""
        first = next(self.each(*names), None)
        return "" if first is None else " ".join("".join(first.element.itertext()).split())

    def texts(self, *names: str) -> list[str]:
        """The texts of every element down this way."""
        return [" ".join("".join(one.element.itertext()).split()) for one in self.each(*names)]


def _name(element: Any) -> str:
    if not isinstance(element.tag, str):
        return ""
    tag = element.tag.rpartition("}")[2]
    return _reference().get(tag, tag)


def _products(path: Path) -> Iterator[tuple[int, _Node]]:
    options = {"resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False, "remove_comments": True, "remove_pis": True}
    begun, parts = False, 0
    for event, element in etree.iterparse(str(path), events=("start", "end"), **options):
        parts += event == "start"
        if parts > MOST_PARTS:
            raise refuse("product_too_large", place=path.name, most=MOST_PARTS)
        if not begun:
            _begin(element, path.name)
            begun = True
        elif event == "end" and _name(element) == "Product":
            parts = 0
            parent = element.getparent()
            if parent is None or parent.getparent() is not None:
                continue
            yield element.sourceline or 0, _Node(element)
            element.clear()
            while element.getprevious() is not None:
                del parent[0]


def _begin(root: Any, file: str) -> None:
    name = _name(root)
    if name != "ONIXMessage":
        raise refuse("not_onix", place=file, name=name[:60])
    release = root.get("release", "")
    space = root.tag.rpartition("}")[0]
    if (release and not release.startswith("3")) or "/onix/2" in space:
        raise refuse("onix_old", place=file, release=(release or "2")[:20])


def _title(product: _Node, how: Reading, line: int) -> Title:
    for one in product.element.iter(etree.Entity):
        raise refuse("entity_used", name=str(one.name)[:60])
    if product.text("NotificationType") == DELETED:
        raise refuse("onix_deleted")
    title, reference = _name_of(product), product.text("RecordReference")
    isbn = number(_isbn(product))
    if not title:
        raise refuse("cell_empty", column="TitleDetail / b203")
    if not (reference or isbn):
        raise refuse("cell_empty", column="RecordReference / a001")
    awards = tuple(_awards(product))
    author = next(_people(product), "")
    publisher = product.text("PublishingDetail", "Publisher", "PublisherName")
    tags = _tags(product) | {"awards": marks("awards", awards), "author": marks("author", [author]), "publisher": marks("publisher", [publisher])}
    price = _price(product, how)
    tags = {name: those for name, those in tags.items() if those}
    return Title(reference or isbn, isbn, title, price, 1.0, 0, tags, line, author, publisher, awards)


def _name_of(product: _Node) -> str:
    details = list(product.each("DescriptiveDetail", "TitleDetail"))
    for detail in sorted(details, key=lambda one: one.text("TitleType") != "01"):
        elements = list(detail.each("TitleElement"))
        for element in sorted(elements, key=lambda one: one.text("TitleElementLevel") != "01"):
            whole = element.text("TitleText") or " ".join(filter(None, (element.text("TitlePrefix"), element.text("TitleWithoutPrefix"))))
            if whole:
                return ": ".join(filter(None, (whole, element.text("Subtitle"))))
    return ""


def _isbn(product: _Node) -> str:
    found = {one.text("ProductIDType"): one.text("IDValue") for one in product.each("ProductIdentifier")}
    return found.get("15") or found.get("02") or (found.get("03", "") if found.get("03", "").startswith(("978", "979")) else "")


def _people(product: _Node) -> Iterator[str]:
    for one in product.each("DescriptiveDetail", "Contributor"):
        if any(role.startswith("A") for role in one.texts("ContributorRole")):
            name = one.text("PersonNameInverted") or one.text("PersonName") or one.text("CorporateName")
            if name:
                yield name


def _awards(product: _Node) -> Iterator[str]:
    for one in product.each("CollateralDetail", "Prize"):
        if one.text("PrizeName") and one.text("PrizeCode") in codes()["prizes"]["awarded"]:
            yield " ".join(filter(None, (one.text("PrizeName"), one.text("PrizeYear"))))


def _tags(product: _Node) -> dict[str, tuple[str, ...]]:
    detail = next(product.each("DescriptiveDetail"), _Node(etree.Element("none")))
    spoken = [one.text("LanguageCode") for one in detail.each("Language") if one.text("LanguageRole") in ("", "01")]
    formats = [form for code in detail.texts("ProductForm") if (form := codes()["forms"].get(code[:1]))]
    found = {
        "language": marks("language", spoken),
        "class": marks("class", detail.texts("Subject", "SubjectCode")),
        "format": tuple(dict.fromkeys(formats)),
        "age": tuple(dict.fromkeys(_ages(detail))),
    }
    accessible = _accessible(detail)
    return found | ({"accessible": accessible} if accessible else {})


def _ages(detail: _Node) -> Iterator[str]:
    """Age ranges in years: `6-9`, `6+` for one without an end, `6` for an exact age."""
    for one in detail.each("AudienceRange"):
        if one.text("AudienceRangeQualifier") not in codes()["ages"]["qualifiers"]:
            continue
        values = dict(zip(one.texts("AudienceRangePrecision"), one.texts("AudienceRangeValue"), strict=False))
        if not all(value.isascii() and value.isdigit() and len(value) < 4 for value in values.values()):
            continue
        if "01" in values:
            yield mark("age", values["01"])
        elif "03" in values or "04" in values:
            yield mark("age", f"{values.get('03', '0')}-{values['04']}" if "04" in values else f"{values['03']}+")


def _accessible(detail: _Node) -> tuple[str, ...]:
    kinds = [kind for code in detail.texts("EditionType") if (kind := codes()["editions"].get(code))]
    if kinds:
        return (YES, *dict.fromkeys(kinds))
    rule = codes()["accessibility"]
    for one in detail.each("ProductFormFeature"):
        if one.text("ProductFormFeatureType") == rule["feature"] and one.text("ProductFormFeatureValue") in rule["yes"]:
            return (YES, "epub accessibility")
        if one.text("ProductFormFeatureType") == rule["feature"] and one.text("ProductFormFeatureValue") == "09":
            return (NO,)
    return ()


def _price(product: _Node, how: Reading) -> int:
    """The lowest amount of the most preferred price type that is in the plan's currency, or has a rate, among suppliers who have the book."""
    order = codes()["price_types"]["order"]
    offers: list[tuple[int, int]] = []
    others: list[str] = []
    for supply in product.each("ProductSupply", "SupplyDetail"):
        if supply.text("ProductAvailability") in codes()["availability"]["never"]:
            continue
        for one in supply.each("Price"):
            kind, currency = one.text("PriceType"), one.text("CurrencyCode")
            if kind and kind not in order:
                continue
            try:
                minor = amount(one.text("PriceAmount"), currency, Reading(how.currency, {}, ".", how.rates))
            except AcquisitionsError as refusal:
                others.append(known_currency(currency) if refusal.code == "currency_other" else "")
                continue
            offers.append((order.index(kind) if kind else len(order), minor))
    if offers:
        return min(offers)[1]
    abroad = [one for one in others if one]
    if abroad:
        raise refuse("currency_other", value=", ".join(dict.fromkeys(abroad)), ours=how.currency)
    raise refuse("no_price")
