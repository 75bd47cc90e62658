"""An entry made ready for a blind jury by `lab.blinding`: names covered in its texts, metadata taken out of its files.

Needs pikepdf and others of the extra `lab`: imported by jobs, never by pages.
"""

from collections.abc import Iterable

from sextant.lab.blinding.apart import look_apart
from sextant.lab.blinding.finding_names import find_names, redact_text
from sextant.lab.blinding.findings import BlindingError
from sextant.lab.blinding.people import Finding, Identity
from sextant.society.members.names import split_full_name
from sextant.work.calls.actions.blinding import Found, Prepared, PreparedAnswer, PreparedFile
from sextant.work.calls.models import Answer, Entry, EntryFile

MOST_FOUND = 50
"""Names kept of one text or file; more say nothing new."""


def people_of(entry: Entry) -> list[Identity]:
    """Author and co-authors, with what would betray them: addresses, numbers, places of work."""
    person = entry.person
    places = [row.organisation for row in person.affiliations.filter(until=None).select_related("organisation")]
    if entry.organisation is not None:
        places.append(entry.organisation)
    names = {name for place in places for name in (place.name_ru, place.name_en, place.short_name_ru, place.short_name_en) if name}
    author = Identity(
        person.family_name,
        person.given_name,
        person.patronymic,
        person.latin_name,
        person.email or "",
        person.orcid,
        person.phone,
        tuple(sorted(names)),
    )
    found = [author]
    for one in entry.coauthors.all():
        family, given, patronymic = split_full_name(one.name)
        found.append(Identity(family, given, patronymic, organisations=(one.organisation,) if one.organisation else ()))
    return found


def _told(findings: Iterable[Finding], texts: list[str]) -> list[Found]:
    return [
        Found(
            found=texts[one.part][one.start : one.stop][:200],
            excerpt=one.excerpt[:400],
            place=one.place.ru[:100] if one.place else "",
            is_certain=one.confidence == "certain",
        )
        for one in list(findings)[:MOST_FOUND]
    ]


def _answer(answer: Answer, people: list[Identity]) -> PreparedAnswer:
    texts = [answer.text, *(str(row[0]) for row in answer.rows)]
    findings = find_names(texts, people)
    rows = [[redact_text(str(row[0]), findings, part=place), row[1]] for place, row in enumerate(answer.rows, 1)]
    return PreparedAnswer(answer.pk, redact_text(answer.text, findings, part=0), rows, _told(findings, texts))


def _file(file: EntryFile, people: list[Identity]) -> PreparedFile:
    """A file without metadata; where it cannot be cleaned or read, the organisers alone have it."""
    with file.file.open("rb") as opened:
        content = opened.read()
    try:
        looked = look_apart(content, file.kind, people)
    except BlindingError as refusal:
        return PreparedFile(file.pk, None, [[refusal.sentence("en"), refusal.sentence("ru")]], [])
    stripped, texts = looked.stripped, [part.text for part in looked.parts]
    removed = [[said.en, said.ru] for said in (*stripped.removed, *stripped.warnings)]
    if not stripped.cleaned:
        return PreparedFile(file.pk, None, removed, [])
    return PreparedFile(file.pk, stripped.content, removed, _told(looked.findings, texts))


def prepared(entry: Entry) -> Prepared:
    """Title, answers and files of an entry as a blind jury may have them, and every name that was found."""
    people = people_of(entry)
    named = find_names([entry.title], people)
    answers = [_answer(answer, people) for answer in entry.answers.exclude(field__hidden=True).order_by("pk")]
    files = [_file(file, people) for file in entry.files.exclude(field__hidden=True).order_by("pk")]
    return Prepared(redact_text(entry.title, named), _told(named, [entry.title]), answers, files)
