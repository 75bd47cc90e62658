"""Letters of the register: a topic like yours was registered; consent about to end; works found that may be yours."""

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.base.accounts.models import User
from sextant.base.letters.actions import write_letter
from sextant.base.letters.invented import is_invented
from sextant.base.letters.registry import register
from sextant.base.ui.links import full_url
from sextant.society.members.models import Person
from sextant.work.scholarship.models import Dissertation, ExpertProfile, Supervision

TEMPLATES: dict[str, str | Promise] = {
    "like_yours": _("Dissertations: a topic like yours was registered"),
    "consent_ends": _("Experts: the consent is about to end"),
    "works_found": _("Experts: works found that may be yours"),
}


def _write(code: str, key: str, to: User | str, language: str, about: Any, context: dict[str, Any]) -> None:
    address = to.email if isinstance(to, User) else to
    if address and not is_invented(address, is_demo=about.is_demo):
        write_letter(key=f"scholarship.{code}:{key}"[:160], template=f"scholarship.{code}", to=to, language=language, context=context, about=about)


def _to(person: Person) -> User | str:
    return person.user if person.user is not None else person.email or ""


def write_about_double(new: Dissertation, other: Dissertation, reason: str, *, by: User | None) -> None:
    """To the supervisors of the earlier dissertation, else to whoever registered it: the new topic as far as it is public, and the reason."""
    rows = Supervision.objects.filter(dissertation=other, person__isnull=False, person__erased_at=None).select_related("person__user")
    people = [one.person for one in rows if one.person is not None]
    told: list[tuple[User | str, str]] = [(_to(person), person.language) for person in people]
    if not told and other.made_by is not None:
        told = [(other.made_by, other.made_by.language)]
    for to, language in told:
        if isinstance(to, User) and by is not None and to.pk == by.pk:
            continue
        with translation.override(language):
            context = {
                "topic": new.title if new.is_public else "",
                "school": new.place if new.is_public else "",
                "own": other.title,
                "reason": reason if new.is_public else "",
                "page": full_url(reverse("scholarship:dissertation", args=[new.pk])) if new.is_public else "",
            }
        address = to.email if isinstance(to, User) else to
        _write("like_yours", f"{new.pk}:{other.pk}:{address}", to, language, other, context)


def write_consent_ends(profile: ExpertProfile) -> None:
    """Once before the year of consent is over."""
    person = profile.person
    with translation.override(person.language):
        context = {"until": profile.until, "page": full_url(reverse("scholarship:my_expert"))}
    _write("consent_ends", f"{profile.pk}:{profile.until}", _to(person), person.language, profile, context)


def write_works_found(profile: ExpertProfile, number: int, turn: str) -> None:
    """Works in a corpus bear the expert's name; only the expert says whether they are theirs."""
    person = profile.person
    with translation.override(person.language):
        context = {"number": number, "page": full_url(reverse("scholarship:my_expert"))}
    _write("works_found", f"{profile.pk}:{turn}", _to(person), person.language, profile, context)


def sample() -> dict[str, Any]:
    """An invented case to preview a letter with."""
    words = {"topic": "Чтение подростков на селе", "own": "Подростковое чтение в сельской библиотеке", "school": "Институт культуры"}
    return {**words, "reason": "Другой регион и другой возраст", "page": full_url("/…"), "until": None, "number": 3}


def register_letters() -> None:
    for code, title in TEMPLATES.items():
        register(f"scholarship.{code}", title, sample=sample)
