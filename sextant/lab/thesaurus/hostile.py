"""XML from elsewhere looked over before anybody reads it: nothing outside is fetched and nothing swells.

Small internal entities are let through, since thesauri made with Protégé name their namespaces so; entities that name a
file, an address or another entity are refused.
"""

from __future__ import annotations

from xml.parsers import expat

from .findings import ThesaurusError, refuse

LONGEST_ENTITY = 300
MOST_ENTITIES = 200


def look_over(data: bytes, place: str = "") -> None:
    """Passes well-formed XML without external or nested entities; refuses other XML with its line."""
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    trouble: list[ThesaurusError] = []
    seen = 0

    def declared(name: str, parameter: bool, value: str | None, base: object, system: str | None, public: str | None, notation: object) -> None:
        nonlocal seen
        seen += 1
        line = parser.CurrentLineNumber
        if system or public or parameter or value is None:
            trouble.append(refuse("xml_external", place=place, name=name, line=line))
        elif len(value) > LONGEST_ENTITY or "&" in value or "%" in value or seen > MOST_ENTITIES:
            trouble.append(refuse("xml_bomb", place=place, name=name, line=line))
        if trouble:
            raise trouble[0]

    def doctype(name: str, system: str | None, public: str | None, internal: bool) -> None:
        if system or public:
            trouble.append(refuse("xml_external", place=place, name=name, line=parser.CurrentLineNumber))
            raise trouble[0]

    parser.EntityDeclHandler = declared
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as mistake:
        raise refuse("xml_broken", place=place, line=mistake.lineno, reason=expat.ErrorString(mistake.code)) from None
