"""Blinding: what it costs to clean a file, to find names in it, and to have the readers at hand. No peer: the tools that clean
metadata (ExifTool, mat2) are programs of their own and keep more. Each measurement runs in a process of its own; seconds are processor
seconds, because the machine may be shared.
"""

from __future__ import annotations

import io
import json
import random
import resource
import subprocess
import sys
import time
from typing import Any

from bench.rows import Row, figure

SUBJECT = "blinding"
READERS = ("pikepdf", "pypdfium2", "PIL.Image", "lxml.etree", "sextant.lab.blinding")
WORK = {
    "pdf": "strip a PDF of 300 pages and 60 photographs",
    "pdf_text": "read the text of that PDF",
    "docx": "strip a DOCX of 5,000 paragraphs and 60 photographs",
    "jpeg": "strip a photograph of 12 million pixels that lies right",
    "turned": "the same, lying on its side",
    "names": "find two authors in a text of a million letters",
    "apart": "the DOCX in a child process, with text and names",
}


def main() -> list[Row]:
    """Measure, print and return rows of subject, measure, ours and peer, ratio, memory in MB (ours)."""
    rows = [_row(f"import {name}, s", _part(f"import {name}")) for name in READERS]
    rows += [_row(f"{words}, s", _part(what)) for what, words in WORK.items()]
    for row in rows:
        print(row)
    return rows


def _row(measure: str, found: dict[str, float]) -> Row:
    return figure(SUBJECT, measure, found["seconds"], memory_mb=found["memory"])


def _part(what: str) -> dict[str, float]:
    done = subprocess.run([sys.executable, "-m", "bench.bench_blinding", what], stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def _photograph(size: tuple[int, int] = (800, 600), orientation: int = 1) -> bytes:
    from PIL import Image

    image = Image.effect_noise(size, 60).convert("RGB")
    exif = image.getexif()
    exif[0x013B], exif[0x0112] = "A. Neznamov", orientation
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def _prose(letters: int) -> str:
    draw = random.Random(1)
    words = ["".join(draw.choices("абвгдежиклмнопрст", k=draw.randint(2, 10))) for _ in range(20_000)] + ["Чехов", "А", "Мария", "Anton"] * 20
    made = [draw.choice(words) + draw.choice(["", "", "", ",", ".", ".\n"]) for _ in range(letters // 7)]
    return " ".join(made)[:letters]


def _pdf() -> bytes:
    import pikepdf
    import typst

    text = '#set document(author: "Незнамов")\n' + "\n#pagebreak()\n".join(f"= Глава {n}\n{_prose(1500)}" for n in range(300))
    with pikepdf.open(io.BytesIO(typst.compile(text.encode()))) as document:
        for number in range(60):
            image = pikepdf.Stream(document, _photograph(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=800, Height=600)
            image.Filter = pikepdf.Name.DCTDecode
            document.pages[number].Resources[f"/X{number}"] = image
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _docx() -> bytes:
    from sextant.lab.blinding.tests import office
    from sextant.lab.blinding.tests.factories import members, zipped

    parts = members(office.docx())
    prose = _prose(1_000_000)
    text = "".join(f"<w:p><w:r><w:t>{prose[start : start + 200]}</w:t></w:r></w:p>" for start in range(0, 1_000_000, 200))
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + text.encode())
    return zipped(parts | {f"word/media/photo{number}.jpeg": _photograph() for number in range(60)})


def measure(what: str) -> dict[str, float]:
    """Seconds and the growth of memory of one of them, its material made before."""
    if what.startswith("import "):
        return _spent(lambda: __import__(what.removeprefix("import ")))
    from sextant.lab.blinding import Identity, find_names, strip, text_of
    from sextant.lab.blinding.apart import look_apart

    people = [Identity("Чехов", "Антон", "Павлович", "Anton Chekhov"), Identity("Щёголева", "Мария", "Ильинична")]
    if what == "names":
        text = _prose(1_000_000)
        return _spent(lambda: find_names([text], people))
    if what in ("jpeg", "turned"):
        photograph = _photograph((4000, 3000), 6 if what == "turned" else 1)
        return _spent(lambda: strip(photograph))
    content = _pdf() if what.startswith("pdf") else _docx()
    if what == "apart":
        return _spent(lambda: look_apart(content, "docx", people))
    return _spent(lambda: text_of(content) if what == "pdf_text" else strip(content))


def _spent(act: Any) -> dict[str, float]:
    def now() -> tuple[float, int]:
        own, child = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + child.ru_utime + child.ru_stime, max(own.ru_maxrss, child.ru_maxrss)

    before = now()
    act()
    after = now()
    return {"seconds": round(after[0] - before[0], 3), "memory": (after[1] - before[1]) // 1024}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1])))
    else:
        main()
