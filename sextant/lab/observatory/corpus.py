"""The works of a store on the concepts of a thesaurus. Landing a text is slow, so what landed is kept beside the store.

`landings-….jsonl.gz` in the folder of the store has one line a work: its id, a digest of the text that was read, its concepts.
It is drawn from the store and may be deleted at any time; a work whose text has changed is landed anew, one that is gone is left out.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sextant.lab.literature import works
from sextant.lab.literature.store import Store
from sextant.lab.thesaurus.concepts import Concept, Thesaurus, qualifier
from sextant.lab.thesaurus.landing import Lander

from .findings import refuse

BATCH = 2000
SLICE = 20_000
"""Works whose texts are put together at a time: all abstracts of a large store do not fit into the engine's memory."""
FIRST_OF_SLICES = "select work from (select work, row_number() over (order by work) - 1 as place from works) where place % ? = 0 order by work"
QUERY = """
with within as (select work, year, cited_by, title from works where work >= $low and ($high is null or work < $high))
select w.work, w.year, w.cited_by, w.title,
    coalesce(t.text, '') || coalesce(chr(10) || k.terms, '') as text
from within w
left join (
    select work, string_agg(text, chr(10) || chr(10) order by kind desc, position, text) as text
    from texts where work >= $low and ($high is null or work < $high) group by work
) t using (work)
left join (
    select work, string_agg(term, chr(10) || chr(10) order by position, term) as terms
    from terms where work >= $low and ($high is null or work < $high) group by work
) k using (work)
order by w.work
"""


@dataclass(frozen=True, slots=True)
class Landed:
    """One work as analyses see it."""

    work: str
    year: int | None
    cited_by: int | None
    title: str
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Works in the order of their ids; `thesaurus` names their concepts; `fingerprint` tells data and thesaurus, `landed_now` how many
    texts had to be read for it; `store` is where the rest of what is known of a work stands; `names` keeps labels once made."""

    landed: tuple[Landed, ...]
    thesaurus: Thesaurus
    fingerprint: str
    landed_now: int
    store: Store | None = None
    names: dict[str, dict[str, str]] = field(default_factory=dict, compare=False, repr=False)

    def store_behind(self) -> Store:
        """The store that the works were read from; raises `ObservatoryError` for a corpus that was made without one."""
        if self.store is None:
            raise refuse("no_store")
        return self.store

    def label(self, concept: str, language: str) -> str:
        """What a concept is called, without its qualifier where no other concept is called so."""
        if language not in self.names:
            self.names[language] = _names(self.thesaurus.concepts, language)
        return self.names[language][concept]

    def until(self, year: int | None) -> Corpus:
        """The same without works of later years; all of it without a year."""
        if year is None:
            return self
        kept = tuple(one for one in self.landed if one.year is None or one.year <= year)
        return replace(self, landed=kept, fingerprint=f"{self.fingerprint}-{year}")


def read_corpus(store: Store, thesaurus: Thesaurus, *, at_a_time: int = SLICE, report: Callable[[int], object] = lambda _done: None) -> Corpus:
    """All works of the store, landed. `report` is told the number of works done; `at_a_time` works are held by the engine."""
    known, fresh = _Kept(store.folder, thesaurus), 0
    lander: Lander | None = None
    found: list[Landed] = []
    for work, year, cited_by, title, text in _texts(store, at_a_time):
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        concepts = known.of(work, digest)
        if concepts is None:
            lander = lander or _lander(thesaurus)
            concepts, fresh = tuple(sorted(lander.land(text).concepts)), fresh + 1
        known.keep(work, digest, concepts)
        found.append(Landed(work, year, cited_by, title or "", concepts))
        if len(found) % BATCH == 0:
            report(len(found))
    known.write(changed=bool(fresh) or known.shrunk)
    return Corpus(tuple(found), thesaurus, _fingerprint(found, thesaurus), fresh, store)


_landers: dict[str, Lander] = {}


def _lander(thesaurus: Thesaurus) -> Lander:
    """Compiling a thesaurus takes seconds, so the last one is kept; one with the same concepts lands texts alike."""
    version = _version_of(thesaurus)
    if version not in _landers:
        _landers.clear()
        _landers[version] = Lander(thesaurus)
    return _landers[version]


def _texts(store: Store, at_a_time: int) -> Iterator[tuple[str, int | None, int | None, str | None, str]]:
    with works.tables(store) as engine:
        lows: list[str | None] = [low for (low,) in engine.execute(FIRST_OF_SLICES, [at_a_time]).fetchall()]
        for low, high in zip(lows, [*lows[1:], None], strict=True):
            rows = engine.execute(QUERY, {"low": low, "high": high})
            while batch := rows.fetchmany(BATCH):
                yield from batch


def _fingerprint(landed: list[Landed], thesaurus: Thesaurus) -> str:
    digest = hashlib.sha256(_version_of(thesaurus).encode())
    for one in landed:
        digest.update(f"{one.work}\t{one.year}\t{one.cited_by}\t{','.join(one.concepts)}\n".encode())
    return digest.hexdigest()[:16]


def _version_of(thesaurus: Thesaurus) -> str:
    """A digest of everything in the thesaurus that decides where a text lands."""
    return hashlib.sha256(repr(thesaurus.concepts).encode()).hexdigest()[:16]


def _names(concepts: tuple[Concept, ...], language: str) -> dict[str, str]:
    bare = {one.id: qualifier(one.labels(language).pref)[0] for one in concepts}
    often = Counter(name.casefold() for name in bare.values())
    return {one.id: bare[one.id] if often[bare[one.id].casefold()] == 1 else one.labels(language).pref for one in concepts}


class _Kept:
    """What landed before."""

    def __init__(self, folder: Path, thesaurus: Thesaurus) -> None:
        self.path = folder / f"landings-{_version_of(thesaurus)}.jsonl.gz"
        self.before: dict[str, tuple[str, tuple[str, ...]]] = {}
        self.now: dict[str, tuple[str, tuple[str, ...]]] = {}
        if self.path.is_file():
            try:
                with gzip.open(self.path, "rt", encoding="utf-8") as lines:
                    self.before = {work: (digest, tuple(concepts)) for work, digest, concepts in map(json.loads, lines)}
            except (OSError, EOFError, ValueError):
                self.before = {}

    @property
    def shrunk(self) -> bool:
        """Whether works are gone."""
        return len(self.now) < len(self.before)

    def of(self, work: str, digest: str) -> tuple[str, ...] | None:
        """The concepts, where the same text has landed before."""
        known = self.before.get(work)
        return known[1] if known is not None and known[0] == digest else None

    def keep(self, work: str, digest: str, concepts: tuple[str, ...]) -> None:
        self.now[work] = (digest, concepts)

    def write(self, *, changed: bool) -> None:
        """Replaces the file at once; a folder that cannot be written is read all the same, more slowly."""
        if not changed:
            return
        unfinished = self.path.with_name(f".unfinished-{self.path.name}")
        try:
            with gzip.open(unfinished, "wt", encoding="utf-8", compresslevel=3) as lines:
                lines.writelines(json.dumps([work, *row], ensure_ascii=False) + "\n" for work, row in self.now.items())
            unfinished.replace(self.path)
        except OSError:
            unfinished.unlink(missing_ok=True)
