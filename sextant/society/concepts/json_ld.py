"""Concepts as SKOS in JSON-LD (W3C Recommendation JSON-LD 1.1, 16 July 2020; from memory), with the context in the file, so that nothing
is fetched."""

import json
from typing import Any

from sextant.lab.thesaurus.concepts import Concept, Thesaurus

CONTEXT: dict[str, Any] = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    **{name: {"@id": f"skos:{name}", "@container": "@language"} for name in ("prefLabel", "altLabel", "hiddenLabel", "definition")},
    **{name: {"@id": f"skos:{name}", "@type": "@id"} for name in ("broader", "narrower", "related", "exactMatch", "inScheme", "topConceptOf")},
    "notation": "skos:notation",
    "isReplacedBy": {"@id": "dct:isReplacedBy", "@type": "@id"},
    "deprecated": "owl:deprecated",
}


def concept_node(one: Concept, whole: Thesaurus) -> dict[str, Any]:
    """One concept without the context; what is empty is left out."""
    space = whole.namespace
    labels = {"altLabel": "alt", "hiddenLabel": "hidden"}
    node: dict[str, Any] = {
        "@id": space + one.id,
        "@type": "skos:Concept",
        "inScheme": f"{space}scheme",
        "prefLabel": {"en": one.en.pref, "ru": one.ru.pref},
        **{name: _kept({"en": list(getattr(one.en, field)), "ru": list(getattr(one.ru, field))}) for name, field in labels.items()},
        "definition": _kept({"en": one.en.definition, "ru": one.ru.definition}),
        "broader": [space + other for other in one.broader],
        "narrower": [space + other for other in whole.narrower.get(one.id, ())],
        "related": [space + other for other in one.related],
        "exactMatch": list(one.matches),
        "notation": one.notation,
        "topConceptOf": f"{space}scheme" if one.top else "",
        "deprecated": one.deprecated,
        "isReplacedBy": space + one.replaced_by if one.replaced_by else "",
    }
    return _kept(node)


def of_concept(one: Concept, whole: Thesaurus) -> dict[str, Any]:
    """One concept as a document."""
    return {"@context": CONTEXT, **concept_node(one, whole)}


def of_thesaurus(whole: Thesaurus) -> dict[str, Any]:
    """Everything as a document: the scheme, then the concepts in the order of their codes."""
    scheme = {
        "@id": f"{whole.namespace}scheme",
        "@type": "skos:ConceptScheme",
        "dct:title": [{"@language": "en", "@value": whole.title_en}, {"@language": "ru", "@value": whole.title_ru}],
        "dct:license": whole.licence,
        "dct:issued": {"@type": "http://www.w3.org/2001/XMLSchema#date", "@value": whole.date.isoformat()},
        "owl:versionInfo": whole.version,
        "skos:hasTopConcept": [{"@id": whole.namespace + one.id} for one in whole.concepts if one.top],
    }
    return {"@context": CONTEXT, "@graph": [scheme, *(concept_node(one, whole) for one in whole.concepts)]}


def written(document: dict[str, Any]) -> str:
    """The document as text."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _kept(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty."""
    return {name: value for name, value in values.items() if value}
