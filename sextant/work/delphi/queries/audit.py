"""The audit file of a study: everything that was asked and answered, without names, the same bytes each time."""

import csv
import hashlib
import io
import json
import zipfile
from typing import Any

from sextant.work.delphi.models import Answer, Item, Panelist, Study

README = """What a Delphi study asked and how its panel answered. Members of the panel are numbered anew for this file; nothing in it names them.
study.json: the study and its items. answers.csv: every answer with its revisions (the last one of a round counts).
rounds.json: the report of each round as it was frozen when the round was closed. SHA256SUMS: digests of the files.
"""


def numbers_of(study: Study) -> dict[int, int]:
    """Numbers of the members of the panel, mixed by the study's secret, so that neither the order of invitation nor the name leads to one."""
    keys = list(Panelist.objects.filter(study=study).values_list("pk", flat=True))
    mixed = sorted(keys, key=lambda key: hashlib.sha256(f"{study.secret}|{key}".encode()).hexdigest())
    return {key: number for number, key in enumerate(mixed, 1)}


def _study(study: Study) -> dict[str, Any]:
    items = [
        {
            "item": one.pk,
            "kind": one.kind,
            "text_ru": one.text_ru,
            "text_en": one.text_en,
            "low": one.low,
            "high": one.high,
            "band": one.band,
            "options": one.options,
            "concept": one.concept.code if one.concept else None,
        }
        for one in Item.objects.filter(study=study).select_related("concept")
    ]
    about = {"title_ru": study.title_ru, "title_en": study.title_en, "mode": study.mode, "consensus_percent": study.consensus}
    return {**about, "stopping": study.stopping, "panel": study.panel.count(), "items": items}


def _answers(study: Study) -> str:
    numbers, written = numbers_of(study), io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(["panelist", "round", "item", "revision", "counts", "value", "expertise", "argument", "day"])
    rows = Answer.objects.filter(panelist__study=study).select_related("round")
    for one in sorted(rows, key=lambda one: (numbers[one.panelist_id], one.round.number, one.item_id, one.revision)):
        said = [one.revision, int(one.is_current), json.dumps(one.value), one.expertise, one.argument, one.answered_on.isoformat()]
        lines.writerow([numbers[one.panelist_id], one.round.number, one.item_id, *said])
    return written.getvalue()


def audit_file(study: Study) -> bytes:
    """The ZIP: README, study, answers, reports, digests."""
    reports = {str(one.number): one.report for one in study.rounds.exclude(report={})}
    files = {
        "README.txt": README,
        "study.json": json.dumps(_study(study), ensure_ascii=False, indent=1, sort_keys=True),
        "answers.csv": _answers(study),
        "rounds.json": json.dumps(reports, ensure_ascii=False, indent=1, sort_keys=True),
    }
    files["SHA256SUMS"] = "".join(f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n" for name, text in sorted(files.items()))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            made = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            made.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(made, text)
    return packed.getvalue()
