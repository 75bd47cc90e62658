"""Maps of a field: concepts that stand together, people, organisations and countries that write together, works that cite or are cited alike.

Co-authorship: a tie is the number of works that both signed (full counting). Bibliographic coupling (M. M. Kessler, “Bibliographic
coupling between scientific papers”, American Documentation 14, 1963): the number of works that both cite. Co-citation (H. Small,
“Co-citation in the scientific literature”, JASIS 24, 1973): the number of works of the corpus that cite both. Clusters and places are found
from association strengths, as for concepts (`bibliometrics.clusters`, `bibliometrics.layouts`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np

from sextant.lab.bibliometrics.clusters import leiden
from sextant.lab.bibliometrics.layouts import drawn
from sextant.lab.bibliometrics.networks import Network, coupled, together
from sextant.lab.sentences import Said

from .analyses import concept_map
from .answers import Answer, Row
from .corpus import Corpus
from .findings import refuse, say
from .units import Units, units_of, work_labels

WAYS = {
    "concepts": ("cooccurrence",),
    "authors": ("coauthorship",),
    "organisations": ("coauthorship",),
    "countries": ("coauthorship",),
    "works": ("coupling", "cocitation"),
}
"""By what each thing can be tied; the first is meant where none is said."""
MOST = {"organisations": 60, "works": 60}
LEAST = {"concepts": 3, "authors": 2, "organisations": 2, "countries": 1, "coupling": 1, "cocitation": 2}
COUNTED = {"coupling": "references", "cocitation": "citations"}


def field_map(
    corpus: Corpus,
    *,
    of: str = "concepts",
    by: str | None = None,
    most: int | None = None,
    least: int | None = None,
    resolution: float = 1.0,
    language: str = "en",
) -> Answer:
    """A map `of` things tied `by` what they share; the `most` largest of `least` works (references shared, citations) or more."""
    if of not in WAYS:
        raise refuse("unknown_unit", name=of, known=", ".join(WAYS))
    way = by or WAYS[of][0]
    if way not in WAYS[of]:
        raise refuse("unknown_way", name=way, of=of, known=", ".join(WAYS[of]))
    fewest = least if least is not None else LEAST.get(way, LEAST.get(of, 1))
    largest = most if most is not None else MOST.get(of, 120)
    if of == "concepts":
        return concept_map(corpus, most=largest, least=fewest, resolution=resolution, language=language)
    if of == "works":
        network, labels, titles = (_coupling if way == "coupling" else _cocitation)(corpus, largest, fewest)
    else:
        units = units_of(corpus, of)
        network, labels, titles = _shared(units, largest, fewest), units.labels, {}
    return _mapped(network, labels, titles, f"{of}-{way}", COUNTED.get(way, "works"), resolution, language)


def _shared(units: Units, most: int, least: int) -> Network:
    """Keys that stand together in works: only the `most` frequent are counted, so that a work of a thousand authors has no million ties."""
    counts = Counter(key for keys in units.by_work.values() for key in keys)
    kept = set(sorted((key for key in counts if counts[key] >= least), key=lambda key: (-counts[key], key))[:most])
    return together([key for key in keys if key in kept] for keys in units.by_work.values())


def _coupling(corpus: Corpus, most: int, least: int) -> tuple[Network, dict[str, tuple[str, str]], dict[str, str]]:
    """Works with `least` shared references or more; sizes are all references of each."""
    cited = units_of(corpus, "references")
    often = Counter(key for keys in cited.by_work.values() for key in keys)
    network = coupled([(work, [key for key in keys if often[key] > 1]) for work, keys in sorted(cited.by_work.items())])
    network = replace(network, sizes=np.array([float(len(cited.by_work[name])) for name in network.names]))
    if least > 1:
        ties = network.ties.copy()
        ties.data[ties.data < least] = 0
        ties.eliminate_zeros()
        network = replace(network, ties=ties)
    names = work_labels(corpus)
    labels = {one.work: (names.get(one.work, one.title[:40]),) * 2 for one in corpus.landed}
    return network.strongest(most), labels, {one.work: one.title for one in corpus.landed}


def _cocitation(corpus: Corpus, most: int, least: int) -> tuple[Network, dict[str, tuple[str, str]], dict[str, str]]:
    """Cited works, in the corpus or not, by how many works of the corpus cite them."""
    cited = units_of(corpus, "references")
    return _shared(cited, most, least), cited.labels, cited.full


def _mapped(
    network: Network, labels: dict[str, tuple[str, str]], titles: dict[str, str], kind: str, counted: str, resolution: float, language: str
) -> Answer:
    tied = network.strongest(len(network.names))
    if not tied.names:
        raise refuse("no_ties")
    notes: list[Said] = [say("without_ties", count=len(network.names) - len(tied.names))] if len(tied.names) < len(network.names) else []
    clusters = leiden(tied, resolution=resolution)
    found = drawn(tied, labels=[labels[name][language == "ru"] for name in tied.names])
    cluster_of = {name: number for number, one in enumerate(clusters, start=1) for name in one.members}
    place_of, strength = {name: place for place, name in enumerate(tied.names)}, tied.strengths()
    rows: list[Row] = []
    for spot in found.spots:
        place = place_of[spot.name]
        row: Row = {"key": spot.name, "label_en": labels[spot.name][0], "label_ru": labels[spot.name][1]}
        row |= {"title": titles[spot.name]} if titles else {}
        row |= {"cluster": cluster_of[spot.name], "x": spot.x, "y": spot.y, counted: int(tied.sizes[place])}
        rows.append({**row, "links": int(tied.ties[[place]].nnz), "strength": int(strength[place])})
    return Answer("map", rows, [*notes, *found.notes], (found, clusters), kind=kind, labels={name: labels[name] for name in tied.names})
