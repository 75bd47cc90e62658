"""What would become of every line of a file: stored, merged with a book that is known, or refused. Called by jobs."""

from collections.abc import Callable

from sextant.work.reading import states
from sextant.work.reading.award_files import Line, entry_key, line_of, lines_of
from sextant.work.reading.models import AwardImport
from sextant.work.reading.queries.awards import keys_held

OFTEN = 500


def previewed(run: AwardImport, progress: Callable[..., None]) -> tuple[str, list[Line]]:
    """How the file is written, and its lines. Raises `Refusal` for a file that is refused whole."""
    held = keys_held(run.list)
    seen: dict[str, int] = {}
    encoding, rows = lines_of(run.file.path)
    lines = []
    for count, (number, row, places) in enumerate(rows, 1):
        line = line_of(number, row, places, place=run.place, year_is=run.year_is)
        if line.fate != states.REFUSED:
            _merge(line, held, seen)
        lines.append(line)
        if not count % OFTEN:
            progress(count, 0)
    return encoding, lines


def _merge(line: Line, held: set[str], seen: dict[str, int]) -> None:
    key = entry_key(line.values)
    if key in held:
        line.fate = states.MERGED
        line.says("held")
    elif key in seen:
        line.fate = states.MERGED
        line.says("twin_line", seen[key])
    seen.setdefault(key, line.number)
