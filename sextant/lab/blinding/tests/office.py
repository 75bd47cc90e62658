"""Office documents written part by part, with an author in every place that office programs know."""

from __future__ import annotations

from sextant.lab.blinding.tests.factories import LATIN, MARK, NAME, jpeg, png, zipped

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SLIDE = "http://schemas.openxmlformats.org/presentationml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def relations(*rows: tuple[str, str]) -> str:
    """Relations numbered rId1, rId2 …; one whose target begins with `!` leads outside."""
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{REL}/{kind}" Target="{target.lstrip("!")}"{" TargetMode=" + chr(34) + "External" + chr(34) if target[0] == "!" else ""}/>'
        for number, (kind, target) in enumerate(rows, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{made}</Relationships>'


def types(*names: str) -> str:
    made = "".join(f'<Override PartName="/{name}" ContentType="application/xml"/>' for name in names)
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>{made}</Types>'


def properties() -> dict[str, str | bytes]:
    """The parts that every office document has about its author."""
    core = f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    core += f"<dc:creator>{NAME}</dc:creator><cp:lastModifiedBy>{LATIN}</cp:lastModifiedBy></cp:coreProperties>"
    return {
        "docProps/core.xml": HEAD + core,
        "docProps/app.xml": f"{HEAD}<Properties><Company>{MARK}</Company><Manager>{NAME}</Manager></Properties>",
        "docProps/custom.xml": f"{HEAD}<Properties><property>{MARK}</property></Properties>",
        "docProps/thumbnail.jpeg": jpeg(),
        "customXml/item1.xml": f"{HEAD}<x>{MARK}</x>",
    }


ROOT = (
    ("officeDocument", "{main}"),
    ("core-properties", "docProps/core.xml"),
    ("extended-properties", "docProps/app.xml"),
    ("custom-properties", "docProps/custom.xml"),
    ("thumbnail", "docProps/thumbnail.jpeg"),
)


def package(main: str, parts: dict[str, str | bytes]) -> bytes:
    whole = {
        "_rels/.rels": relations(*((kind, target.format(main=main)) for kind, target in ROOT)),
        **properties(),
        **parts,
    }
    names = [name for name in whole if not name.endswith(".rels")]
    return zipped({"[Content_Types].xml": types(*names), **whole}, comment=MARK.encode())


def docx(text: str = "Опыт сельской библиотеки", *, embedded: dict[str, bytes] | None = None) -> bytes:
    """A text with a comment and a tracked change by two people, a picture, a header, session marks and a template."""
    document = f"""{HEAD}<!-- {MARK} --><w:document xmlns:w="{WORD}" xmlns:r="{REL}" xmlns:mc="{COMPATIBLE}" xmlns:w14="urn:w14"
 xmlns:wp="urn:wp" mc:Ignorable="w14"><w:body>
<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD" w14:paraId="1"><w:r w:rsidRPr="00AB12CD"><w:t>{text}</w:t></w:r>
<w:ins w:id="1" w:author="{NAME}" w:date="2024-05-06T07:08:09Z"><w:r><w:t xml:space="preserve"> вставка</w:t></w:r></w:ins>
<w:del w:id="2" w:author="{LATIN}" w:date="2024-05-06T07:08:09Z"><w:r><w:delText>убрано</w:delText></w:r></w:del></w:p>
<w:p><w:r><w:instrText>INCLUDEPICTURE "C:\\\\Users\\\\{LATIN}\\\\a.png"</w:instrText></w:r></w:p>
<w:p><w:r><wp:docPr id="1" name="Рисунок 1" descr="C:\\Users\\{LATIN}\\photo.jpg"/><wp:cNvPr name="{NAME}.JPG" descr="{LATIN} 1.png"/><w:t>Подпись</w:t></w:r></w:p>
<w:sectPr w:rsidR="00AB12CD"><w:headerReference r:id="rId5"/></w:sectPr></w:body></w:document>"""
    comments = f'{HEAD}<w:comments xmlns:w="{WORD}"><w:comment w:id="0" w:author="{NAME}" w:initials="ZZ" w:date="2024-05-06T07:08:09Z">'
    comments += "<w:p><w:r><w:t>Уточнить цифры</w:t></w:r></w:p></w:comment></w:comments>"
    settings = f'{HEAD}<w:settings xmlns:w="{WORD}" xmlns:r="{REL}"><w:attachedTemplate r:id="rId1"/><w:rsids><w:rsid w:val="00AB12CD"/></w:rsids>'
    settings += f'<w:docVars><w:docVar w:name="a" w:val="{MARK}"/></w:docVars><w:zoom w:percent="100"/></w:settings>'
    people = (
        f'{HEAD}<w15:people xmlns:w15="urn:w15"><w15:person w15:author="{NAME}"><w15:presenceInfo w15:userId="{MARK}"/></w15:person></w15:people>'
    )
    parts: dict[str, str | bytes] = {
        "word/document.xml": document,
        "word/comments.xml": comments,
        "word/settings.xml": settings,
        "word/people.xml": people,
        "word/header1.xml": f'{HEAD}<w:hdr xmlns:w="{WORD}"><w:p><w:r><w:t>Колонтитул</w:t></w:r></w:p></w:hdr>',
        "word/media/image1.jpeg": jpeg(orientation=6),
        "word/media/image2.png": png(),
        "word/_rels/document.xml.rels": relations(
            ("comments", "comments.xml"),
            ("people", "people.xml"),
            ("settings", "settings.xml"),
            ("image", "media/image1.jpeg"),
            ("header", "header1.xml"),
            ("customXml", "../customXml/item1.xml"),
            ("hyperlink", "!https://example.org/page"),
            ("hyperlink", f"!file:///C:/Users/{LATIN}/b.docx"),
        ),
        "word/_rels/settings.xml.rels": relations(("attachedTemplate", f"!file:///C:/Users/{LATIN}/T.dotx")),
    }
    return package("word/document.xml", {**parts, **{f"word/embeddings/{name}": data for name, data in (embedded or {}).items()}})


def xlsx() -> bytes:
    """A sheet with a comment, a threaded comment, a printer, and the folder it was saved in."""
    workbook = f"""{HEAD}<workbook xmlns="{SHEET}" xmlns:r="{REL}" xmlns:mc="{COMPATIBLE}" xmlns:x15ac="urn:x15ac" mc:Ignorable="x15ac">
<fileSharing userName="{NAME}"/><mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:\\Users\\{LATIN}\\"/></mc:Choice>
</mc:AlternateContent><sheets><sheet name="Итоги" sheetId="1" r:id="rId1"/></sheets></workbook>"""
    sheet = f'{HEAD}<worksheet xmlns="{SHEET}" xmlns:r="{REL}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>12</v></c></row></sheetData>'
    sheet += '<pageSetup orientation="portrait" r:id="rId1"/></worksheet>'
    comments = f'{HEAD}<comments xmlns="{SHEET}"><authors><author>{NAME}</author></authors><commentList><comment ref="A1" authorId="0"><text>'
    comments += f"<r><t>{NAME}:</t></r><r><t>проверить</t></r></text></comment></commentList></comments>"
    threaded = f'{HEAD}<ThreadedComments xmlns="urn:t"><threadedComment ref="A1" dT="2024-05-06T07:08:09" personId="{{1}}"><text>да</text></threadedComment></ThreadedComments>'
    persons = f'{HEAD}<personList xmlns="urn:t"><person displayName="{NAME}" id="{{1}}" userId="{MARK}" providerId="AD"/></personList>'
    return package(
        "xl/workbook.xml",
        {
            "xl/workbook.xml": workbook,
            "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{SHEET}"><si><t>Посещения</t></si></sst>',
            "xl/worksheets/sheet1.xml": sheet,
            "xl/comments1.xml": comments,
            "xl/threadedComments/threadedComment1.xml": threaded,
            "xl/persons/person.xml": persons,
            "xl/tables/table1.xml": f'{HEAD}<table xmlns="{SHEET}" id="1" name="Table1" displayName="Table1" ref="A1:B1"/>',
            "xl/pivotCache/pivotCacheDefinition1.xml": f'{HEAD}<pivotCacheDefinition xmlns="{SHEET}" refreshedBy="{NAME}"/>',
            "xl/printerSettings/printerSettings1.bin": MARK.encode(),
            "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")),
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                ("printerSettings", "../printerSettings/printerSettings1.bin"), ("comments", "../comments1.xml")
            ),
        },
    )


def pptx() -> bytes:
    """A slide with notes, comments of the old and the new kind, and a history of changes."""
    text = "<p:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:txBody>"
    slide = (
        f'{HEAD}<p:{{0}} xmlns:p="{SLIDE}" xmlns:a="{DRAWING}"><p:cSld><p:cNvPr id="2" name="Picture" descr="Читальный зал"/>{{1}}</p:cSld></p:{{0}}>'
    )
    return package(
        "ppt/presentation.xml",
        {
            "ppt/presentation.xml": f'{HEAD}<p:presentation xmlns:p="{SLIDE}"/>',
            "ppt/slides/slide1.xml": slide.format("sld", text.format("Наш опыт")),
            "ppt/notesSlides/notesSlide1.xml": slide.format("notes", text.format("Сказать о цифрах")),
            "ppt/commentAuthors.xml": f'{HEAD}<p:cmAuthorLst xmlns:p="{SLIDE}"><p:cmAuthor id="0" name="{NAME}" initials="ZZ" clrIdx="0"/></p:cmAuthorLst>',
            "ppt/authors.xml": f'{HEAD}<p188:authorLst xmlns:p188="urn:p188"><p188:author id="{{2}}" name="{LATIN}" initials="N" userId="{MARK}" providerId="AD"/></p188:authorLst>',
            "ppt/comments/comment1.xml": f'{HEAD}<p:cmLst xmlns:p="{SLIDE}"><p:cm authorId="0" dt="2024-05-06T07:08:09"><p:text>Короче</p:text></p:cm></p:cmLst>',
            "ppt/changesInfos/changesInfo1.xml": f'{HEAD}<x name="{NAME}" userId="{MARK}"/>',
            "ppt/revisionInfo.xml": f"{HEAD}<x>{MARK}</x>",
            "ppt/_rels/presentation.xml.rels": relations(
                ("slide", "slides/slide1.xml"), ("changesInfo", "changesInfos/changesInfo1.xml"), ("revisionInfo", "revisionInfo.xml")
            ),
        },
    )


OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def odf(kind: str = "text", text: str = "Опыт сельской библиотеки") -> bytes:
    """A text, sheet or presentation with a comment, a tracked change, a thumbnail, an earlier version and a printer."""
    spaces = f'xmlns:office="{OASIS}:office:1.0" xmlns:text="{OASIS}:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    spaces += f'xmlns:meta="{OASIS}:meta:1.0" xmlns:config="{OASIS}:config:1.0" xmlns:officeooo="urn:ooo" xmlns:xlink="http://www.w3.org/1999/xlink"'
    change = f"<office:change-info><dc:creator>{NAME}</dc:creator><dc:date>2024-05-06T07:08:09</dc:date></office:change-info>"
    content = f"""{HEAD}<office:document-content {spaces}><office:body><office:{kind}>
<text:tracked-changes><text:changed-region><text:insertion>{change}</text:insertion></text:changed-region></text:tracked-changes>
<text:p officeooo:rsid="00ab12cd">{text}<office:annotation><dc:creator>{LATIN}</dc:creator><dc:date>2024-05-06T07:08:09</dc:date>
<meta:creator-initials>ZZ</meta:creator-initials><text:p>Уточнить</text:p></office:annotation></text:p>
<text:p><text:a xlink:href="file:///home/{LATIN}/a.odt">ссылка</text:a>, автор <text:author-name>{NAME}</text:author-name></text:p>
</office:{kind}></office:body></office:document-content>"""
    settings = f'{HEAD}<office:document-settings {spaces}><config:config-item config:name="PrinterName">{MARK}</config:config-item></office:document-settings>'
    names = ["content.xml", "settings.xml", "meta.xml", "Thumbnails/thumbnail.png", "Pictures/a.png", "Versions/Version1"]
    entries = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type=""/>' for name in names)
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": content,
            "settings.xml": settings,
            "meta.xml": f"{HEAD}<office:document-meta {spaces}><meta:initial-creator>{NAME}</meta:initial-creator></office:document-meta>",
            "Thumbnails/thumbnail.png": png(),
            "Pictures/a.png": png(),
            "Versions/Version1": MARK.encode(),
            "META-INF/manifest.xml": f'{HEAD}<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0">{entries}</manifest:manifest>',
        },
        plain=("mimetype",),
    )
