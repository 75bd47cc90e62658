"""A thesaurus as SKOS: Turtle and RDF/XML by rdflib. What is written here and read again (`foreign.read_skos`) is the same thesaurus.

Preferred, alternative and hidden labels, definitions, broader (with narrower, for programs that want both), related, notation
and exact matches are SKOS; version and deprecation are OWL, date, licence, title and replacement are Dublin Core terms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .concepts import LANGUAGES, Concept, Labels, Thesaurus

if TYPE_CHECKING:
    from rdflib import Graph, URIRef

Form = Literal["ttl", "rdf"]
RDFLIB = {"ttl": "turtle", "rdf": "xml"}
SCHEME = "scheme"
"""The last part of the address of the whole, after the namespace."""


def written(whole: Thesaurus, form: Form = "ttl") -> bytes:
    """The file in UTF-8, the same bytes for the same thesaurus."""
    text = graph(whole).serialize(format=RDFLIB[form], encoding="utf-8")
    return _in_one_order(text) if form == "rdf" else text


def graph(whole: Thesaurus) -> Graph:
    """The statements of a thesaurus."""
    from rdflib import Graph, URIRef
    from rdflib import Literal as Text
    from rdflib.namespace import DCTERMS, OWL, RDF, SKOS, XSD

    made = Graph()
    for prefix, namespace in (("skos", SKOS), ("dct", DCTERMS), ("owl", OWL)):
        made.bind(prefix, namespace)
    space = whole.namespace
    scheme = URIRef(space + SCHEME)
    made.add((scheme, RDF.type, SKOS.ConceptScheme))
    made.add((scheme, OWL.versionInfo, Text(whole.version)))
    made.add((scheme, DCTERMS.issued, Text(whole.date.isoformat(), datatype=XSD.date)))
    made.add((scheme, DCTERMS.license, Text(whole.licence)))
    for language, title in zip(LANGUAGES, (whole.title_en, whole.title_ru), strict=True):
        made.add((scheme, DCTERMS.title, Text(title, lang=language)))
    for one in whole.concepts:
        _add(made, one, space, whole)
    return made


def _add(made: Graph, one: Concept, space: str, whole: Thesaurus) -> None:
    from rdflib import Literal as Text
    from rdflib import URIRef
    from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

    me, scheme = URIRef(space + one.id), URIRef(space + SCHEME)
    made.add((me, RDF.type, SKOS.Concept))
    made.add((me, SKOS.inScheme, scheme))
    for language in LANGUAGES:
        _add_labels(made, me, one.labels(language), language)
    links = {SKOS.broader: one.broader, SKOS.narrower: whole.narrower.get(one.id, ()), SKOS.related: one.related}
    for kind, ids in links.items():
        for other in ids:
            made.add((me, kind, URIRef(space + other)))
    for address in one.matches:
        made.add((me, SKOS.exactMatch, URIRef(address)))
    if one.notation:
        made.add((me, SKOS.notation, Text(one.notation)))
    if one.top:
        made.add((me, SKOS.topConceptOf, scheme))
        made.add((scheme, SKOS.hasTopConcept, me))
    if one.deprecated:
        made.add((me, OWL.deprecated, Text(True)))
    if one.replaced_by:
        made.add((me, DCTERMS.isReplacedBy, URIRef(space + one.replaced_by)))


def _add_labels(made: Graph, me: URIRef, labels: Labels, language: str) -> None:
    from rdflib import Literal as Text
    from rdflib.namespace import SKOS

    kinds = {SKOS.prefLabel: (labels.pref,), SKOS.altLabel: labels.alt, SKOS.hiddenLabel: labels.hidden}
    for kind, texts in {**kinds, SKOS.definition: (labels.definition,)}.items():
        for text in filter(None, texts):
            made.add((me, kind, Text(text, lang=language)))


def _in_one_order(text: bytes) -> bytes:
    """RDF/XML with descriptions and their statements sorted: rdflib writes them in the order of its memory."""
    from lxml import etree

    root = etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True))
    for child in root:
        child[:] = sorted(child, key=etree.tostring)
    root[:] = sorted(root, key=lambda one: sorted(one.attrib.values()))
    etree.indent(root, space=" ")
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))
