"""Files without their author: nothing planted is left, everything else is still there."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sextant.lab.blinding import strip, text_of
from sextant.lab.blinding.tests import factories, office
from sextant.lab.blinding.tests.factories import betrayals, members

FILES: dict[str, Callable[[], bytes]] = {
    "pdf": factories.pdf,
    "docx": lambda: office.docx(embedded={"sheet.xlsx": office.xlsx(), "text.docx": office.docx(), "page.pdf": factories.pdf()}),
    "xlsx": office.xlsx,
    "pptx": office.pptx,
    "odt": office.odf,
    "ods": lambda: office.odf("spreadsheet"),
    "odp": lambda: office.odf("presentation"),
    "jpeg": factories.jpeg,
    "png": factories.png,
    "webp": factories.webp,
    "gif": factories.gif,
    "tiff": factories.tiff,
}


@pytest.mark.parametrize("kind", FILES)
def test_nothing_planted_is_left_anywhere_and_a_second_time_changes_nothing(kind: str) -> None:
    content = FILES[kind]()
    assert betrayals(content)
    done = strip(content, kind)
    assert (betrayals(done.content), done.kind, done.cleaned, bool(done.removed), done.warnings) == ([], kind, True, True, ())
    assert strip(content, kind) == done
    again = strip(done.content, kind)
    assert (again.content == done.content, again.removed) == (True, ())


@given(st.text("абвгдежзиклмнопрстуфхцчшэюя", min_size=6, max_size=20), st.sampled_from(["docx", "pdf", "odt", "xlsx", "pptx"]))
@settings(max_examples=40, deadline=None)
def test_whatever_the_author_is_called_no_byte_of_it_is_left(name: str, kind: str) -> None:
    name = "щъ" + name
    with pytest.MonkeyPatch.context() as patch:
        for module in (factories, office):
            patch.setattr(module, "NAME", name)
        patch.setattr(factories, "PLANTED", (name, factories.LATIN, factories.MARK))
        assert betrayals(strip(FILES[kind](), kind).content) == []


def test_the_pages_of_a_pdf_their_text_outline_links_and_answers_stay() -> None:
    done = strip(factories.pdf())
    document = pypdfium2.PdfDocument(done.content)
    assert [page.get_textpage().get_text_range().split("\r\n")[0] for page in document] == ["Опыт библиотеки", "Итоги"]
    assert [one.get_title() for one in document.get_toc()] == ["Опыт библиотеки", "Итоги"]
    with pikepdf.open(io.BytesIO(done.content)) as found:
        assert not {"/Metadata", "/OpenAction", "/AA", "/PieceInfo", "/XxPrivate", "/Names"} & set(found.Root.keys())
        notes = [one for one in found.pages[0].Annots if one.Subtype == "/Text"]
        assert [(str(one.Contents), "/T" in one, int(one.F)) for one in notes] == [("Уточнить", False, 4)]
        assert [str(one.V) for one in found.Root.AcroForm.Fields if "/V" in one] == ["Да"]
        links = [str(one.A.URI) for one in found.pages[0].Annots if one.Subtype == "/Link" and "/A" in one]
        assert links == ["https://example.org"]
        photo = found.pages[0].Resources.XObject
        assert [photo[name].read_raw_bytes()[:2] for name in ("/Photo", "/Packed")] == [b"\xff\xd8"] * 2


def test_an_earlier_version_of_a_pdf_is_not_in_the_new_one() -> None:
    with pikepdf.open(io.BytesIO(factories.typeset())) as document:
        out = io.BytesIO()
        document.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    old = out.getvalue() + b"\n%the first version ends here\n"
    done = strip(old)
    assert b"first version" not in done.content
    assert done.content.count(b"startxref") == 1


def test_nothing_tells_two_pdfs_of_one_author_apart_from_others() -> None:
    with pikepdf.open(io.BytesIO(strip(factories.pdf()).content)) as one, pikepdf.open(io.BytesIO(strip(factories.typeset()).content)) as other:
        assert [bytes(part) for part in one.trailer.ID] == [bytes(part) for part in other.trailer.ID]


def test_a_thumbnail_within_a_photograph_goes() -> None:
    content = factories.jpeg()
    place = content.index(b"JFIF\x00") - 4
    whole = content[:place] + b"\xff\xe0\x00\x13JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x01\x01abc" + content[place + 18 :]
    assert strip(whole).content == strip(content).content


def test_days_of_comments_and_changes_go() -> None:
    for content in (office.docx(), office.xlsx(), office.pptx(), office.odf()):
        assert any(b"2024-05-06" in data for data in members(content).values())
        assert not any(b"2024-05-06" in data for data in members(strip(content).content).values())


def test_a_document_keeps_its_text_changes_comments_and_links() -> None:
    found = {part.name.en: part.text for part in text_of(strip(office.docx()).content)}
    assert found == {
        "text": 'Опыт сельской библиотеки вставкаубрано\nINCLUDEPICTURE ""\nПодпись\nAuthor 1\nAuthor 2\nРисунок 1\nPicture',
        "header": "Колонтитул",
        "comments": "Уточнить цифры\nAuthor 1\nA1",
        "links": "https://example.org/page\nremoved",
    }


def test_a_document_names_no_part_that_went() -> None:
    parts = members(strip(office.docx()).content)
    assert list(parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/document.xml",
        "word/comments.xml",
        "word/settings.xml",
        "word/header1.xml",
        "word/media/image1.jpeg",
        "word/media/image2.png",
        "word/_rels/document.xml.rels",
        "word/_rels/settings.xml.rels",
    ]
    for gone in (b"docProps", b"people.xml", b"customXml", b"thumbnail", b"attachedTemplate", b"rsid", b"docVars"):
        assert all(gone not in data for data in parts.values())
    assert b'<w:zoom w:percent="100"/>' in parts["word/settings.xml"]


def test_a_sheet_keeps_its_table_and_loses_its_printer() -> None:
    parts = members(strip(office.xlsx()).content)
    assert b'displayName="Table1"' in parts["xl/tables/table1.xml"]
    assert b'<pageSetup orientation="portrait"/>' in parts["xl/worksheets/sheet1.xml"]
    assert b"<t>Author 1:</t>" in parts["xl/comments1.xml"]


def test_members_of_an_archive_are_all_of_one_day_and_odf_begins_with_its_type() -> None:
    import zipfile

    content = strip(office.odf()).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        infos = archive.infolist()
    assert {(one.date_time, one.extra, one.comment, one.create_system) for one in infos} == {((1980, 1, 1, 0, 0, 0), b"", b"", 0)}
    assert (infos[0].filename, infos[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert content[30:38] == b"mimetype"


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "tiff"])
def test_a_picture_is_turned_as_the_camera_asked_before_it_forgets(kind: str) -> None:
    turned = strip(getattr(factories, kind)(orientation=6)).content
    image = Image.open(io.BytesIO(turned))
    red, blue = image.convert("RGB").getpixel((10, 5)), image.convert("RGB").getpixel((10, 35))
    assert (image.size, red[0] > 240, blue[2] > 240) == ((20, 40), True, True)
    assert dict(image.getexif()).get(0x0112, 1) == 1
    assert betrayals(turned) == []


def test_pixels_of_a_picture_that_lies_right_are_not_touched_and_the_colour_profile_stays() -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = factories.jpeg(icc=profile)
    done = strip(content, "image/jpeg")
    before, after = Image.open(io.BytesIO(content)), Image.open(io.BytesIO(done.content))
    assert (before.tobytes() == after.tobytes(), after.info["icc_profile"] == profile, "exif" in after.info) == (True, True, False)


def test_every_frame_and_page_stays() -> None:
    assert Image.open(io.BytesIO(strip(factories.gif()).content)).n_frames == 3
    assert Image.open(io.BytesIO(strip(factories.tiff(pages=3)).content)).n_frames == 3


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"\x00\x00\x00\x18ftypmp42" + bytes(20), "mp4"), (b"ID3\x04\x00" + bytes(20), "mp3"), (b"{\\rtf1 x}", "rtf"), (b"\x00\x01\x02\x03", "unknown")],
)
def test_what_cannot_be_cleaned_is_said(content: bytes, kind: str) -> None:
    done = strip(content, "" if kind == "unknown" else kind)
    assert (done.content, done.cleaned, [one.code for one in done.warnings]) == (content, False, ["not_cleaned"])
    assert done.warnings[0].ru.startswith(f"Файлы вида «{kind}» не очищаются")


def test_a_part_that_cannot_be_cleaned_is_said() -> None:
    done = strip(office.docx(embedded={"old.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9)}))
    assert [one.en for one in done.warnings] == ["A part of the kind “ole” within the document was not cleaned (1). Look at it before jurors do."]


def test_plain_text_is_as_it_was() -> None:
    content = "Опыт библиотеки\n".encode("cp1251")
    assert (strip(content, "txt").content, text_of(content)[0].text) == (content, "Опыт библиотеки\n")
