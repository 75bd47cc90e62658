"""Titles on offer from an ONIX 3 message (EDItEUR), with reference names or short tags, streamed product by product.

Entities are not expanded, no external file is read, and a product that uses one is refused. The file's price is the first of the preferred price types
in the plan's currency (or one with a rate); see `onix_tags.toml` for the codes that are read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from .candidates import Reading, amount, known_currency, marks, number
from .findings import AcquisitionsError, Report, refuse, say
from .offers import Offers
from .titles import NO, YES, Title, mark

TAGS = Path(__file__).with_name("onix_tags.toml")
DELETED = "05"
MOST_PARTS, MOST_BYTES = 20_000, 32 * 2**20
OPTIONS: dict[str, Any] = {
    "resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False, "remove_comments": True, "remove_pis": True,
}  # fmt: skip


@cache
def codes() -> dict[str, Any]:
    """What stands in `onix_tags.toml`."""
    with TAGS.open("rb") as handle:
        return tomllib.load(handle)


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
    """An element by reference names, whatever tags the file has; what is not read is left out."""

    __slots__ = ("children", "said")

    def __init__(self, element: Any, names: dict[str, str]) -> None:
        self.said = " ".join(element.text.split()) if element.text else ""
        self.children: dict[str, list[_Node]] = {}
        for child in element:
            name = names.get(child.tag)
            if name:
                self.children.setdefault(name, []).append(_Node(child, names))

    def each(self, *names: str) -> list[_Node]:
        """Every element down this way."""
        found = [self]
        for name in names:
            found = [child for one in found for child in one.children.get(name, ())]
        return found

    def text(self, *names: str) -> str:
        """The text of the first element down this way; empty where there is none."""
        found = self.each(*names)
        return found[0].said if found else ""

    def texts(self, *names: str) -> list[str]:
        """The texts of every element down this way."""
        return [one.said for one in self.each(*names)]


class _Measured:
    """A file that is read no further than `MOST_BYTES` beyond the product before, so that no product fills the memory."""

    def __init__(self, handle: BinaryIO, file: str) -> None:
        self.handle, self.file, self.since = handle, file, 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes; refuses a product without end."""
        if self.since > MOST_BYTES:
            raise refuse("product_without_end", place=self.file, most=MOST_BYTES // 2**20)
        data = self.handle.read(size)
        self.since += len(data)
        return data


def _products(path: Path) -> Iterator[tuple[int, Any]]:
    with path.open("rb") as handle:
        _begin(next(iter(etree.iterparse(_Measured(handle, path.name), events=("start",), **OPTIONS)))[1], path.name)
    with path.open("rb") as handle:
        source = _Measured(handle, path.name)
        for _, element in etree.iterparse(source, events=("end",), tag=("{*}Product", "{*}product"), **OPTIONS):
            parent = element.getparent()
            if parent is None or parent.getparent() is not None:
                continue
            source.since = 0
            yield element.sourceline or 0, element
            element.clear()
            while element.getprevious() is not None:
                del parent[0]


@cache
def _names(space: str) -> dict[str, str]:
    """Every tag of a namespace that is read, long or short, and its reference name."""
    before = f"{{{space}}}" if space else ""
    return {before + tag: name for name, short in codes()["tags"].items() for tag in (name, short)}


def _begin(root: Any, file: str) -> None:
    space, _, tag = root.tag.rpartition("}")
    if _names("").get(tag) != "ONIXMessage":
        raise refuse("not_onix", place=file, name=tag[:60])
    release = root.get("release", "")
    if (release and not release.startswith("3")) or "/onix/2" in space:
        raise refuse("onix_old", place=file, release=(release or "2")[:20])


def _title(element: Any, how: Reading, line: int) -> Title:
    for entity in element.iter(etree.Entity):
        raise refuse("entity_used", name=str(entity.name)[:60])
    if sum(1 for _ in element.iter()) > MOST_PARTS:
        raise refuse("product_too_large", most=MOST_PARTS)
    product = _Node(element, _names(etree.QName(element).namespace or ""))
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
    detail = next(iter(product.each("DescriptiveDetail")), _Node(etree.Element("none"), {}))
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
