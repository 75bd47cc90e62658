"""SKOS written and read: our own without loss, somebody else's with a line for each repair, hostile files refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sextant.lab.thesaurus.concepts import Concept, Labels, Thesaurus, tidy
from sextant.lab.thesaurus.findings import ThesaurusError
from sextant.lab.thesaurus.foreign import Imported, from_text, read_skos
from sextant.lab.thesaurus.laws import check
from sextant.lab.thesaurus.reading import starter
from sextant.lab.thesaurus.repairs import repaired
from sextant.lab.thesaurus.skos import Form, written
from sextant.lab.thesaurus.tests.factories import concept, made, small

HEAD = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix x: <http://example.org/v/> .\n"
RDF = (
    '<?xml version="1.0"?>{doctype}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:skos="http://www.w3.org/2004/02/skos/core#"><skos:Concept rdf:about="http://example.org/v/a">'
    '<skos:prefLabel xml:lang="en">{label}</skos:prefLabel></skos:Concept></rdf:RDF>'
)
LABEL = some.text(some.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=12).filter(tidy)


def turtle(text: str) -> Imported:
    return from_text(HEAD + text, "ttl", "file.ttl")


def told(found: Imported) -> list[tuple[str, str, str]]:
    return [(one.code, one.kind, one.place.rsplit("/", 1)[-1]) for one in found.findings if one.code not in {"date_missing", "licence_missing"}]


@pytest.mark.parametrize("form", ["ttl", "rdf"])
def test_the_starter_comes_back_as_it_went(form: Form) -> None:
    whole = starter()
    back = from_text(written(whole, form).decode("utf-8"), form)
    assert back == Imported(whole, (), len(whole.concepts))


@pytest.mark.parametrize("form", ["ttl", "rdf"])
def test_every_field_comes_back(form: Form) -> None:
    full = made(
        concept("c0001", 'a "quoted" <b> & \\ | β', "я | ё", notation="A.1", matches=("http://example.org/a",)),
        replace(concept("c0002", "b", "б", broader=("c0001",)), en=Labels("b", ("bb",), ("bbb",), "It is.")),
        concept("c0003", "c", "ц", deprecated=True, replaced_by="c0002"),
        concept("c0004", "d", "д", related=("c0002",)),
        namespace="http://example.org/thesaurus#",
    )
    assert from_text(written(full, form).decode("utf-8"), form).thesaurus == full


@settings(max_examples=40, deadline=None)
@given(
    some.lists(some.tuples(LABEL, LABEL, some.lists(LABEL, max_size=2), some.integers(0, 4)), min_size=1, max_size=5),
    some.sampled_from(["ttl", "rdf"]),
)
def test_what_keeps_the_laws_comes_back_whatever_its_words(rows: list[tuple[str, str, list[str], int]], form: Form) -> None:
    rough = [
        Concept(f"c{number:04d}", Labels(en, tuple(alt)), Labels(ru), broader=(f"c{above:04d}",) if above < number else ())
        for number, (en, ru, alt, above) in enumerate(rows)
    ]
    whole, _ = repaired(made(*rough))
    assert check(whole) == []
    assert from_text(written(whole, form).decode("utf-8"), form) == Imported(whole, (), len(rows))


def test_concepts_from_elsewhere_get_ids_by_address_and_keep_the_address() -> None:
    found = turtle('x:b a skos:Concept; skos:prefLabel "b"@en, "б"@ru; skos:broader x:a. x:a a skos:Concept; skos:prefLabel "a"@en-GB, "а"@ru.')
    assert [(one.id, one.en.pref, one.broader, one.matches, one.top) for one in found.thesaurus.concepts] == [
        ("c0001", "a", (), ("http://example.org/v/a",), True),
        ("c0002", "b", ("c0001",), ("http://example.org/v/b",), False),
    ]
    assert told(found) == [("made_top", "repaired", "c0001")]


def test_a_cycle_is_broken_with_a_note() -> None:
    found = turtle(
        'x:a a skos:Concept; skos:prefLabel "a"@en, "а"@ru; skos:broader x:b. x:b a skos:Concept; skos:prefLabel "b"@en, "б"@ru; skos:broader x:a.'
    )
    assert check(found.thesaurus) == []
    assert [one.sentence("en") for one in found.findings if one.code == "cycle_broken"] == [
        "c0002: Broader concepts ran in a circle (c0001 → c0002 → c0001); the link to c0001 was dropped. Check which one is wrong."
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('x:a a skos:Concept; skos:prefLabel "a"@en.', [("language_filled", "repaired", "a"), ("made_top", "repaired", "c0001")]),
        ('x:a a skos:Concept; skos:prefLabel "а", "a".', [("made_top", "repaired", "c0001")]),
        (
            'x:a a skos:Concept; skos:altLabel "a"@en; skos:prefLabel "а"@ru; skos:topConceptOf x:s.',
            [("alt_became_pref", "repaired", "a")],
        ),
        (
            'x:a a skos:Concept; skos:prefLabel "a"@en, "b"@en, "а"@ru, "A"@de; skos:topConceptOf x:s; skos:scopeNote "n"@en.',
            [("several_prefs", "repaired", "a"), ("other_languages", "noted", "file.ttl"), ("statements_left", "noted", "file.ttl")],
        ),
        (
            'x:a a skos:Concept; skos:prefLabel "a"@en, "а"@ru; skos:topConceptOf x:s; skos:related x:gone, x:a.',
            [("link_dropped", "repaired", "a"), ("link_dropped", "repaired", "c0001")],
        ),
        (
            'x:a a skos:Concept; skos:prefLabel "a"@en, "а"@ru; skos:topConceptOf x:s. '
            'x:b a skos:Concept; skos:prefLabel "b"@en, "б"@ru; skos:altLabel "A"@en; skos:broader x:a; skos:related x:a.',
            [("related_dropped", "repaired", "c0002"), ("label_left_out", "repaired", "c0002")],
        ),
        (
            'x:a a skos:Concept; skos:prefLabel "a"@en, "а"@ru; skos:topConceptOf x:s. x:b a skos:Concept; skos:prefLabel "a"@en, "б"@ru; skos:broader x:a.',
            [("pref_qualified", "repaired", "c0002")],
        ),
    ],
)
def test_what_breaks_a_law_is_mended_and_told(text: str, codes: list[tuple[str, str, str]]) -> None:
    found = turtle(text)
    assert told(found) == codes
    assert check(found.thesaurus) == []


def test_a_concept_without_a_label_is_refused_and_counted() -> None:
    found = turtle(
        'x:a a skos:Concept; skos:prefLabel "a"@en, "а"@ru; skos:topConceptOf x:s; skos:related x:b. x:b a skos:Concept; skos:prefLabel "b"@de. [] a skos:Concept.'
    )
    assert (found.read, len(found.thesaurus.concepts), found.refused) == (3, 1, 2)
    assert [one for one in told(found) if one[1] == "refused"] == [("concepts_without_address", "refused", "file.ttl"), ("no_label", "refused", "b")]


@given(
    some.lists(some.tuples(some.integers(0, 5), some.sampled_from(["broader", "related", "narrower"]), some.integers(0, 5)), max_size=15),
    some.lists(some.sampled_from(["a", "b", "c"]), min_size=6, max_size=6),
)
@settings(max_examples=60, deadline=None)
def test_whatever_the_links_and_labels_the_laws_are_kept_and_none_is_lost(edges: list[tuple[int, str, int]], names: list[str]) -> None:
    text = "".join(f'x:n{place} a skos:Concept; skos:prefLabel "{name}"@en, "{name}"@ru .\n' for place, name in enumerate(names))
    found = turtle(text + "".join(f"x:n{one} skos:{link} x:n{other} .\n" for one, link, other in edges))
    assert check(found.thesaurus) == []
    assert (found.read, found.refused) == (6, 0)
    assert turtle(text + "".join(f"x:n{one} skos:{link} x:n{other} .\n" for one, link, other in reversed(edges))) == found


BOMB = (
    "<!DOCTYPE r ["
    + '<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {name} "&{old};&{old};&{old};">' for old, name in zip("abcdef", "bcdefg", strict=True))
    + "]>"
)


@pytest.mark.parametrize(
    ("doctype", "label", "code"),
    [
        (BOMB, "&g;", "xml_bomb"),
        (f'<!DOCTYPE r [<!ENTITY a "{"x" * 400}">]>', "&a;" * 50, "xml_bomb"),
        ('<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;", "xml_external"),
        ('<!DOCTYPE r [<!ENTITY a PUBLIC "p" "http://example.org/">]>', "&a;", "xml_external"),
        ('<!DOCTYPE r [<!ENTITY % p SYSTEM "http://example.org/x.dtd"> %p;]>', "a", "xml_external"),
        ('<!DOCTYPE r SYSTEM "http://example.org/x.dtd">', "a", "xml_external"),
        ("", "<a", "xml_broken"),
    ],
)
def test_xml_that_would_fetch_or_swell_is_refused(doctype: str, label: str, code: str) -> None:
    with pytest.raises(ThesaurusError) as refusal:
        from_text(RDF.format(doctype=doctype, label=label), "rdf", "bad.rdf")
    assert refusal.value.code == code
    assert refusal.value.sentence("en").startswith("bad.rdf: ")


def test_an_address_that_cannot_be_written_is_left_out_and_told() -> None:
    found = from_text(RDF.format(doctype="", label="a").replace("v/a", "v a"), "rdf")
    assert [one.code for one in found.findings if one.kind == "repaired"] == ["language_filled", "address_dropped", "made_top"]
    assert from_text(written(found.thesaurus).decode("utf-8"), "ttl").thesaurus == found.thesaurus


def test_small_entities_for_namespaces_are_read() -> None:
    found = from_text(RDF.format(doctype='<!DOCTYPE r [<!ENTITY ex "http://example.org/">]>', label="see &ex;"), "rdf")
    assert found.thesaurus.concepts[0].en.pref == "see http://example.org/"


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.ttl", HEAD + "x:a a skos:Concept", "rdf_broken"),
        ("a.ttl", HEAD + "x:a a x:b .", "no_concepts"),
        ("a.ttl", HEAD + "x:a x:b " + "(" * 20_000, "too_deep"),
        ("a.ttl", HEAD + "# " + "x" * 2000, "file_too_large"),
        ("a.bin", "\u0416" * 10, "format_unknown"),
        ("a.rdf", "<?xml version='1.0'?><r/>", "no_concepts"),
    ],
)
def test_a_file_that_is_no_thesaurus_is_refused_with_a_sentence(tmp_path: Path, name: str, text: str, code: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ThesaurusError) as refusal:
        read_skos(path, largest=1000 if code == "file_too_large" else 10**6)
    assert refusal.value.code == code


def test_the_same_thesaurus_gives_the_same_bytes() -> None:
    whole: Thesaurus = small()
    for form in ("ttl", "rdf"):
        assert written(whole, form) == written(made(*reversed(whole.concepts)), form)
