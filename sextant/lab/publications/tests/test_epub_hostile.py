"""Files made to do harm, damaged ones and locked ones: one clear sentence each, and nothing lost."""

from __future__ import annotations

import contextlib
import random
import stat
import time
import warnings
import zipfile
from pathlib import Path

import pytest

from sextant.lab.publications.epub import container
from sextant.lab.publications.epub.checking import check_epub
from sextant.lab.publications.epub.container import Container, resolve
from sextant.lab.publications.epub.findings import EpubError
from sextant.lab.publications.epub.layout import read_fixed_layout
from sextant.lab.publications.epub.reading import read_book, readable_text
from sextant.lab.publications.tests.epub_factory import BODY, CONTAINER, book, nav, old_book, package, page, write
from sextant.lab.publications.tests.epub_real import real_books

pytestmark = pytest.mark.once
TURNS = 150


def refusal(path: Path) -> str:
    """The one finding's code; the same refusal where the text is asked for."""
    found = check_epub(path)
    assert [one.verdict for one in found.findings] == ["not_checkable"]
    assert found.verdict == "not_checkable"
    with pytest.raises(EpubError) as refused:
        readable_text(path)
    assert refused.value.code == found.findings[0].said.code
    assert "\n" not in refused.value.sentence("ru")
    return refused.value.code


def spoilt(folder: Path, name: str, data: bytes = b"x", **attributes: int) -> Path:
    path = book(folder)
    entry = zipfile.ZipInfo(name)
    for key, value in attributes.items():
        setattr(entry, key, value)
    with zipfile.ZipFile(path, "a") as more, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        more.writestr(entry, data)
    return path


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "OEBPS/../../out.txt", "C:/out.txt", "OEBPS\\..\\out.txt", "a/../b"])
def test_names_that_lead_out_refuse_the_book(tmp_path: Path, name: str) -> None:
    assert refusal(spoilt(tmp_path, name)) == "name_leads_out"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["book.epub"]


def test_links_doubled_names_and_odd_packing_refuse_the_book(tmp_path: Path) -> None:
    assert refusal(spoilt(tmp_path, "OEBPS/link", b"/etc/passwd", external_attr=(stat.S_IFLNK | 0o777) << 16)) == "symlink"
    assert refusal(spoilt(tmp_path, "OEBPS/one.xhtml")) == "name_twice"
    assert refusal(spoilt(tmp_path, "OEBPS/odd", b"x" * 100, compress_type=zipfile.ZIP_BZIP2)) == "packing_unknown"


def test_bombs_are_refused_before_they_unpack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(spoilt(tmp_path, "OEBPS/zeros", b"\0" * 2**21, compress_type=zipfile.ZIP_DEFLATED)) == "bomb"
    monkeypatch.setattr(container, "TOTAL_BYTES", 1000)
    assert refusal(book(tmp_path)) == "bomb"
    monkeypatch.setattr(container, "TOTAL_BYTES", 2**31)
    monkeypatch.setattr(container, "READ_BYTES", 1000)
    assert refusal(book(tmp_path)) == "bomb"


def test_files_that_are_no_epub(tmp_path: Path) -> None:
    whole = book(tmp_path).read_bytes()
    cases = {
        "cut.epub": (whole[: len(whole) * 2 // 3], "not_a_zip"),
        "empty.epub": (b"", "not_a_zip"),
        "book.pdf": (b"%PDF-1.7\n", "not_a_zip"),
    }
    for name, (data, code) in cases.items():
        (tmp_path / name).write_bytes(data)
        assert refusal(tmp_path / name) == code
    assert refusal(tmp_path / "absent.epub") == "no_file"
    assert refusal(write(tmp_path / "zip.epub", {"word/document.xml": "<x/>"}, container=None)) == "container_absent"
    assert refusal(write(tmp_path / "c.epub", {"one.xhtml": page()}, container="<container")) == "container_unreadable"
    assert refusal(write(tmp_path / "p.epub", {"one.xhtml": page()})) == "package_absent"
    assert refusal(write(tmp_path / "q.epub", {"content.opf": "<package"})) == "package_unreadable"
    assert refusal(write(tmp_path / "s.epub", {"content.opf": package([])})) == "spine_empty"


@pytest.mark.parametrize(
    ("mimetype", "code"), [(None, "mimetype_absent"), ("application/zip", "mimetype_wrong"), ("application/epub+zip\n", "mimetype_wrong")]
)
def test_a_wrong_mimetype_is_a_finding_and_the_rest_is_checked(tmp_path: Path, mimetype: str | None, code: str) -> None:
    files = {"nav.xhtml": nav(), "one.xhtml": page()}
    found = check_epub(write(tmp_path / "b.epub", files | {"content.opf": package(list(files))}, mimetype=mimetype))
    assert [one.said.code for one in found.findings if one.verdict != "pass"] == [code]
    assert found.by_rule["document_title"] == "pass"


BOMB = "<!ENTITY a 'aaaaaaaaaa'>" + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(
    "declared",
    [BOMB, '<!ENTITY x SYSTEM "file:///etc/passwd">', '<!ENTITY % p SYSTEM "http://example.org/p.dtd"> %p;', '<!ENTITY i "word">'],
)
def test_entities_of_a_document_are_never_expanded(tmp_path: Path, declared: str) -> None:
    text = page("<p>&i;</p>").replace("\n<html", f"\n<!DOCTYPE html [{declared}]>\n<html", 1)
    begun = time.process_time()
    found = check_epub(book(tmp_path, {"one.xhtml": text}))
    assert [one.said.code for one in found.findings if one.verdict != "pass" and one.rule == "well_formed"] == ["entities"]
    assert found.verdict == "not_checkable"
    assert time.process_time() - begun < 1
    path = book(tmp_path, {"one.xhtml": text, "two.xhtml": page()})
    assert (read_book(path).lost, readable_text(path)) == (("OEBPS/one.xhtml",), "One\nThe cat sat on the mat. It was glad.")


def test_entities_in_utf_16_and_in_the_package_are_seen_too(tmp_path: Path) -> None:
    text = f"<!DOCTYPE html [{BOMB}]>" + page("<p>&i;</p>").split("\n", 1)[1]
    found = check_epub(book(tmp_path, {"one.xhtml": text.encode("utf-16")}))
    assert [one.said.code for one in found.findings if one.rule == "well_formed" and one.verdict != "pass"] == ["entities"]
    assert refusal(write(tmp_path / "p.epub", {"content.opf": f"<!DOCTYPE package [{BOMB}]>" + package(["one.xhtml"]), "one.xhtml": page()})) == (
        "package_unreadable"
    )


def test_an_external_document_type_is_not_fetched_and_its_characters_are_known(tmp_path: Path) -> None:
    kind = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
    path = old_book(tmp_path, {"one.xhtml": page("<h1>One</h1><p>caf&eacute;&nbsp;au lait</p>").replace("\n<html", f"\n{kind}\n<html", 1)})
    assert (check_epub(path).verdict, readable_text(path)) == ("pass", "One\ncafé au lait")
    assert check_epub(book(tmp_path, {"one.xhtml": page("<p>caf&eacute;</p>")})).by_rule["well_formed"] == "fail"


def encryption(algorithm: str, uri: str) -> str:
    space = 'xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"'
    return (
        f'<encryption {space}><enc:EncryptedData><enc:EncryptionMethod Algorithm="{algorithm}"/>'
        f'<enc:CipherData><enc:CipherReference URI="{uri}"/></enc:CipherData></enc:EncryptedData></encryption>'
    )


def test_obfuscated_fonts_are_allowed_and_encrypted_text_cannot_be_checked(tmp_path: Path) -> None:
    fonts = {"META-INF/encryption.xml": encryption("http://www.idpf.org/2008/embedding", "OEBPS/f.otf")}
    assert check_epub(book(tmp_path, fonts)).verdict == "pass"
    shut = {"META-INF/encryption.xml": encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OEBPS/one.xhtml")}
    found = check_epub(book(tmp_path, shut))
    assert [(one.rule, one.said.code) for one in found.findings if one.verdict == "not_checkable"] == [
        ("locked", "entry_locked"),
        ("claims", "claims_unread"),
    ]
    assert found.verdict == "not_checkable"
    with pytest.raises(EpubError) as refused:
        readable_text(tmp_path / "book.epub")
    assert refused.value.code == "nothing_readable"


def test_a_document_damaged_inside_the_zip_is_a_finding(tmp_path: Path) -> None:
    path = write(tmp_path / "b.epub", {"nav.xhtml": nav(), "one.xhtml": page(BODY * 50), "content.opf": package(["nav.xhtml", "one.xhtml"])})
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as whole:
        entry = whole.getinfo("OEBPS/one.xhtml")
    start = entry.header_offset + 30 + len("OEBPS/one.xhtml")
    data[start : start + 40] = b"\xff" * 40
    path.write_bytes(data)
    found = check_epub(path)
    assert [one.said.code for one in found.findings if one.verdict != "pass"] == ["entry_damaged", "claims_unread"]


def test_deep_and_endless_markup_is_refused_by_the_parser_and_not_by_the_stack(tmp_path: Path) -> None:
    found = check_epub(book(tmp_path, {"one.xhtml": page("<div>" * 20_000 + "W." + "</div>" * 20_000)}))
    assert found.by_rule["well_formed"] == "fail"
    found = check_epub(book(tmp_path, {"one.xhtml": page("<p>W.</p>", head=f"<style>{'a{' * 50_000}</style>")}))
    assert found.verdict == "pass"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("a.xhtml#x", ("OEBPS/a.xhtml", "x")),
        ("../a%20b.xhtml", ("a b.xhtml", "")),
        ("#x", ("OEBPS/t.xhtml", "x")),
        ("../../a", None),
        ("/a", None),
        ("%2e%2e/%2e%2e/a", None),
        ("http://example.org/a", None),
        ("//example.org/a", None),
        ("javascript:alert(1)", None),
        ("http://[", None),
    ],
)
def test_addresses_inside_a_book(href: str, expected: tuple[str, str] | None) -> None:
    assert resolve("OEBPS/t.xhtml", href) == expected


def mutated(data: bytes, lot: random.Random) -> bytes:
    """A few bytes changed, taken out, doubled, or the end cut off."""
    spoilt_data = bytearray(data)
    for _ in range(lot.randint(1, 8)):
        at = lot.randrange(len(spoilt_data))
        match lot.randrange(4):
            case 0:
                spoilt_data[at] = lot.randrange(256)
            case 1:
                del spoilt_data[at : at + lot.randint(1, 30)]
            case 2:
                spoilt_data[at:at] = spoilt_data[at : at + lot.randint(1, 30)]
            case _:
                if lot.random() < 0.1:
                    del spoilt_data[at:]
                else:
                    spoilt_data[at : at + 4] = lot.choice([b"<!--", b"&xx;", b"\0\0\0\0", b"\xff\xfe<>", b']]>"', b"..//"])
        if not spoilt_data:
            return b""
    return bytes(spoilt_data)


def judge(path: Path) -> str:
    """Everything that reads a book; only `EpubError` may be raised. The verdict."""
    found = check_epub(path)
    assert found.findings
    for one in found.findings:
        assert one.sentence("ru")
        assert one.sentence("en")
    for read in (readable_text, lambda path: read_fixed_layout(path, (200.0, 200.0))):
        with contextlib.suppress(EpubError):
            read(path)
    return found.verdict


def test_mutations_of_made_books_never_break_the_reader(tmp_path: Path) -> None:
    """Mutations of the documents before they are packed, and of the packed file."""
    lot, verdicts = random.Random(7), set()
    head = '<meta name="viewport" content="width=100, height=100"/><style>p {color: #777; font: bold 12px/1.5 serif}</style>'
    meta = '<meta property="rendition:layout">pre-paginated</meta>'
    files = {"nav.xhtml": nav(), "one.xhtml": page(BODY + "<table><tr><th>A</th></tr></table>", head=head)}
    files["content.opf"] = package(list(files), extra=meta)
    for turn in range(TURNS):
        name = lot.choice([*files, "META-INF/container.xml"])
        text = mutated((files.get(name) or CONTAINER).encode(), lot)
        parts = files | {name: text} if name in files else files
        path = write(tmp_path / "m.epub", dict(parts), container=CONTAINER if name in files else text.decode("latin-1"))
        if turn % 3 == 0:
            path.write_bytes(mutated(path.read_bytes(), lot))
        verdicts.add(judge(path))
    assert verdicts == {"pass", "fail", "not_checkable"}


@pytest.mark.skipif(not real_books(), reason="no reading/epub under SEXTANT_TEST_DATA")
def test_mutations_of_real_books_never_break_the_reader(tmp_path: Path) -> None:
    """Their texts mutated and packed anew, without the pictures."""
    lot, verdicts = random.Random(11), set()
    for path in real_books()[:4]:
        with Container(path) as whole:
            files = {
                name: whole.read(name) for name in whole.names if not name.endswith(("jpg", "png")) and "META" not in name and name != "mimetype"
            }
        for _turn in range(TURNS // 6):
            name = lot.choice(list(files))
            verdicts.add(judge(write(tmp_path / "m.epub", files | {name: mutated(files[name], lot)})))
    assert verdicts <= {"fail", "not_checkable"}


def test_style_sheets_made_to_take_for_ever_end_soon_and_nothing_is_guessed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = "<div>" * 200 + "<p>W.</p>" * 50 + "</div>" * 200
    begun = time.process_time()
    found = check_epub(book(tmp_path, {"one.xhtml": page(deep, head=f"<style>.no {'div ' * 30} p {{color: #eee}}</style>")}))
    assert found.verdict == "pass"
    monkeypatch.setattr(container, "EFFORT", 300_000)
    many = "".join(f"b{number} ~ p {{color: #{number % 999:03d}}}" for number in range(10_000))
    files = {"one.xhtml": page("<p>W.</p>" * 3000, head='<link rel="stylesheet" href="a.css"/>'), "a.css": many}
    found = check_epub(book(tmp_path, files))
    assert found.by_rule["contrast"] == "not_checkable"
    assert time.process_time() - begun < 5


def test_sheets_that_import_one_another_are_taken_once(tmp_path: Path) -> None:
    head = '<link rel="stylesheet" href="a.css"/>'
    sheet = "@import 'a.css';" * 200 + "@import 'b.css';" * 200 + "p {color: #777}"
    found = check_epub(book(tmp_path, {"one.xhtml": page("<p>W.</p>", head=head), "a.css": sheet, "b.css": sheet}))
    assert [one.said.code for one in found.findings if one.rule == "contrast"] == ["contrast_weak_on_white"]


def test_of_many_findings_alike_a_hundred_are_listed_and_the_rest_counted(tmp_path: Path) -> None:
    found = check_epub(book(tmp_path, {"one.xhtml": page("<p>W.</p>" + '<img src="a.jpg"/>' * 350), "a.jpg": b"x"}))
    told = [(one.said.code, one.value) for one in found.findings if one.rule == "image_alternative"]
    assert (len(told), told[0], told[-1]) == (101, ("alt_absent", "a.jpg"), ("more_alike", "250"))


def test_a_list_of_files_that_is_too_long_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "DIRECTORY_BYTES", 100)
    assert refusal(book(tmp_path)) == "too_many_entries"
    monkeypatch.setattr(container, "DIRECTORY_BYTES", 10**6)
    monkeypatch.setattr(container, "ENTRIES", 3)
    assert refusal(book(tmp_path)) == "too_many_entries"
    monkeypatch.setattr(container, "FILE_BYTES", 100)
    assert refusal(book(tmp_path)) == "too_large"
