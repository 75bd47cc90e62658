"""Which files may be attached to an initiative: told by their first bytes, never by the name they came with."""

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

LARGEST = 20 * 1024 * 1024
PDF, PNG, JPEG, TEXT, ZIPPED = "application/pdf", "image/png", "image/jpeg", "text/plain", "application/zip"
_STARTS = ((b"%PDF-", PDF, "pdf"), (b"\x89PNG\r\n\x1a\n", PNG, "png"), (b"\xff\xd8\xff", JPEG, "jpg"))
_OFFICE = {
    "word/document.xml": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "xl/workbook.xml": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "ppt/presentation.xml": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
}
_ODF = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}


@dataclass(frozen=True)
class Inspected:
    """A file that may be kept: its kind by content, a name without paths or control characters, and its SHA-256."""

    name: str
    kind: str
    size: int
    sha256: str
    content: bytes


def inspect(upload: UploadedFile) -> Inspected:
    """Looks into the file; refuses what is too large, empty, or not a document, sheet, slides, picture or plain text."""
    if upload.size is not None and upload.size > LARGEST:
        raise ValidationError(_("The file is larger than %(limit)s MB. Attach a smaller one, or give its address as evidence.") % {"limit": 20})
    content = upload.read(LARGEST + 1)
    if not content or len(content) > LARGEST:
        raise ValidationError(_("The file is empty or too large."))
    kind, ending = _kind_of(content)
    stem = re.sub(r"[^\w .()«»,–-]", "_", (upload.name or "").rsplit("/", 1)[-1].rsplit("\\", 1)[-1].rsplit(".", 1)[0]).strip(" .") or "file"
    return Inspected(f"{stem[:180]}.{ending}", kind, len(content), hashlib.sha256(content).hexdigest(), content)


def _kind_of(content: bytes) -> tuple[str, str]:
    for start, kind, ending in _STARTS:
        if content.startswith(start):
            return kind, ending
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\x00"
    if "\x00" in text or re.match(r"\s*<(!doctype|html|svg|\?xml|script)", text, re.IGNORECASE):
        raise ValidationError(_refusal())
    return TEXT, "txt"


def _zipped(content: bytes) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "word/vbaProject.bin" in names or "xl/vbaProject.bin" in names or "ppt/vbaProject.bin" in names:
                raise ValidationError(_("Files with macros are not taken. Save the document without macros and attach it again."))
            found = next((office for name, office in _OFFICE.items() if name in names), None)
            if found:
                return found
            first = archive.infolist()[0] if archive.infolist() else None
            if first and first.filename == "mimetype" and first.file_size < 100:
                kind = archive.read(first)
                if kind in _ODF:
                    return kind.decode(), _ODF[kind]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise ValidationError(_refusal()) from error
    raise ValidationError(_refusal())


def _refusal() -> str:
    return _("This kind of file is not taken. Attach PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, PNG, JPEG or plain text in UTF-8.")
