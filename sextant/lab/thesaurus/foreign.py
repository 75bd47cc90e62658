"""A SKOS file read, our own or somebody else's, with a line for whatever was refused, repaired or left aside.

A file of our own keeps its ids. Concepts of another one get ids by the order of their addresses, and the addresses stay as
exact matches. Concepts read = concepts stored + refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .concepts import CYRILLIC, ID, LANGUAGES, Concept, Labels, Thesaurus, fold, thesaurus, tidy
from .findings import Finding, found, listed, refuse
from .hostile import look_over
from .reading import LARGEST, text_of
from .repairs import repaired
from .skos import RDFLIB, Form

if TYPE_CHECKING:
    from rdflib import Graph

ELSEWHERE = "urn:sextant:elsewhere:"
"""The namespace of ids that were made for somebody else's file: never ours, so that its c0002 is not taken for our c0002."""
MOST_STATEMENTS = 2_000_000
LONGEST_LABEL = 500
ASIDE = (
    "scopeNote",
    "note",
    "example",
    "historyNote",
    "editorialNote",
    "changeNote",
    "closeMatch",
    "broadMatch",
    "narrowMatch",
    "relatedMatch",
    "member",
)


@dataclass(frozen=True, slots=True)
class Imported:
    """A thesaurus read from SKOS, what was found on the way, and how many concepts the file names."""

    thesaurus: Thesaurus
    findings: tuple[Finding, ...]
    read: int

    @property
    def refused(self) -> int:
        """Concepts of the file that were not taken."""
        return self.read - len(self.thesaurus.concepts)


def read_skos(path: Path, form: Form | None = None, largest: int = LARGEST) -> Imported:
    """The thesaurus of a Turtle or RDF/XML file; without `form` it is told from the text."""
    text = text_of(path, largest)
    return from_text(text, form or told(text, path), path.name)


def told(text: str, path: Path) -> Form:
    """The format of a text: XML begins with `<?xml` or `<rdf:`; Turtle says `@prefix`, or `PREFIX`, or has that ending."""
    begin = text[:2000].lstrip()
    if begin.startswith(("<?xml", "<rdf:", "<!DOCTYPE", "<RDF")):
        return "rdf"
    if path.suffix in {".ttl", ".turtle", ".nt", ".n3"} or "prefix" in begin.lower():
        return "ttl"
    raise refuse("format_unknown", place=path.name, known="ttl, rdf")


def from_text(text: str, form: Form, place: str = "") -> Imported:
    """The thesaurus of a text in Turtle or RDF/XML."""
    made = _parsed(text, form, place)
    from rdflib import URIRef
    from rdflib.namespace import RDF, SKOS

    subjects = sorted(set(made.subjects(RDF.type, SKOS.Concept)), key=str)
    if not subjects:
        raise refuse("no_concepts", place=place)
    findings: list[Finding] = []
    named = [one for one in subjects if isinstance(one, URIRef)]
    if len(named) < len(subjects):
        findings.append(found("concepts_without_address", place, count=len(subjects) - len(named)))
    ids, own = _ids([str(one) for one in named])
    concepts = [_concept(made, one, ids, own, findings) for one in named]
    kept = [one for one in concepts if one]
    findings += _left_aside(made, place)
    whole = thesaurus(kept, **_head(made, own, place, findings))
    mended, more = repaired(whole)
    return Imported(mended, (*findings, *more), len(subjects))


def _parsed(text: str, form: Form, place: str) -> Graph:
    from rdflib import Graph

    if form == "rdf":
        look_over(text.encode("utf-8"), place)
    made = Graph(bind_namespaces="none")
    try:
        made.parse(data=text, format=RDFLIB[form], publicID="urn:sextant:base:")
    except RecursionError:
        raise refuse("too_deep", place=place) from None
    except Exception as mistake:
        # rdflib's parsers raise what their many authors chose: SAX errors, BadSyntax, ValueError, IndexError
        raise refuse("rdf_broken", place=place, form=RDFLIB[form], reason=" ".join(str(mistake).split())[:160]) from None
    if len(made) > MOST_STATEMENTS:
        raise refuse("too_many_statements", place=place, count=len(made), most=MOST_STATEMENTS)
    return made


def _ids(addresses: list[str]) -> tuple[dict[str, str], str]:
    """The id of each address, and the namespace where the file is one of ours (empty: it is not)."""
    spaces = {address[: -len(name)] for address in addresses if (name := _last(address))}
    if len(spaces) == 1 and all(ID.fullmatch(_last(address)) for address in addresses):
        return {address: _last(address) for address in addresses}, next(iter(spaces))
    return {address: f"c{number:04d}" for number, address in enumerate(addresses, 1)}, ""


def _last(address: str) -> str:
    for sign in "#/:":
        address = address.rsplit(sign, 1)[-1]
    return address


def _head(made: Graph, own: str, place: str, findings: list[Finding]) -> dict[str, Any]:
    """What the whole is called: of the first scheme by address."""
    from rdflib.namespace import DC, DCTERMS, OWL, RDF, RDFS, SKOS

    schemes = sorted(made.subjects(RDF.type, SKOS.ConceptScheme), key=str)
    if len(schemes) > 1:
        findings.append(found("several_schemes", place, "noted", count=len(schemes), kept=str(schemes[0])))
    scheme = schemes[0] if schemes else None

    def first(*kinds: Any, language: str = "") -> str:
        texts = [
            one for kind in kinds for one in sorted(made.objects(scheme, kind), key=str) if not language or getattr(one, "language", "") == language
        ]
        return str(texts[0]) if texts and scheme is not None else ""

    day = first(DCTERMS.issued, DCTERMS.modified, DCTERMS.date, DC.date)[:10]
    try:
        on = date.fromisoformat(day)
    except ValueError:
        on = date(1970, 1, 1)
        findings.append(found("date_missing", place, "noted", value=day or "—"))
    title = tuple(first(DCTERMS.title, DC.title, SKOS.prefLabel, RDFS.label, language=language) for language in LANGUAGES)
    licence = first(DCTERMS.license, DCTERMS.rights, DC.rights)
    if not licence:
        findings.append(found("licence_missing", place, "noted"))
    return {"version": first(OWL.versionInfo), "on": on, "licence": licence, "title": title, "namespace": own or ELSEWHERE}


def _concept(made: Graph, subject: Any, ids: dict[str, str], own: str, findings: list[Finding]) -> Concept | None:
    from rdflib.namespace import DCTERMS, OWL, SKOS

    address = str(subject)
    sides = _sides(made, subject, findings)
    if sides is None:
        return None
    broader = {*made.objects(subject, SKOS.broader), *made.subjects(SKOS.narrower, subject)}
    related = {*made.objects(subject, SKOS.related), *made.subjects(SKOS.related, subject)}
    notations = sorted(str(one) for one in made.objects(subject, SKOS.notation))
    if len(notations) > 1:
        findings.append(found("several_notations", address, "repaired", kept=notations[0], others=listed(notations[1:])))
    replaced = sorted(str(one) for one in made.objects(subject, DCTERMS.isReplacedBy))
    top = bool({*made.objects(subject, SKOS.topConceptOf), *made.subjects(SKOS.hasTopConcept, subject)})
    matches = {str(one) for one in made.objects(subject, SKOS.exactMatch)} | (set() if own else {address})
    return Concept(
        ids[address],
        sides["en"],
        sides["ru"],
        broader=tuple(_known(broader, ids, address, "broader", findings)),
        related=tuple(_known(related, ids, address, "related", findings)),
        notation=notations[0] if notations else "",
        top=top,
        deprecated=any(str(one).lower() in {"true", "1"} for one in made.objects(subject, OWL.deprecated)),
        replaced_by=next(_known(replaced[:1], ids, address, "replaced_by", findings), ""),
        matches=tuple(matches),
    )


def _known(addresses: Any, ids: dict[str, str], place: str, link: str, findings: list[Finding]) -> Iterator[str]:
    """Ids of the addresses that are concepts of the file; the others are told."""
    from rdflib import BNode

    for address in sorted("[ ]" if isinstance(one, BNode) else str(one) for one in addresses):
        if address in ids:
            yield ids[address]
        else:
            findings.append(found("link_dropped", place, "repaired", link=link, other=address))


def _sides(made: Graph, subject: Any, findings: list[Finding]) -> dict[str, Labels] | None:
    """Labels in both languages. A language that is missing takes the label of the other; without any label the concept is refused."""
    from rdflib.namespace import SKOS

    address = str(subject)
    kinds = {kind: _by_language(made, subject, kind) for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.definition)}
    sides = {}
    for language in LANGUAGES:
        prefs, alts, hidden, definitions = (kinds[kind].get(language, []) for kind in kinds)
        if len(prefs) > 1:
            findings.append(found("several_prefs", address, "repaired", language=language, kept=prefs[0], others=listed(prefs[1:])))
        if not prefs and alts:
            findings.append(found("alt_became_pref", address, "repaired", language=language, kept=alts[0]))
        ordered = [*prefs, *alts] if prefs else alts
        sides[language] = _labels(ordered, hidden, definitions, address, findings)
    empty = [language for language in LANGUAGES if not sides[language].pref]
    if len(empty) == len(LANGUAGES):
        findings.append(found("no_label", address))
        return None
    for language in empty:
        other = sides["ru" if language == "en" else "en"].pref
        sides[language] = Labels(other, sides[language].alt, sides[language].hidden, sides[language].definition)
        findings.append(found("language_filled", address, "repaired", language=language, kept=other))
    return sides


def _labels(ordered: list[str], hidden: list[str], definitions: list[str], address: str, findings: list[Finding]) -> Labels:
    seen: set[str] = set()
    kept: dict[bool, list[str]] = {True: [], False: []}
    for label, shown in [*((one, True) for one in ordered), *((one, False) for one in hidden)]:
        if fold(label) in seen:
            findings.append(found("label_twice_dropped", address, "repaired", label=label))
        elif len(label) > LONGEST_LABEL:
            findings.append(found("label_too_long", address, "refused", label=label[:60], most=LONGEST_LABEL))
        else:
            seen.add(fold(label))
            kept[shown].append(label)
    pref = kept[True][0] if kept[True] else ""
    return Labels(pref, tuple(kept[True][1:]), tuple(kept[False]), " ".join(definitions))


def _by_language(made: Graph, subject: Any, kind: Any) -> dict[str, list[str]]:
    """Texts by `en` and `ru`: regional tags such as `en-GB` count, a text without a tag goes by its letters; the order is fixed."""
    from rdflib import Literal as Text

    found_: dict[str, list[str]] = {}
    for one in sorted(
        (one for one in made.objects(subject, kind) if isinstance(one, Text)), key=lambda text: (str(getattr(text, "language", "") or ""), str(text))
    ):
        text = tidy(str(one))
        tag = (getattr(one, "language", None) or "").split("-")[0].lower()
        language = tag or ("ru" if CYRILLIC.search(text) else "en")
        if text and text not in found_.setdefault(language, []):
            found_[language].append(text)
    return found_


def _left_aside(made: Graph, place: str) -> Iterator[Finding]:
    """Labels in other languages and kinds of statements that have no field here, counted."""
    from rdflib.namespace import SKOS

    others = [one for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.definition) for one in made.objects(None, kind)]
    tags = sorted({tag for one in others if (tag := (getattr(one, "language", None) or "").split("-")[0].lower()) and tag not in LANGUAGES})
    if tags:
        count = sum((getattr(one, "language", None) or "").split("-")[0].lower() in tags for one in others)
        yield found("other_languages", place, "noted", count=count, tags=listed(tags))
    left = {name: len(list(made.triples((None, SKOS[name], None)))) for name in ASIDE}
    named = [f"{name} ({count})" for name, count in left.items() if count]
    if named:
        yield found("statements_left", place, "noted", names=listed(named, 20))
