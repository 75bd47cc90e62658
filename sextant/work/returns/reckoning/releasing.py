"""From the accepted returns of a round to the year of its collection: staged like the rows of an imported file, so that one way writes them all."""

import json
from typing import Any

from sextant.work.returns import states
from sextant.work.returns.models import LibraryReturn, Round, Submission
from sextant.work.returns.queries.questions import questionnaire_of
from sextant.work.returns.reckoning.staging import Stage, StagedYear, Watch

FIELDS = ("pk", "library_id", "revision", "values", "statuses", "origins")


def stage_round(work: Round, stage: Stage, watch: Watch) -> list[int]:
    """Stages the year of the round: accepted returns with their figures, and for the rest that nothing was said. Gives the keys of the accepted.

    A return in force that says the same is left alone; one that differs gets a new revision, and the earlier one stays.
    """
    release = work.collection.years.filter(year=work.year).first()
    version, is_open = (release.version, release.takes_figures) if release else (0, True)
    staged = StagedYear(work.year, stage.folder / f"{work.year}.jsonl", version, is_open)
    stage.years[work.year] = staged
    held = {row["library_id"]: row for row in LibraryReturn.objects.filter(release=release, is_current=True).values(*FIELDS)} if release else {}
    rows, accepted = work.submissions.select_related("library").order_by("library__key"), []
    total = rows.count()
    with staged.rows.open("w", encoding="utf-8") as stream:
        for number, row in enumerate(rows.iterator(chunk_size=500), 1):
            if row.state in (states.ACCEPTED, states.PUBLISHED_RETURN):
                accepted.append(row.pk)
            line = _staged(work, row, held.get(row.library_id))
            if line is not None:
                staged.keys.add(row.library.key)
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")
            watch(number, total)
    return accepted


def _staged(work: Round, row: Submission, held: dict[str, Any] | None) -> dict[str, Any] | None:
    """The return as it is going to stand, or None where nothing changes."""
    said = _said(work, row)
    before = held or {"pk": None, "revision": 0, "values": {}, "statuses": {}, "origins": {}}
    if held is not None and (row.state not in (states.ACCEPTED, states.PUBLISHED_RETURN)):
        return None
    told = {*said["values"], *said["statuses"]}
    merged = {
        part: {code: value for code, value in before[part].items() if code not in told} | said[part] for part in ("values", "statuses", "origins")
    }
    if held is not None and all(merged[part] == before[part] for part in merged):
        return None
    library = row.library
    place = {"key": library.key, "name": library.name, "region": library.region, "line": 0, "attributes": library.attributes}
    return place | merged | {"held": before["pk"], "revision": before["revision"] + 1}


def _said(work: Round, row: Submission) -> dict[str, dict[str, Any]]:
    """Values, reasons and origins by variable of the dictionary. Of a library that did not answer every number is missing."""
    accepted = row.state in (states.ACCEPTED, states.PUBLISHED_RETURN)
    values, statuses, origins = {}, {}, {}
    for key, item in questionnaire_of(work).by_key.items():
        if not item.variable or not item.is_number:
            continue
        answer = row.answers.get(key) if accepted else None
        if answer is None:
            statuses[key] = "missing"
        elif answer["status"]:
            statuses[key] = states.IN_THE_PANEL[answer["status"]]
        else:
            values[key] = answer["value"]
            if answer["origin"] != "reported":
                origins[key] = answer["origin"]
    return {"values": values, "statuses": statuses, "origins": origins}
