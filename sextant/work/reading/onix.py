"""A published list as an ONIX for Books 3.0 message (reference names), for the systems of booksellers and libraries.

Codes of EDItEUR's lists as they are commonly used (the lists themselves were not seen): product identifier 15 (ISBN-13), notification 03,
product composition 00, form BA, title type 01, contributors A01, A12 and B06, language role 01, audience range 17 (age in years) with
precision 03 (from) and 04 (to), text type 03 (description), publishing role 01, date role 01. Years stand in the format 05 (YYYY).
"""

from typing import Any
from xml.etree import ElementTree as Tree

NAMESPACE = "http://ns.editeur.org/onix/3.0/reference"
CONTRIBUTORS = (("author", "A01"), ("illustrator", "A12"), ("translator", "B06"))


def _add(parent: Tree.Element, name: str, text: object = None, **attributes: str) -> Tree.Element:
    made = Tree.SubElement(parent, name, attributes)
    if text is not None:
        made.text = "".join(sign for sign in str(text) if sign in "\n\t" or sign >= " ")
    return made


def _described(product: Tree.Element, book: dict[str, Any]) -> None:
    detail = _add(product, "DescriptiveDetail")
    _add(detail, "ProductComposition", "00")
    _add(detail, "ProductForm", "BA")
    title = _add(detail, "TitleDetail")
    _add(title, "TitleType", "01")
    element = _add(title, "TitleElement")
    _add(element, "TitleElementLevel", "01")
    _add(element, "TitleText", book["title"])
    number = 0
    for name, role in CONTRIBUTORS:
        for person in filter(None, (one.strip() for one in book[name].split(";"))):
            number += 1
            made = _add(detail, "Contributor")
            _add(made, "SequenceNumber", number)
            _add(made, "ContributorRole", role)
            _add(made, "PersonName", person)
    language = _add(detail, "Language")
    _add(language, "LanguageRole", "01")
    _add(language, "LanguageCode", book["language"])
    ages = _add(detail, "AudienceRange")
    _add(ages, "AudienceRangeQualifier", "17")
    for precision, name in (("03", "age_from"), ("04", "age_to")):
        _add(ages, "AudienceRangePrecision", precision)
        _add(ages, "AudienceRangeValue", book[name])


def _product(message: Tree.Element, book: dict[str, Any], year: int) -> None:
    product = _add(message, "Product")
    _add(product, "RecordReference", f"recommended.{year}.{book['isbn']}")
    _add(product, "NotificationType", "03")
    number = _add(product, "ProductIdentifier")
    _add(number, "ProductIDType", "15")
    _add(number, "IDValue", book["isbn"])
    _described(product, book)
    collateral = _add(product, "CollateralDetail")
    for language, code in (("ru", "rus"), ("en", "eng")):
        if book["note"][language]:
            text = _add(collateral, "TextContent")
            _add(text, "TextType", "03")
            _add(text, "ContentAudience", "00")
            _add(text, "Text", book["note"][language], language=code)
    publishing = _add(product, "PublishingDetail")
    publisher = _add(publishing, "Publisher")
    _add(publisher, "PublishingRole", "01")
    _add(publisher, "PublisherName", book["publisher"])
    day = _add(publishing, "PublishingDate")
    _add(day, "PublishingDateRole", "01")
    _add(day, "Date", book["published"], dateformat="05")


def onix_message(content: dict[str, Any], sender: str) -> bytes:
    """The whole list as one message in UTF-8."""
    message = Tree.Element("ONIXMessage", {"release": "3.0", "xmlns": NAMESPACE})
    header = _add(message, "Header")
    _add(_add(header, "Sender"), "SenderName", sender)
    _add(header, "SentDateTime", content["published_on"].replace("-", ""))
    for book in content["books"]:
        _product(message, book, content["year"])
    Tree.indent(message)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + Tree.tostring(message, encoding="utf-8") + b"\n"
