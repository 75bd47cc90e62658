"""Which entries repeat what was submitted before, by `lab.likeness`: imported by jobs."""

from collections.abc import Iterator, Mapping

from sextant.lab.likeness.comparing import similar
from sextant.work.calls import states
from sextant.work.calls.actions.comparing import Alike
from sextant.work.calls.models import Answer, Call, Entry

AT_LEAST = 0.3
TEXTS = {"line", "text"}


def _text(key: int) -> str:
    rows = Answer.objects.filter(entry=key, field__kind__in=TEXTS, field__hidden=False).order_by("field__place", "pk")
    return "\n\n".join(rows.values_list("text", flat=True))


class _Texts(Mapping[str, str]):
    """Texts of submitted entries by key, each read when it is asked for, so that memory stays flat."""

    def __init__(self, keys: list[int]) -> None:
        self._keys = {str(key): key for key in keys}

    def __getitem__(self, name: str) -> str:
        return _text(self._keys[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def resemblances(call: Call) -> list[Alike]:
    """Of each entry of the call, the entries submitted before it that hold at least three tenths of its text word for word."""
    rows = Entry.objects.exclude(submitted_at=None).exclude(state=states.DRAFT).order_by("submitted_at", "pk")
    when = {key: (at, key) for key, at in rows.values_list("pk", "submitted_at")}
    mine = list(rows.filter(call=call).values_list("pk", flat=True))
    new = {str(key): text for key in mine if (text := _text(key))}
    found = []
    for one in similar(new, _Texts(list(when)), at_least=AT_LEAST):
        entry, other = int(one.new), int(one.earlier)
        if entry != other and when[other] < when[entry]:
            passage = max((each.text for each in one.passages), key=len, default="")
            found.append(Alike(entry, other, one.share, passage))
    return found
