"""The package document: metadata, manifest and spine, in one form for EPUB 2 and EPUB 3."""

from __future__ import annotations

from dataclasses import dataclass, field

from .container import Container, Unreadable, resolve
from .findings import because, refuse
from .markup import Element, elements, language_of, line_of, local, parse_entry, words_in

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
DC = "{http://purl.org/dc/elements/1.1/}"
OBFUSCATED = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
"""Fonts made unusable outside the book: no protection of the text."""
DOCUMENTS = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"})
SVG_TYPE = "image/svg+xml"


@dataclass(frozen=True, slots=True)
class Meta:
    """A line of metadata: `name` as `dc:title` or `schema:accessMode`; `form` is `dc`, `property` (EPUB 3) or `name` (EPUB 2)."""

    name: str
    value: str
    form: str
    line: int
    identity: str = ""
    refines: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the manifest; `path` is empty where its address leads elsewhere."""

    identity: str
    href: str
    path: str
    kind: str
    properties: frozenset[str]
    line: int

    @property
    def is_document(self) -> bool:
        """XHTML, or what old books used in its place."""
        return self.kind in DOCUMENTS


@dataclass(frozen=True, slots=True)
class Place:
    """A file in the reading order."""

    item: Item
    linear: bool
    properties: frozenset[str]
    line: int


@dataclass(slots=True)
class Package:
    """What the package document says. `path` is its own; `toc` the identity of the NCX that the spine names."""

    path: str
    version: str
    unique: str
    meta: list[Meta] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    spine: list[Place] = field(default_factory=list)
    lost: list[tuple[str, int]] = field(default_factory=list)
    toc: str = ""

    @property
    def is_three(self) -> bool:
        """EPUB 3 of any kind."""
        return not self.version.startswith(("1", "2"))

    def values(self, name: str) -> list[Meta]:
        """Metadata of that name with a value, those that refine others left out."""
        return [one for one in self.meta if one.name == name and one.value and not one.refines]

    @property
    def languages(self) -> list[str]:
        """The book's languages as given."""
        return [one.value for one in self.values("dc:language")]

    @property
    def nav(self) -> Item | None:
        """The navigation document of EPUB 3."""
        return next((one for one in self.items if "nav" in one.properties), None)

    @property
    def ncx(self) -> Item | None:
        """The table of contents of EPUB 2."""
        named = next((one for one in self.items if self.toc and one.identity == self.toc), None)
        return named or next((one for one in self.items if one.kind == "application/x-dtbncx+xml"), None)

    @property
    def fixed(self) -> bool:
        """Whether the book as a whole is in fixed layout."""
        if any(one.value == "pre-paginated" for one in self.values("rendition:layout")):
            return True
        return any(one.value.lower() == "true" for one in self.values("fixed-layout"))

    def is_fixed(self, place: Place) -> bool:
        """Whether that file is, with its own word before the book's."""
        if "rendition:layout-reflowable" in place.properties:
            return False
        return self.fixed or "rendition:layout-pre-paginated" in place.properties


def read_package(container: Container) -> Package:
    """The default rendition's package; raises `EpubError` where the book has none that can be read."""
    path = _package_path(container)
    try:
        root = parse_entry(container, path)
    except Unreadable as trouble:
        raise refuse("package_unreadable", container.file, name=path, **because(trouble.code)) from None
    if local(root) != "package":
        raise refuse("package_absent", container.file, name=path)
    package = Package(path, (root.get("version") or "").strip(), (root.get("unique-identifier") or "").strip())
    for section in root.iterchildren("{*}metadata"):
        package.meta += [one for element in elements(section) for one in _meta(element)]
    for section in root.iterchildren("{*}manifest"):
        package.items += [_item(element, path) for element in elements(section, "item")]
    known = {one.identity: one for one in package.items}
    for section in root.iterchildren("{*}spine"):
        package.toc = section.get("toc") or ""
        for element in elements(section, "itemref"):
            item = known.get(element.get("idref") or "")
            if item is None:
                package.lost.append((element.get("idref") or "", line_of(element)))
            else:
                package.spine.append(Place(item, element.get("linear") != "no", _words(element), line_of(element)))
    if not package.spine:
        raise refuse("spine_empty", container.file, name=path)
    return package


def _package_path(container: Container) -> str:
    try:
        root = parse_entry(container, CONTAINER)
    except Unreadable as trouble:
        if trouble.code == "entry_absent":
            raise refuse("container_absent", container.file) from None
        raise refuse("container_unreadable", container.file, **because(trouble.code)) from None
    for element in elements(root, "rootfile"):
        found = resolve("", element.get("full-path") or "")
        if found and found[0] in container:
            return found[0]
        raise refuse("package_absent", container.file, name=element.get("full-path") or "?")
    raise refuse("container_unreadable", container.file, **because("no_rootfile"))


def _meta(element: Element) -> list[Meta]:
    tag, line = str(element.tag), line_of(element)
    own = {"identity": element.get("id") or "", "refines": element.get("refines") or "", "language": language_of(element) or ""}
    if tag.startswith(DC):
        return [Meta("dc:" + local(element), words_in(element), "dc", line, **own)]
    if local(element) == "link":
        return [Meta(rel, element.get("href") or "", "property", line, **own) for rel in (element.get("rel") or "").split()]
    if local(element) != "meta":
        return []
    if element.get("property"):
        return [Meta((element.get("property") or "").strip(), words_in(element), "property", line, **own)]
    return [Meta((element.get("name") or "").strip(), (element.get("content") or "").strip(), "name", line, **own)]


def _item(element: Element, base: str) -> Item:
    href = element.get("href") or ""
    found = resolve(base, href) if href else None
    properties = frozenset((element.get("properties") or "").split())
    return Item(element.get("id") or "", href, found[0] if found else "", (element.get("media-type") or "").strip(), properties, line_of(element))


def _words(element: Element) -> frozenset[str]:
    return frozenset((element.get("properties") or "").split())


def locked(container: Container) -> frozenset[str]:
    """Files whose content is encrypted; fonts that are merely obfuscated are none. Raises `EpubError` where the list cannot be read."""
    if ENCRYPTION not in container:
        return frozenset()
    try:
        root = parse_entry(container, ENCRYPTION)
    except Unreadable:
        raise refuse("encryption_unreadable", container.file) from None
    found = set()
    for data in elements(root, "EncryptedData"):
        methods = {one.get("Algorithm") or "" for one in data.iterchildren("{*}EncryptionMethod")}
        if methods and methods <= OBFUSCATED:
            continue
        for reference in elements(data, "CipherReference"):
            path = resolve("", reference.get("URI") or "")
            found.add(path[0] if path else "?")
    return frozenset(found)
