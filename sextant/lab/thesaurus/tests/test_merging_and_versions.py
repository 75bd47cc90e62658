"""Two thesauri made one, and two versions of one compared."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from sextant.lab.thesaurus.concepts import FALLBACK, Labels, Thesaurus, with_concepts
from sextant.lab.thesaurus.foreign import from_text
from sextant.lab.thesaurus.laws import check
from sextant.lab.thesaurus.merging import merge
from sextant.lab.thesaurus.repairs import repaired
from sextant.lab.thesaurus.tests.factories import concept, made, small
from sextant.lab.thesaurus.versions import Moved, Renamed, difference, mapping

WORDS = some.sampled_from(["a", "b", "c", "d", "e"])


def other(*concepts: object) -> Thesaurus:
    return made(*concepts, namespace="http://example.org/")  # type: ignore[arg-type]


def test_a_thesaurus_joined_to_itself_is_the_same() -> None:
    found = merge(small(), small())
    assert (found.thesaurus, found.findings, found.added, len(found.joined)) == (small(), (), 0, 7)


def test_an_id_made_for_a_foreign_file_is_not_taken_for_ours() -> None:
    text = '@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <https://example.org/x> a skos:Concept ; skos:prefLabel "bookmobile"@en .'
    found = merge(made(*small().concepts, namespace=FALLBACK), from_text(text, "ttl").thesaurus)
    assert (dict(found.ids), found.joined, found.added) == ({"c0001": "c0008"}, frozenset(), 1)


def test_where_they_disagree_ours_is_kept_and_theirs_becomes_a_synonym() -> None:
    found = merge(small(), other(concept("c0001", "public library | people's library", "массовая библиотека")))
    mine = found.thesaurus.by_id["c0002"]
    assert (mine.en.alt, mine.ru.alt, mine.matches) == (
        ("people's library",),
        ("массовая библиотека", "общедоступная библиотека"),
        ("http://example.org/c0001",),
    )
    assert [one.sentence("en") for one in found.findings] == [
        "c0002: The thesauri disagree on the preferred label (ru): “публичная библиотека” was kept, “массовая библиотека” is a synonym where it was free."
    ]
    assert found.ids == {"c0001": "c0002"}


def test_a_label_that_they_give_to_another_concept_stays_with_ours() -> None:
    found = merge(small(), other(concept("c0001", "index | OPAC", "указатель")))
    assert found.ids == {"c0001": "c0008"}
    assert found.thesaurus.by_id["c0008"].en == Labels("index")
    assert [one.sentence("ru") for one in found.findings] == ["c0008: Название «OPAC» здесь принадлежит c0004 и осталось за ним."]


def test_one_concept_there_and_two_here_is_told() -> None:
    found = merge(small(), other(concept("c0001", "library", "каталогизация")))
    assert [one.code for one in found.findings] == ["labels_apart", "labels_differ", "label_elsewhere"]
    assert found.ids == {"c0001": "c0001"}


def test_new_concepts_keep_their_place_under_new_ids() -> None:
    found = merge(small(), other(concept("c0001", "library", "библиотека"), concept("c0002", "toy library", "игротека", broader=("c0001",))))
    assert found.thesaurus.by_id["c0008"].broader == ("c0001",)
    assert (found.added, check(found.thesaurus)) == (1, [])


@given(some.lists(some.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=5), some.lists(some.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=5))
def test_whatever_they_say_the_laws_are_kept_ours_stays_and_none_is_lost(
    first: list[tuple[str, str, str]], second: list[tuple[str, str, str]]
) -> None:
    ours, theirs = (
        repaired(made(*(concept(f"c{place:04d}", f"{en} | {alt}", ru) for place, (en, ru, alt) in enumerate(rows, 1)), namespace=space))[0]
        for rows, space in ((first, "urn:ours:"), (second, "urn:theirs:"))
    )
    found = merge(ours, theirs)
    assert check(found.thesaurus) == []
    assert len(found.joined) + found.added == len(theirs.concepts)
    assert len(found.thesaurus.concepts) == len(ours.concepts) + found.added
    for one in ours.concepts:
        assert found.thesaurus.by_id[one.id].en.pref == one.en.pref
        assert {*one.en, *one.ru} <= {*found.thesaurus.by_id[one.id].en, *found.thesaurus.by_id[one.id].ru}


def test_a_newer_version_is_told_apart() -> None:
    before = small()
    kept = dict(before.by_id)
    del kept["c0007"]
    kept["c0002"] = replace(kept["c0002"], broader=("c0005",), related=(), ru=Labels("общедоступная библиотека"))
    kept["c0003"] = replace(kept["c0003"], deprecated=True, replaced_by="c0004")
    kept["c0004"] = replace(kept["c0004"], broader=("c0001",))
    kept["c0006"] = replace(kept["c0006"], deprecated=True, related=())
    after = with_concepts(before, [*kept.values(), concept("c0008", "new", "новое")])
    found = difference(before, after)
    assert (found.added, found.removed, dict(found.merged), found.deprecated, found.restored) == (
        ("c0008",),
        ("c0007",),
        {"c0003": "c0004"},
        ("c0006",),
        (),
    )
    assert found.renamed == (Renamed("c0002", "ru", "публичная библиотека", "общедоступная библиотека"),)
    assert found.moved == (Moved("c0002", ("c0001",), ("c0005",)), Moved("c0004", ("c0003",), ("c0001",)))
    assert found.edited == ("c0002", "c0006")
    assert difference(after, before).restored == ("c0003", "c0006")
    assert mapping(before, after) == {
        **{name: name for name in ("c0001", "c0002", "c0004", "c0005")},
        **{"c0003": "c0004", "c0006": "", "c0007": ""},
    }


def test_the_same_version_differs_in_nothing() -> None:
    assert not difference(small(), small())
