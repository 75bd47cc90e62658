"""What a ranking says beside its places, in the reader's language: agreement, severity of jurors, strange scores, what it hangs on."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

from sextant.work.calls.models import Juror, Ranking, Stage
from sextant.work.calls.queries.results import Placed


@dataclass(frozen=True)
class InWords:
    """`jurors` are (name, severity, weight, reviews); `outliers` (entry, juror, given, expected); `changes` (what, factor, in, out)."""

    notes: list[str] = field(default_factory=list)
    agreement: dict[str, Any] | None = None
    jurors: list[dict[str, Any]] = field(default_factory=list)
    outliers: list[dict[str, Any]] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    steady: int = 0


def ranking_in_words(stage: Stage, ranking: Ranking | None, rows: list[Placed]) -> InWords:
    """Names in place of keys; one query for those of the jurors."""
    if ranking is None:
        return InWords()
    result, english = ranking.result, (get_language() or "ru").startswith("en")
    names = {juror.pk: juror.person.full_name for juror in Juror.objects.filter(call=stage.call_id).select_related("person")}
    codes = {one.entry.pk: one.entry.code for one in rows}
    criteria = {key: title[0] if english else title[1] for key, title in result.get("criteria", {}).items()}
    outliers = [{**one, "entry_code": codes.get(one["entry"], ""), "name": names.get(one["juror"], "")} for one in result.get("outliers", [])]
    changes = [_change(one, names, criteria, codes) for one in result.get("changes", [])]
    telling = [one for one in changes if one["enter"] or one["leave"]]
    jurors = [{**one, "name": names.get(one["juror"], "")} for one in result.get("jurors", [])]
    notes = [note[0] if english else note[1] for note in result.get("notes", [])]
    return InWords(notes, result.get("agreement"), sorted(jurors, key=lambda one: one["severity"]), outliers, telling, len(changes) - len(telling))


def _change(one: dict[str, Any], names: dict[int, str], criteria: dict[str, str], codes: dict[int, str]) -> dict[str, Any]:
    without = not one["factor"]
    what = names.get(int(one["what"]), "") if without else criteria.get(one["what"], "")
    return {
        "without": without,
        "what": what,
        "percent": round(100 * one["factor"]) - 100,
        "enter": ", ".join(codes.get(key, "") for key in one["enter"]),
        "leave": ", ".join(codes.get(key, "") for key in one["leave"]),
    }
