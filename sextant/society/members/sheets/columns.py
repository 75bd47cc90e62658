"""Which column of a spreadsheet holds what, guessed from Russian or English headings."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz

from sextant.base.search.stems import folded


@dataclass(frozen=True)
class Field:
    """Something a column may hold: machine name, name for people, and headings under which it is met (folded)."""

    name: str
    title: str | Promise
    headings: tuple[str, ...]


FIELDS = (
    Field("full_name", gettext_lazy("full name in one column"), ("фио", "ф и о", "фамилия имя отчество", "полное имя", "full name", "name", "член ассоциации", "участник")),
    Field("family_name", gettext_lazy("family name"), ("фамилия", "family name", "last name", "surname")),
    Field("given_name", gettext_lazy("given name"), ("имя", "given name", "first name")),
    Field("patronymic", gettext_lazy("patronymic"), ("отчество", "patronymic", "middle name")),
    Field("latin_name", gettext_lazy("name in Latin letters"), ("имя латиницей", "фио латиницей", "латиницей", "name in latin letters", "latin name", "фио на английском")),
    Field("email", gettext_lazy("e-mail"), ("email", "e mail", "электронная почта", "эл почта", "почта", "адрес электронной почты", "емейл", "имейл", "mail")),
    Field("phone", gettext_lazy("phone"), ("телефон", "тел", "мобильный", "мобильный телефон", "контактный телефон", "phone", "mobile", "telephone")),
    Field("born_on", gettext_lazy("date of birth"), ("дата рождения", "др", "рождения", "born", "born on", "birth date", "date of birth", "birthday")),
    Field("region", gettext_lazy("region"), ("регион", "область", "субъект рф", "субъект федерации", "region", "state")),
    Field("city", gettext_lazy("city"), ("город", "населенный пункт", "city", "town")),
    Field("orcid", gettext_lazy("ORCID iD"), ("orcid", "orcid id")),
    Field("speciality", gettext_lazy("speciality"), ("специальность", "специализация", "speciality", "specialty", "field")),
    Field("organisation", gettext_lazy("place of work"), ("место работы", "организация", "библиотека", "учреждение", "название организации", "organisation", "organization", "place of work", "employer", "library")),
    Field("organisation_number", gettext_lazy("ISIL or INN of the place of work"), ("isil", "инн", "инн организации", "inn")),
    Field("position", gettext_lazy("position"), ("должность", "position", "job title", "title")),
    Field("sections", gettext_lazy("sections"), ("секция", "секции", "section", "sections", "участие в секциях")),
    Field("language", gettext_lazy("language of letters"), ("язык", "язык писем", "language")),
    Field("is_student", gettext_lazy("student (yes or no)"), ("студент", "student", "is student")),
    Field("plan", gettext_lazy("membership plan"), ("вид членства", "тариф", "категория", "категория членства", "plan", "membership plan", "membership type")),
    Field("paid_on", gettext_lazy("day of payment"), ("дата оплаты", "оплачено", "дата платежа", "paid on", "payment date")),
    Field("paid_until", gettext_lazy("paid until"), ("оплачено до", "оплачен до", "действует до", "срок членства", "paid until", "valid until", "expires")),
    Field("payment_reference", gettext_lazy("reference of the payment"), ("номер платежа", "платежное поручение", "номер платежного поручения", "платежка", "payment reference", "reference", "receipt")),
)  # fmt: skip
BY_NAME = {field.name: field for field in FIELDS}
_ORDINAL = re.compile(r"^(no|n|пп|п п|номер|порядковый номер|id|код)$")


def folded_heading(heading: str) -> str:
    """A heading as it is compared: no case, no punctuation, № as no."""
    return " ".join(re.findall(r"[^\W_]+", folded(heading.replace("№", " no "))))


def _likeness(heading: str, field: Field) -> float:
    if heading in field.headings:
        return 100 + len(heading)
    if any(len(known) > 3 and heading.startswith(known) for known in field.headings):
        return 95
    return max(fuzz.ratio(heading, known) for known in field.headings)


def guess(header: list[str], remembered: dict[str, str]) -> dict[int, str]:
    """{place of the column: field}: as the heading was mapped the last time, else by likeness (85 of 100), each field once."""
    chosen: dict[int, str] = {}
    told = {place: remembered[folded_heading(heading)] for place, heading in enumerate(header) if folded_heading(heading) in remembered}
    for place, name in told.items():
        if name in BY_NAME and name not in chosen.values():
            chosen[place] = name
    offers = [
        (_likeness(folded_heading(heading), field), -place, field.name)
        for place, heading in enumerate(header)
        if place not in told and folded_heading(heading) and not _ORDINAL.match(folded_heading(heading))
        for field in FIELDS
    ]
    for likeness, place, name in sorted(offers, reverse=True):
        if likeness >= 85 and -place not in chosen and name not in chosen.values():
            chosen[-place] = name
    if "family_name" not in chosen.values() and "full_name" not in chosen.values():
        chosen = {place: "full_name" if name == "given_name" else name for place, name in chosen.items()}
    return dict(sorted(chosen.items()))


def checked_columns(columns: dict[int, str], width: int) -> dict[int, str]:
    """The mapping itself, or a refusal: a field twice, a column that is not there, or nothing that names a person."""
    for place, name in columns.items():
        if name not in BY_NAME or not 0 <= place < width:
            raise ValidationError(_("The file has no column %(place)s, or nothing is called “%(name)s”.") % {"place": place + 1, "name": name})
    names = list(columns.values())
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ValidationError(_("Two columns are named “%(field)s”. Leave one of them.") % {"field": BY_NAME[twice].title})
    if not {"family_name", "full_name"} & set(names):
        raise ValidationError(_("Say which column holds the family name, or the full name: without it no person can be told."))
    if {"family_name", "full_name"} <= set(names):
        raise ValidationError(_("Name either the full name or the family name, not both."))
    return columns
