"""XML of a book as trees: no DTD is fetched or used, no entity of the document's own is expanded."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.entities import name2codepoint

from lxml import etree
from lxml.etree import _Element as Element

from .container import Container, Unreadable

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
OPS = "{http://www.idpf.org/2007/ops}"
XML = "{http://www.w3.org/XML/1998/namespace}"
XLINK = "{http://www.w3.org/1999/xlink}"

ENCODINGS = {"utf-8": "utf-8", "us-ascii": "utf-8", "iso-8859-1": "latin-1", "windows-1251": "cp1251", "windows-1252": "cp1252", "koi8-r": "koi8-r"}
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*?\?>")
_DECLARED = re.compile(rb"\A\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_OWN = {"amp", "lt", "gt", "quot", "apos"}
HTML_DOCTYPE = re.compile(r"<!DOCTYPE\s+html\s+PUBLIC\s+[\"']-//W3C//DTD XHTML", re.IGNORECASE)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
SILENT = frozenset({"script", "style", "head", "title", "rt", "rp", "template", "noscript"})


def text_of(data: bytes) -> str:
    """The characters of an XML file: by its byte order mark, else by its declaration, else UTF-8; `Unreadable` where that fails."""
    declared = _DECLARED.match(data)
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "")
    encoding = encoding or (ENCODINGS.get(declared[1].decode("ascii").lower(), "") if declared else "utf-8")
    if not encoding:
        raise Unreadable("encoding_unknown")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("encoding_wrong") from None


def parse(data: bytes, *, lenient: bool = False) -> Element:
    """The root of an XML file. Raises `Unreadable`: `entities` (it declares its own), `not_well_formed`, `encoding_…`.

    Lines are counted as in the file. Named characters such as `&nbsp;` are known where the document type is XHTML, as they are declared there.
    """
    text = text_of(data)
    head = text.split("<html", 1)[0] if "<html" in text else text
    if "<!ENTITY" in head or "<!ENTITY" in text:
        raise Unreadable("entities")
    text = _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), text, count=1)
    if lenient or HTML_DOCTYPE.search(head):
        text = _NAMED.sub(_character, text)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=lenient, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "surrogatepass"), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Unreadable("not_well_formed") from None
    if root is None:
        raise Unreadable("not_well_formed")
    return root


def parse_entry(container: Container, name: str, *, lenient: bool = False) -> Element:
    """The root of an entry; raises `Unreadable`."""
    return parse(container.read(name), lenient=lenient)


def _character(found: re.Match[str]) -> str:
    name = found[1]
    return chr(name2codepoint[name]) if name in name2codepoint and name not in _OWN else found[0]


def local(element: Element) -> str:
    """The tag without its namespace; empty for comments and entity references."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def elements(root: Element, *names: str) -> Iterator[Element]:
    """Descendants (and the root) of these tags, in order, whatever their namespace."""
    for element in root.iter(etree.Element):
        if not names or local(element) in names:
            yield element


def line_of(element: Element) -> int:
    """The line its tag ends in."""
    return int(element.sourceline or 0)


def words_in(element: Element) -> str:
    """All text inside, with white space made single; comments and unknown entities left out."""
    parts: list[str] = []
    for event, one in etree.iterwalk(element, events=("start", "end", "comment")):
        if event == "start" and isinstance(one.tag, str):
            parts.append(one.text or "")
        elif event in ("end", "comment") and one is not element:
            parts.append(one.tail or "")
    return " ".join("".join(parts).split())


def kinds(element: Element) -> set[str]:
    """The words of `epub:type` and `role`."""
    return set((element.get(f"{OPS}type") or "").split()) | set((element.get("role") or "").split())


def language_of(element: Element) -> str | None:
    """`xml:lang`, else `lang`, of the element itself."""
    found = element.get(f"{XML}lang")
    return found if found is not None else element.get("lang")
