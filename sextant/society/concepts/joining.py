"""What a thesaurus from elsewhere would do to ours, told line by line. Called by jobs only: reading SKOS needs rdflib."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sextant.lab.thesaurus.concepts import LANGUAGES, Concept, Labels, Thesaurus, with_concepts
from sextant.lab.thesaurus.findings import Finding
from sextant.lab.thesaurus.merging import Merged, merge
from sextant.lab.thesaurus.repairs import repaired
from sextant.society.concepts.actions.imports import Plan, Told
from sextant.society.concepts.models import ImportLine

Kind = ImportLine.Kind
LONGEST_LABEL, LONGEST_NOTATION = 200, 40
OF_THEIRS = {"labels_apart", "two_for_one"}
DISAGREEMENTS = OF_THEIRS | {"labels_differ", "places_differ", "label_elsewhere"}


def plan_of(path: Path, ours: Thesaurus, last_number: int) -> Plan:
    """Reads a file and joins it to ours. `last_number` is the highest number that a concept of ours ever had. Raises ThesaurusError for a file
    that cannot be used at all."""
    from sextant.lab.thesaurus.foreign import read_skos

    read = read_skos(path)
    theirs, cut = _fitted(read.thesaurus)
    merged = merge(_reserved(ours, last_number), theirs)
    after = with_concepts(ours, [one for one in merged.thesaurus.concepts if one.id in ours.by_id or one.id in merged.ids.values()])
    changed = {code for code in (merged.ids[name] for name in merged.joined) if after.by_id[code] != ours.by_id[code]}
    conflicts = [one for one in merged.findings if one.code in DISAGREEMENTS]
    counts = {
        "read": read.read,
        "added": merged.added,
        "joined": len(merged.joined),
        "refused": read.read - len(theirs.concepts),
        "changed": len(changed),
        "conflicting": len({one.place for one in conflicts}),
    }
    lines = [_of_finding(one, Kind.CONFLICT, merged, theirs, one.code in OF_THEIRS) for one in conflicts]
    lines += [*_of_concepts(theirs, ours, after, merged), *cut]
    lines += [_of_finding(one, one.kind, merged, theirs, True) for one in read.findings]
    lines += [_of_finding(one, one.kind, merged, theirs, False) for one in merged.findings if one.code not in DISAGREEMENTS]
    return Plan(ours, after, counts, lines)


def _reserved(ours: Thesaurus, last_number: int) -> Thesaurus:
    """Ours with a concept that was removed, so that its number is not given again."""
    code = f"c{last_number:04d}"
    if last_number == 0 or code in ours.by_id:
        return ours
    return with_concepts(ours, [*ours.concepts, Concept(code, Labels(code), Labels(code), deprecated=True)])


def _fitted(theirs: Thesaurus) -> tuple[Thesaurus, list[Told]]:
    """Their concepts as far as they fit into our columns: what is too long is left out, with a line."""
    kept: list[Concept] = []
    lines: list[Told] = []
    for one in theirs.concepts:
        place = next(iter(one.matches), one.id)
        if any(len(one.labels(language).pref) > LONGEST_LABEL for language in LANGUAGES):
            lines.append(Told(Kind.REFUSED, TOO_LONG_NAME, place=place))
            continue
        sides = {language: _short(one.labels(language)) for language in LANGUAGES}
        if (sides["en"], sides["ru"]) != (one.en, one.ru) or len(one.notation) > LONGEST_NOTATION:
            lines.append(Told(Kind.REPAIRED, TOO_LONG_REST, place=place))
        notation = one.notation if len(one.notation) <= LONGEST_NOTATION else ""
        kept.append(replace(one, en=sides["en"], ru=sides["ru"], notation=notation))
    return (repaired(with_concepts(theirs, kept))[0] if lines else theirs), lines


TOO_LONG_NAME = (
    "Название длиннее 200 знаков, понятие не принято. Сократите название и загрузите файл ещё раз.",
    "The name has more than 200 characters, and the concept is not taken. Shorten the name and bring the file again.",
)
TOO_LONG_REST = (
    "Синонимы длиннее 200 знаков или обозначение длиннее 40 знаков отброшены.",
    "Synonyms of more than 200 characters, or a notation of more than 40, are left out.",
)


def _short(labels: Labels) -> Labels:
    alt, hidden = (tuple(one for one in some if len(one) <= LONGEST_LABEL) for some in (labels.alt, labels.hidden))
    return replace(labels, alt=alt, hidden=hidden)


def _of_concepts(theirs: Thesaurus, ours: Thesaurus, after: Thesaurus, merged: Merged) -> Iterator[Told]:
    """New concepts, changed ones with what is new in them, and those that bring nothing."""
    for one in theirs.concepts:
        code = merged.ids[one.id]
        now = after.by_id[code]
        place = next(iter(one.matches), "")
        if one.id not in merged.joined:
            yield Told(Kind.NEW, (f"«{now.ru.pref}» — {now.en.pref}", f"“{now.en.pref}” — {now.ru.pref}"), code, place)
        elif now != ours.by_id[code]:
            yield Told(Kind.CHANGED, _news(ours.by_id[code], now), code, place)
        else:
            yield Told(Kind.SAME, (now.ru.pref, now.en.pref), code, place)


def _news(before: Concept, after: Concept) -> tuple[str, str]:
    """What is new in a concept of ours."""
    new = [label for language in LANGUAGES for label in after.labels(language) if label not in set(before.labels(language))]
    matches = [address for address in after.matches if address not in before.matches]
    added = ", ".join([*new, *matches]) or "—"
    return f"«{after.ru.pref}»: + {added}", f"“{after.en.pref}”: + {added}"


def _of_finding(one: Finding, kind: str, merged: Merged, theirs: Thesaurus, is_theirs: bool) -> Told:
    """A finding as a line. An id of theirs means nothing here, so the address or the name of the concept stands in its place."""
    other = theirs.by_id.get(one.place) if is_theirs else None
    place = next(iter(other.matches), other.ru.pref) if other else one.place
    code = merged.ids.get(one.place, "") if is_theirs else one.place if one.place in merged.thesaurus.by_id else ""
    return Told(kind, (one.said.ru, one.said.en), code, "" if place == code else place)
