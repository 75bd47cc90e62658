"""PDF without what tells who wrote it (ISO 32000; from memory, clauses not seen).

The file is written anew from what its pages reach, so that earlier versions, which a PDF keeps at its beginning, are gone.
Of the catalogue and of pages only what is needed to show them stays; everywhere else, keys that tell of people go.
"""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
import pikepdf.settings
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Stream, String

from . import blocks, trees
from .findings import BlindingError, refuse
from .limits import LIMITS, MEGABYTE, Limits
from .removals import Account

CATALOGUE = frozenset(
    [
        "/Type",
        "/Version",
        "/Pages",
        "/PageLabels",
        "/Names",
        "/Dests",
        "/ViewerPreferences",
        "/PageLayout",
        "/PageMode",
        "/Outlines",
        "/OpenAction",
        "/AcroForm",
        "/StructTreeRoot",
        "/MarkInfo",
        "/Lang",
        "/OCProperties",
        "/OutputIntents",
    ]
)
PAGE = frozenset(
    [
        "/Type",
        "/Parent",
        "/Resources",
        "/MediaBox",
        "/CropBox",
        "/BleedBox",
        "/TrimBox",
        "/ArtBox",
        "/Rotate",
        "/Contents",
        "/Group",
        "/Annots",
        "/StructParents",
        "/Tabs",
        "/UserUnit",
        "/Dur",
        "/Trans",
    ]
)
NAMES = frozenset({"/Dests", "/AP"})
ANYWHERE = {
    "/Metadata": "xmp",
    "/PieceInfo": "private_data",
    "/LastModified": "private_data",
    "/Author": "authors",
    "/Creator": "private_data",
    "/CreatorInfo": "private_data",
    "/Producer": "private_data",
    "/Thumb": "thumbnails",
    "/AA": "actions",
    "/JS": "actions",
    "/AF": "attachments",
    "/EF": "attachments",
    "/Ref": "paths",
    "/XFA": "private_data",
    "/DSS": "signatures",
    "/SpiderInfo": "private_data",
    "/OPI": "paths",
    "/FFilter": "paths",
    "/FDecodeParms": "paths",
}
"""Keys that go from every dictionary, and how that is counted."""
OF_ANNOTATIONS = ("/T", "/NM", "/M", "/CreationDate", "/RC", "/Subj")
ANNOTATIONS_GONE = frozenset(["/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D"])
ACTIONS_KEPT = frozenset({"/GoTo", "/URI", "/Named"})
LARGEST_PICTURE = 256 * MEGABYTE


def opened(content: bytes, limits: Limits = LIMITS) -> pikepdf.Pdf:
    """The document, within limits. BlindingError for one that is broken, locked or has too many objects or pages."""
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=limits.expanded // 4, dct_max_memory=limits.expanded // 4, run_length_max_memory=limits.expanded // 4, max_stream_filters=5
    )
    try:
        with warnings.catch_warnings(action="ignore"):
            document = pikepdf.open(io.BytesIO(content), suppress_warnings=True)
            if document.is_encrypted:
                raise refuse("encrypted")
            if len(document.objects) > limits.objects:
                raise refuse("too_many_objects", most=limits.objects)
            if not 0 < len(document.pages) <= limits.pages:
                raise refuse("too_many_pages", most=limits.pages) if len(document.pages) else refuse("broken")
    except pikepdf.PasswordError:
        raise refuse("encrypted") from None
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, KeyError, AttributeError):
        raise refuse("broken") from None
    return document


def cleaned_pdf(content: bytes, account: Account, limits: Limits = LIMITS) -> bytes:
    """The document without metadata; pages, outlines, links, form values and the text of comments stay."""
    if content.count(b"startxref") > 1 and b"/Prev" in content and b"/Linearized" not in content[:1024]:
        account.took("histories")
    document = opened(content, limits)
    try:
        with warnings.catch_warnings(action="ignore"):
            _clean(document, account, limits)
            return _settled(document)
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, KeyError, AttributeError, RecursionError):
        raise refuse("broken") from None


def _settled(document: pikepdf.Pdf) -> bytes:
    """The bytes, written and read once more: so that writing them again changes nothing."""
    first = _saved(document)
    with pikepdf.open(io.BytesIO(first)) as again:
        return _saved(again)


def _saved(document: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    document.save(out, static_id=True, object_stream_mode=ObjectStreamMode.generate, fix_metadata_version=False, preserve_pdfa=False)
    return out.getvalue()


def _clean(document: pikepdf.Pdf, account: Account, limits: Limits) -> None:
    _clean_heads(document, account)
    for page in document.pages:
        _only(page.obj, PAGE, account)
        _annotations(page.obj, account)
    for one in _dictionaries(document):
        _neutral(one, account)
        if isinstance(one, Stream):
            _stream(one, account, limits)


def _clean_heads(document: pikepdf.Pdf, account: Account) -> None:
    """The trailer and the catalogue."""
    if isinstance(document.trailer.get("/Info"), Dictionary):
        account.took("properties")
        for key in list(document.trailer.Info.keys()):
            del document.trailer.Info[key]
    for key in list(document.trailer.keys()):
        if key not in ("/Root", "/Size"):
            del document.trailer[key]
    root = document.Root
    _only(root, CATALOGUE, account)
    if isinstance(root.get("/Names"), Dictionary):
        _only(root.Names, NAMES, account)
        if not root.Names.keys():
            del root["/Names"]
    if "/OpenAction" in root and isinstance(root.OpenAction, Dictionary) and str(root.OpenAction.get("/S")) not in ACTIONS_KEPT:
        del root["/OpenAction"]
        account.took("actions")


COUNTED = {"/EmbeddedFiles": "attachments", "/JavaScript": "actions", "/AA": "actions", "/Thumb": "thumbnails", "/Metadata": "xmp"}


def _only(one: Any, kept: frozenset[str], account: Account) -> None:
    for key in list(one.keys()):
        if key not in kept:
            del one[key]
            account.took(COUNTED.get(key, ANYWHERE.get(key, "private_data")))


def _annotations(page: Any, account: Account) -> None:
    """Attached files, sound and films go."""
    found = page.get("/Annots")
    if not isinstance(found, Array):
        return
    kept = [one for one in found if not (isinstance(one, Dictionary) and str(one.get("/Subtype")) in ANNOTATIONS_GONE)]
    if len(kept) < len(found):
        account.took("attachments", len(found) - len(kept))
        page.Annots = Array(kept)


def _dictionaries(document: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary and stream of the file, those within others too, each once."""
    waiting = list(document.objects)
    while waiting:
        one = waiting.pop()
        if isinstance(one, Array):
            waiting += [inner for inner in one if isinstance(inner, Array | Dictionary | Stream) and not inner.is_indirect]
        elif isinstance(one, Dictionary | Stream):
            yield one
            waiting += [inner for inner in one.values() if isinstance(inner, Array | Dictionary | Stream) and not inner.is_indirect]


def _neutral(one: Any, account: Account) -> None:
    for key in list(one.keys()):
        value = one[key]
        if key in ANYWHERE:
            if key == "/Creator" and isinstance(value, Dictionary):
                continue
            del one[key]
            account.took(ANYWHERE[key])
        elif _is_action(one, key, value):
            del one[key]
            account.took("actions")
        elif key in ("/F", "/UF", "/FS", "/DOS", "/Mac", "/Unix") and _file(one, value):
            del one[key]
            account.took("paths")
    if "/Rect" in one and "/Subtype" in one and str(one.get("/Subtype")) != "/Widget":
        for key in OF_ANNOTATIONS:
            if key in one:
                account.took("authors", key == "/T")
                del one[key]
    _signature(one, account)


def _is_action(one: Any, key: str, value: Any) -> bool:
    """Whether a key does something beyond leading to a page or an address. (Parts of the structure have `/A` for other ends.)"""
    if key == "/Next":
        return isinstance(value, Dictionary | Array) and "/S" in one
    return key == "/A" and isinstance(value, Dictionary) and "/S" in value and not _harmless(value)


def _harmless(action: Any) -> bool:
    kind = str(action.get("/S"))
    return kind in ACTIONS_KEPT and not (kind == "/URI" and trees.is_local_path(str(action.get("/URI", ""))))


def _file(one: Any, value: Any) -> bool:
    """Whether `/F` and its like name a file: a string or a file specification (a number is an annotation's flags)."""
    if isinstance(value, String):
        return "/Subtype" not in one or isinstance(one, Stream)
    return isinstance(value, Dictionary) and ("/F" in value or "/UF" in value or str(value.get("/Type")) in ("/Filespec", "/F"))


def _signature(one: Any, account: Account) -> None:
    """The signature of a form field: who signed, when and where, with a certificate. The field stays, empty."""
    if str(one.get("/FT", "")) == "/Sig" and "/V" in one:
        del one["/V"]
        account.took("signatures")
    elif str(one.get("/Type", "")) == "/Sig" or "/ByteRange" in one:
        for key in list(one.keys()):
            del one[key]


def _stream(one: Stream, account: Account, limits: Limits) -> None:
    """Photographs within the file: JPEG and JPEG 2000 carry a camera's and an editor's words with them."""
    filters = one.get("/Filter")
    names = [str(filters)] if isinstance(filters, Name) else [str(part) for part in filters] if isinstance(filters, Array) else []
    if not names or names[-1] not in ("/DCTDecode", "/JPXDecode") or any(name != "/FlateDecode" for name in names[:-1]):
        return
    try:
        data = _unpacked(one.read_raw_bytes(), len(names) - 1, min(LARGEST_PICTURE, limits.expanded))
    except zlib.error:
        account.left("part_left", "jpeg")
        return
    before = len(data)
    taken = Account()
    clean = _photograph(data, names[-1], taken)
    if len(clean) != before or len(names) > 1:
        parameters = one.get("/DecodeParms")
        last = parameters[-1] if isinstance(parameters, Array) and len(parameters) else parameters
        one.write(clean, filter=Name(names[-1]), decode_parms=last if isinstance(last, Dictionary) else None)
        account.took("picture_fields", sum(taken.removed.values()))
    account.kept.update(taken.kept)


def _unpacked(data: bytes, times: int, most: int) -> bytes:
    for _ in range(times):
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(data, most)
        if unpacking.unconsumed_tail:
            raise refuse("bomb")
    return data


def _photograph(data: bytes, filter_name: str, account: Account) -> bytes:
    """The photograph cut to what shows; one that does not add up is left as it is and told of."""
    try:
        if filter_name == "/JPXDecode":
            return blocks.jpeg2000(data, account)
        return blocks.embedded_jpeg(data, account)
    except (BlindingError, IndexError):
        account.left("part_left", "jpeg")
        return data
