"""Letters to the two of a pair and to those for whom nobody was found. Both of a pair get the same words."""

from typing import Any

from django.db import models
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.base.accounts.models import User
from sextant.base.letters.actions import write_letter
from sextant.base.letters.invented import is_invented
from sextant.base.letters.registry import register
from sextant.base.ui.links import full_address, full_url
from sextant.society.members.models import Person
from sextant.work.mentoring.models import Pair, Profile

TEMPLATES: dict[str, str | Promise] = {
    "proposed": _("Mentoring: pair proposed"),
    "running": _("Mentoring: pair begins"),
    "over": _("Mentoring: pair is over"),
    "closing": _("Mentoring: closing review"),
    "silent": _("Mentoring: no meeting for some weeks"),
    "unmatched": _("Mentoring: nobody found this time"),
}


def _write(code: str, key: str, person: Person, about: models.Model, page: str, args: list[Any], context: dict[str, Any]) -> None:
    to: User | str = person.user if person.user is not None else person.email or ""
    address = to.email if isinstance(to, User) else to
    if not address or person.erased_at or is_invented(address, is_demo=person.is_demo):
        return
    shown = {"page": full_address(page, person.language, *args), **context}
    key = f"mentoring.{code}:{key}:{person.pk}"[:160]
    write_letter(key=key, template=f"mentoring.{code}", to=to, language=person.language, context=shown, about=about)


def write_to_both(code: str, pair: Pair, turn: str = "") -> None:
    """The same letter to either side, once for each turn; it never says who did something."""
    for person in (pair.mentor, pair.mentee):
        with translation.override(person.language):
            context = {"programme": str(pair.programme), "weeks": pair.programme.silent_weeks}
        page, args = ("mentoring:mine", []) if code == "over" else ("mentoring:pair", [pair.pk])
        _write(code, f"{pair.pk}:{turn}", person, pair, page, args, context)


def write_unmatched(profile: Profile, turn: str) -> None:
    """Why the matching found nobody, and what would help."""
    person = profile.person
    told = profile.obstacle.get(person.language) or {}
    with translation.override(person.language):
        context = {"programme": str(profile.programme), "why": told.get("why", ""), "help": told.get("help", "")}
    _write("unmatched", f"{profile.pk}:{turn}", person, profile, "mentoring:profile", [profile.pk], context)


def sample() -> dict[str, Any]:
    """An invented programme to preview a letter with."""
    words = {"why": "Ни у кого нет выбранных вами тем.", "help": "Выберите больше тем."}
    return {"programme": "Первые годы в библиотеке", "weeks": 5, "page": full_url("/…"), **words}


def register_letters() -> None:
    for code, title in TEMPLATES.items():
        register(f"mentoring.{code}", title, sample=sample)
