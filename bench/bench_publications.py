"""Publications: what it costs to read a PDF for its type, beside bare loops over the glyphs that measure nothing; how near it comes to the truth; fuzz.

Each measurement runs in a process of its own; seconds are processor seconds of one core, because the machine may be shared. The peers only go over all
glyphs once: playa for origin, size and letter, pypdfium2 for the same by its text pages. Neither draws the page, finds lines or measures a column.

    python -m bench.bench_publications                 all
    python -m bench.bench_publications fuzz NUMBER     so many mutations of the known files (1,000 a minute or two); fails if one ends badly
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.rows import Row, figure
from bench.scratch import forget_peak, peak_mb

SUBJECT = "publications"
DENSE, PICTURED, MANY, MUTATIONS = 64, 64, 2000, 1500
LEAST = 10
"""Pages a second that are asked for."""
TALE = "Жили-были старик со старухой, и была у них курочка Ряба. Снесла курочка яичко, да не простое — золотое. " * 8
DENSE_BOOK = """#set page(width: 165mm, height: 240mm, margin: 15mm)
#set text(font: "Libertinus Serif", size: 11pt, lang: "ru")
#set par(justify: true, leading: 5pt)
"""
PICTURE_BOOK = """#set page(width: 210mm, height: 210mm, margin: 20mm)
#set text(font: "Libertinus Serif", size: 18pt, lang: "ru")
#set par(leading: 10pt)
#let sheet = [#place(image("ground.png", width: 170mm, height: 80mm, fit: "stretch"), dy: 90mm) #text[{text}]]
"""


def main() -> list[Row]:
    """Measure, print and return rows of subject, measure, ours and peer, ratio, memory in MB (ours)."""
    dense, pictured, many = _part("dense"), _part("pictured"), _part("many")
    rows = [
        _row(f"read {DENSE} pages of {dense['letters']:.0f} letters each, pages/s of one core, at least {LEAST}", dense),
        _row(f"read {PICTURED} pages of a picture book, pages/s of one core, at least {LEAST}", pictured),
        _row(f"read {MANY} small pages, pages/s of one core, at least {LEAST}", many),
    ]
    for peer in ("playa", "pypdfium2"):
        found = _part(peer)
        rows.append(_row(f"the {DENSE} dense pages beside a bare loop of {peer} over the glyphs, s", dense, found))
    rows.append(_row("the dense pages read in a process of its own, s by the clock", _part("apart"), key="clock"))
    errors = _part("truths")
    rows += [_row(f"{errors['number']:.0f} known constructions: largest error, {words}", errors, key=key) for key, words in ERRORS.items()]
    fuzzed = _part("fuzz", str(MUTATIONS))
    rows.append(_row(f"{MUTATIONS} mutations of known files ended badly", fuzzed, key="bad"))
    for row in rows:
        print(row)
    return rows


ERRORS = {"size": "pt of size, at most 0.1", "leading": "pt of leading, at most 0.2", "measure": "mm of measure, at most 0.5"}


def _row(measure: str, ours: dict[str, float], peer: dict[str, float] | None = None, key: str = "") -> Row:
    memory = round(ours["memory"])
    if peer:
        ratio = round(peer["seconds"] / ours["seconds"], 2)
        return figure(SUBJECT, measure, round(ours["seconds"], 4), round(peer["seconds"], 3), ratio, memory_mb=memory)
    return figure(SUBJECT, measure, round(ours[key or "speed"], 4), None, None if key else round(ours["speed"] / LEAST, 2), memory_mb=memory)


def _part(name: str, *more: str) -> dict[str, float]:
    done = subprocess.run([sys.executable, "-m", "bench.bench_publications", name, *more], check=True, stdout=subprocess.PIPE, text=True)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _dense() -> bytes:
    from sextant.lab.publications.tests.pdf_makers import typeset

    made = typeset(DENSE_BOOK + "\n\n".join([TALE] * (DENSE * 4)))
    return _first(made, DENSE)


def _pictured() -> bytes:
    import io

    import typst
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        ground = io.BytesIO()
        Image.effect_noise((1600, 750), 60).convert("RGB").save(ground, "PNG")
        (Path(folder) / "ground.png").write_bytes(ground.getvalue())
        source = Path(folder) / "book.typ"
        source.write_text(PICTURE_BOOK.replace("{text}", TALE[:520]) + "#sheet\n#pagebreak()\n" * (PICTURED - 1) + "#sheet\n", encoding="utf-8")
        return typst.compile(source)


def _first(content: bytes, pages: int) -> bytes:
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        del pdf.pages[pages:]
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def _read(file: Path) -> dict[str, float]:
    from sextant.lab.publications.pdf.reading import read_pdf

    forget_peak()
    begun = time.process_time()
    reading = read_pdf(file)
    seconds = time.process_time() - begun
    assert all(page.checkable for page in reading.pages), [page for page in reading.pages if not page.checkable][:1]
    letters = sum(page.characters for page in reading.pages) / len(reading.pages)
    return {"seconds": seconds, "speed": len(reading.pages) / seconds, "letters": letters, "memory": peak_mb()}


def _bare_playa(file: Path) -> dict[str, float]:
    import playa

    begun = time.process_time()
    with playa.open(file, space="default") as pdf:
        letters = sum(len(glyph.text or "") for page in pdf.pages for glyph in page.glyphs if glyph.size and glyph.origin)
    return {"seconds": time.process_time() - begun, "letters": letters, "memory": peak_mb()}


def _bare_pypdfium2(file: Path) -> dict[str, float]:
    import ctypes

    import pypdfium2
    import pypdfium2.raw as pdfium

    begun, letters = time.process_time(), 0
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    pdf = pypdfium2.PdfDocument(file)
    for page in pdf:
        text = page.get_textpage()
        for place in range(text.count_chars()):
            pdfium.FPDFText_GetMatrix(text, place, matrix)
            pdfium.FPDFText_GetCharOrigin(text, place, x, y)
            letters += bool(pdfium.FPDFText_GetUnicode(text, place) and pdfium.FPDFText_GetFontSize(text, place))
    pdf.close()
    return {"seconds": time.process_time() - begun, "letters": letters, "memory": peak_mb()}


def _apart(file: Path) -> dict[str, float]:
    from sextant.lab.publications.pdf.apart import read_safely

    begun = time.perf_counter()
    read_safely(file)
    return {"clock": time.perf_counter() - begun, "memory": peak_mb()}


def truths() -> dict[str, float]:
    """The largest errors over the known constructions."""
    from sextant.lab.publications.pdf.reading import read_pdf
    from sextant.lab.publications.tests.pdf_truths import TRUTHS

    worst = dict.fromkeys(ERRORS, 0.0)
    with tempfile.TemporaryDirectory() as folder:
        for truth in TRUTHS.values():
            file = Path(folder) / "book.pdf"
            file.write_bytes(truth.make())
            for run in read_pdf(file).text:
                if abs(run.size_pt - truth.size) < 3:
                    pairs = {
                        "size": (run.size_pt, truth.size),
                        "leading": (run.leading_pt, truth.leading),
                        "measure": (run.measure_mm, truth.measure),
                    }
                    for key, (found, known) in pairs.items():
                        if found is not None and known is not None:
                            worst[key] = max(worst[key], abs(found - known))
    return worst | {"number": len(TRUTHS), "memory": peak_mb()}


def fuzzed(number: int) -> dict[str, float]:
    """Mutations of the known files: how many ended badly; which, goes to standard error."""
    from sextant.lab.publications.tests.pdf_fuzz import fuzz

    begun = time.perf_counter()
    counted, bad = fuzz(1_000_000, number)
    for seed, ending in bad.items():
        print(f"{seed}: {ending}", file=sys.stderr)
    return {"bad": len(bad), "clock": time.perf_counter() - begun, "memory": peak_mb(), **counted}


def measure(name: str, *more: str) -> dict[str, float]:
    """The named measurement, in this process."""
    if name == "truths":
        return truths()
    if name == "fuzz":
        return fuzzed(int(more[0]))
    from sextant.lab.publications.tests.pdf_hostile import many_pages

    made = {"pictured": _pictured, "many": lambda: many_pages(MANY)}.get(name, _dense)()
    works = {"playa": _bare_playa, "pypdfium2": _bare_pypdfium2, "apart": _apart}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "book.pdf"
        file.write_bytes(made)
        return works.get(name, _read)(file)


if __name__ == "__main__":
    if sys.argv[1:]:
        found = measure(*sys.argv[1:])
        print(json.dumps(found))
        sys.exit(bool(found.get("bad")))
    main()
