"""Letters to authors and jurors. A letter to a juror of a blind call names no author, a letter to an author no juror."""

from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.base.letters.actions import write_letter
from sextant.base.letters.registry import register
from sextant.base.ui.links import full_url
from sextant.society.members.models import Person
from sextant.work.calls.models import Award, Call, Entry, Juror, LatePass

TEMPLATES: dict[str, str | Promise] = {
    "receipt": _("Call: receipt of an entry"),
    "refused": _("Call: entry not admitted"),
    "readmitted": _("Call: entry admitted after all"),
    "late_pass": _("Call: later deadline for one person"),
    "invited": _("Call: invitation to the jury"),
    "assigned": _("Call: entries to judge"),
    "reminder": _("Call: reminder to a juror"),
    "result": _("Call: result and feedback"),
    "award": _("Call: award"),
}


def _from_utc(local: datetime) -> str:
    """`+3`, `−3:30`, empty at UTC itself: as offsets are written among people."""
    minutes = int((local.utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'+' if minutes > 0 else '−'}{hours}{f':{rest:02d}' if rest else ''}" if minutes else ""


def told_in_zone(call: Call, moment: Any) -> str:
    """A deadline as people read it: day, time and the zone it is told in; to be called in the reader's language."""
    local = moment.astimezone(call.zone)
    return f"{date_format(local)}, {local:%H:%M} ({call.time_zone}, UTC{_from_utc(local)})"


def address_of(person: Person) -> str:
    """Where letters to a person go; empty where there is no address, and for invented people of the demo."""
    if person.is_demo:
        return ""
    return person.email or (person.user.email if person.user else "")


def _write(code: str, person: Person, call: Call, about: Any, turn: str, context: dict[str, Any]) -> None:
    to = address_of(person)
    if not to:
        return
    with translation.override(person.language):
        words = {
            "name": person.given_name or person.full_name,
            "call": call.title,
            "page": full_url(reverse("calls:call", args=[call.slug])),
            **context,
        }
    write_letter(key=f"calls.{code}:{about.pk}:{turn}"[:160], template=f"calls.{code}", to=to, language=person.language, context=words, about=about)


def write_receipt(entry: Entry, *, until: datetime) -> None:
    """To the author: the number, the moment and the digest of what came in; until when it may be changed."""
    with translation.override(entry.person.language):
        context = {
            "number": entry.code,
            "title": entry.title,
            "at": told_in_zone(entry.call, entry.submitted_at),
            "until": told_in_zone(entry.call, until),
            "receipt": entry.receipt,
            "entry_page": full_url(reverse("calls:entry", args=[entry.pk])),
        }
    _write("receipt", entry.person, entry.call, entry, f"{entry.submitted_at:%Y%m%d%H%M%S%f}" if entry.submitted_at else "", context)


def write_to_author(code: str, entry: Entry, turn: str = "") -> None:
    """To the author, about one entry."""
    with translation.override(entry.person.language):
        page = full_url(reverse("calls:entry", args=[entry.pk]))
    context = {"number": entry.code, "title": entry.title, "reason": entry.reason, "entry_page": page}
    _write(code, entry.person, entry.call, entry, turn or entry.reason[:60], context)


def write_about_pass(late: LatePass) -> None:
    """To whoever got a later deadline."""
    with translation.override(late.person.language):
        until = told_in_zone(late.call, late.until)
    _write("late_pass", late.person, late.call, late, f"{late.until:%Y%m%d%H%M}", {"until": until, "reason": late.reason})


def write_to_juror(code: str, juror: Juror, turn: str, **context: Any) -> None:
    """To a juror; the page is their own desk in the jury."""
    with translation.override(juror.person.language):
        desk = full_url(reverse("calls:judge", args=[juror.call.slug]))
        known = {name: date_format(value) if isinstance(value, date) else value for name, value in context.items()}
    _write(code, juror.person, juror.call, juror, turn, {"desk": desk, **known})


def write_result(entry: Entry, *, outcome: str, prizes: list[str], reason: str, feedback: list[str]) -> None:
    """To every author when the results are announced: what became of the entry, why, and what the jurors say, without their names."""
    with translation.override(entry.person.language):
        page = full_url(reverse("calls:entry", args=[entry.pk]))
    context = {
        "number": entry.code,
        "title": entry.title,
        "outcome": outcome,
        "prizes": prizes,
        "reason": reason,
        "feedback": feedback,
        "entry_page": page,
    }
    _write("result", entry.person, entry.call, entry, "", context)


def write_award(award: Award) -> None:
    """To the winner: the diploma, and where money is agreed."""
    with translation.override(award.person.language):
        context = {
            "prize": award.prize.title,
            "title": award.entry.title,
            "diploma": full_url(reverse("calls:diploma", args=[award.pk])),
            "has_money": bool(award.prize.amount_minor),
        }
    _write("award", award.person, award.entry.call, award, "", context)


def sample() -> dict[str, Any]:
    """An invented entry to preview a letter with."""
    link = full_url("/…")
    return {
        "name": "Анна",
        "call": "Молодой библиотекарь года",
        "page": link,
        "number": "017",
        "title": "Читальный зал во дворе",
        "at": "1 марта 2027, 14:05 (Europe/Moscow, UTC+3)",
        "until": "15 марта 2027, 23:59 (Europe/Moscow, UTC+3)",
        "receipt": "9f2c4b1e7a3d5c60",
        "entry_page": link,
        "desk": link,
        "reason": "…",
        "outcome": "second",
        "prizes": ["Диплом II степени"],
        "feedback": ["…"],
        "prize": "Диплом II степени",
        "diploma": link,
        "has_money": True,
        "count": 5,
        "ends_on": "1 апреля 2027",
    }


def register_letters() -> None:
    for code, title in TEMPLATES.items():
        register(f"calls.{code}", title, sample=sample)
