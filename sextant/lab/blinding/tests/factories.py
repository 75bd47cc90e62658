"""Real files with an author planted in every place that office programs, cameras and PDF writers know."""

from __future__ import annotations

import contextlib
import io
import zipfile
import zlib
from collections.abc import Iterator

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, PngImagePlugin

NAME, LATIN, MARK = "Незнамов", "Neznamov", "zzauthorzz"
"""The planted author: no word of it may be found afterwards."""
PLANTED = (NAME, LATIN, MARK)
TYPST = """#set document(title: "Отчёт", author: "Незнамов zzauthorzz", keywords: ("Neznamov",))
#set page(width: 10cm, height: 8cm)
= Опыт библиотеки
Первая страница.
#link("https://example.org")[ссылка]
#pagebreak()
= Итоги
Вторая страница.
"""


def jpeg(*, orientation: int = 1, size: tuple[int, int] = (40, 20), icc: bytes | None = None) -> bytes:
    """A photograph, its left half red; camera owner, description, XMP, IPTC, comment and a second file after its end."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = image.getexif()
    exif[0x013B], exif[0x8298], exif[0x0112] = MARK, LATIN, orientation
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=LATIN.encode(), xmp=f"<x>{MARK}</x>".encode(), icc_profile=icc, quality=90)
    plain = out.getvalue()
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + MARK.encode()
    return plain[:2] + b"\xff\xed" + (len(iptc) + 2).to_bytes(2, "big") + iptc + plain[2:] + MARK.encode()


def png(*, orientation: int = 1) -> bytes:
    image = Image.new("RGB", (40, 20), "blue")
    image.paste("red", (0, 0, 20, 20))
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", MARK)
    info.add_itxt("XML:com.adobe.xmp", f"<x>{NAME}</x>")
    exif = image.getexif()
    exif[0x013B], exif[0x0112] = LATIN, orientation
    out = io.BytesIO()
    image.save(out, "PNG", pnginfo=info, exif=exif)
    return out.getvalue() + MARK.encode()


def webp(*, orientation: int = 1) -> bytes:
    image = Image.new("RGB", (40, 20), "blue")
    image.paste("red", (0, 0, 20, 20))
    exif = image.getexif()
    exif[0x013B], exif[0x0112] = MARK, orientation
    out = io.BytesIO()
    image.save(out, "WEBP", exif=exif.tobytes(), xmp=LATIN.encode(), lossless=True)
    return out.getvalue()


def gif() -> bytes:
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("red", "green", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], comment=MARK.encode(), loop=0, duration=50)
    return out.getvalue()


def tiff(*, pages: int = 2, orientation: int = 1) -> bytes:
    images = [Image.new("RGB", (40, 20), "blue") for _ in range(pages)]
    for image in images:
        image.paste("red", (0, 0, 20, 20))
    out = io.BytesIO()
    fields = {315: MARK, 33432: LATIN, 270: LATIN, 274: orientation, 700: LATIN.encode()}
    images[0].save(out, "TIFF", save_all=True, append_images=images[1:], tiffinfo=fields)
    return out.getvalue()


def typeset() -> bytes:
    """Two pages set by typst, with its properties."""
    return typst.compile(TYPST.encode())


def pdf() -> bytes:
    """The same with an author in every place: XMP, annotations, attachments, scripts, private data, a photograph, a signature."""
    with pikepdf.open(io.BytesIO(typeset())) as document:
        del document.Root["/Metadata"]
        document.docinfo["/Author"] = NAME
        document.docinfo["/Company"] = MARK
        document.trailer["/ID"] = Array([String(MARK), String(MARK)])
        root, page = document.Root, document.pages[0].obj
        root.Metadata = Stream(document, f"<x>{MARK} {NAME}</x>".encode(), Type=Name.Metadata, Subtype=Name.XML)
        root.PieceInfo = Dictionary(Word=Dictionary(Private=String(MARK)))
        root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{MARK}')"))
        root.AA = Dictionary(WC=Dictionary(S=Name.JavaScript, JS=String(MARK)))
        root.XxPrivate = String(MARK)
        document.attachments[f"{LATIN}.txt"] = MARK.encode()
        page.PieceInfo = Dictionary(X=Dictionary(Private=Stream(document, MARK.encode())))
        page.Thumb = Stream(document, MARK.encode())
        page.Metadata = Stream(document, MARK.encode())
        page.LastModified = String(f"D:2020 {MARK}")
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=String("Уточнить"), T=String(NAME), NM=String(MARK), F=4)
        widget = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=[9, 9, 20, 20], FT=Name.Tx, T=String("answer"), V=String("Да"), F=4)
        launch = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 5, 5])
        launch.A = Dictionary(S=Name.Launch, F=Dictionary(F=String(f"C:\\Users\\{LATIN}\\a.doc")))
        local = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 5, 5], A=Dictionary(S=Name.URI, URI=String(f"file:///home/{LATIN}/a.pdf")))
        signed = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=[0, 0, 0, 0], FT=Name.Sig, T=String("signature"))
        signed.V = document.make_indirect(Dictionary(Type=Name.Sig, Name=String(NAME), Contents=String(MARK), ByteRange=[0, 1, 2, 3]))
        file = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 1, 1], Contents=String(MARK), T=String(MARK))
        fields = [document.make_indirect(widget), document.make_indirect(signed)]
        others = [document.make_indirect(one) for one in (note, launch, local, file)]
        page.Annots = Array([*page.get("/Annots", []), *fields, *others])
        root.AcroForm = Dictionary(Fields=Array(fields), XFA=Stream(document, MARK.encode()))
        photo = Stream(document, jpeg(), Type=Name.XObject, Subtype=Name.Image, Width=40, Height=20, ColorSpace=Name.DeviceRGB, BitsPerComponent=8)
        photo.Filter = Name.DCTDecode
        photo.Metadata = Stream(document, f"<x>{MARK}</x>".encode(), Type=Name.Metadata, Subtype=Name.XML)
        packed = Stream(document, b"", Type=Name.XObject, Subtype=Name.Image, Width=40, Height=20, ColorSpace=Name.DeviceRGB, BitsPerComponent=8)
        packed.write(zlib.compress(jpeg()), filter=Array([Name.FlateDecode, Name.DCTDecode]))
        page.Resources.XObject = Dictionary(Photo=photo, Packed=packed)
        out = io.BytesIO()
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, preserve_pdfa=False, fix_metadata_version=False)
    return _with_an_earlier_version(out.getvalue())


def _with_an_earlier_version(content: bytes) -> bytes:
    """An incremental update at the end, which hides an object of the version before without removing it."""
    number = content.rindex(b"startxref") + len(b"startxref")
    before = int(content[number:].split()[0])
    with pikepdf.open(io.BytesIO(content)) as document:
        size = len(document.objects) + 2
        root, info = document.Root.objgen[0], document.docinfo.objgen[0]
    added = f"\n{size} 0 obj\n(an object of the update)\nendobj\n".encode()
    place = len(content) + 1
    table = f"xref\n{size} 1\n{place:010d} 00000 n \ntrailer\n<< /Size {size + 1} /Info {info} 0 R /Root {root} 0 R /Prev {before} >>\n".encode()
    return content + added + table + f"startxref\n{len(content) + len(added)}\n%%EOF\n% {MARK}\n".encode()


def zipped(parts: dict[str, bytes | str], *, comment: bytes = b"", plain: tuple[str, ...] = ()) -> bytes:
    """An archive as careless programs write it: with a day, extra fields and a comment."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 9))
            info.compress_type = zipfile.ZIP_STORED if name in plain else zipfile.ZIP_DEFLATED
            info.comment, info.extra = comment, b"\x99\x99\x0a\x00" + MARK.encode() if name not in plain else b""
            archive.writestr(info, data)
    return out.getvalue()


def members(content: bytes) -> dict[str, bytes]:
    """The parts of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def everything_in(content: bytes) -> Iterator[bytes]:
    """The bytes of a file, of every part of an archive and of every stream of a PDF, down through the nested ones."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive.comment
            for info in archive.infolist():
                yield info.extra + info.comment + info.filename.encode()
                yield from everything_in(archive.read(info))
    elif content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as document:
            yield str(document.trailer).encode()
            for one in document.objects:
                yield repr(one).encode() if not isinstance(one, Stream) else repr(dict(one.items())).encode()
                if isinstance(one, Stream):
                    yield one.read_raw_bytes()
                    with contextlib.suppress(pikepdf.PdfError):
                        yield one.read_bytes()


def betrayals(content: bytes) -> list[str]:
    """Which of the planted words are still somewhere in a file, in any coding."""
    codings = ("utf-8", "utf-16-be", "utf-16-le", "cp1251")
    wanted = {word: [word.encode(coding) for coding in codings] for word in PLANTED}
    return [word for word, forms in wanted.items() if any(form in piece for piece in everything_in(content) for form in forms)]
