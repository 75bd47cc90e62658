"""The demo's observatory: a corpus of invented works, a real edition made of it and published, and a reviewed brief."""

import shutil
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sextant.base.accounts.models import User
from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.society.concepts.models import Concept
from sextant.work.observatory.actions.briefs import begin_brief, move_brief, save_brief
from sextant.work.observatory.actions.corpora import save_corpus
from sextant.work.observatory.actions.editions import keep_edition, publish_edition
from sextant.work.observatory.demo.words import ABOUT, BRIEF, LICENCE, NAME, SURNAMES, TITLES
from sextant.work.observatory.models import Brief, Corpus, Edition

CODE = "demo-literature"
WORKS, CONCEPTS, GROUPS = 700, 72, 9
YEARS = 18


def _concepts(chance: Random) -> list[list[Concept]]:
    """Concepts in groups that will be written about together."""
    rows = list(Concept.objects.living().exclude(label_en__contains="(").exclude(is_top=True).order_by("code"))
    chosen = sorted(chance.sample(rows, min(CONCEPTS, len(rows))), key=lambda one: one.code)
    return [chosen[place::GROUPS] for place in range(GROUPS)]


def works_as_bibtex(chance: Random, last: int) -> str:
    """Invented works as BibTeX; groups of concepts rise and fall over the years."""
    groups, lines = _concepts(chance), []
    for number in range(WORKS):
        year = last - int((chance.random() ** 1.6) * YEARS)
        tide = [1.0 + 3.0 * abs(((year - last + YEARS) / YEARS) - place / GROUPS) for place in range(GROUPS)]
        group = chance.choices(groups, tide)[0]
        about = chance.sample(group, min(len(group), chance.choice((2, 2, 3, 4))))
        if chance.random() < 0.3:
            about.append(chance.choice(chance.choice(groups)))
        russian = number % 2 == 0
        words = [one.label_ru if russian else one.label_en for one in about]
        title = chance.choice(TITLES["ru" if russian else "en"]).format(first=words[0].lower(), second=words[1].lower())
        authors = " and ".join(chance.sample(SURNAMES["ru" if russian else "en"], chance.choice((1, 2, 2, 3))))
        said = {"title": title[0].upper() + title[1:], "author": authors, "year": str(year), "keywords": "; ".join(words)}
        said["note"] = f"Cited by: {int(chance.paretovariate(1.2)) - 1}"
        lines += [f"@article{{demo{number},", *(f"  {name} = {{{text}}}," for name, text in said.items()), "}", ""]
    return "\n".join(lines)


def load(world: World) -> None:
    """Brings the works in, makes and publishes an edition, writes and reviews a brief. Without the lab's packages there is no observatory."""
    try:
        from sextant.lab.literature.importing import import_files
        from sextant.lab.literature.store import Store
        from sextant.work.observatory.making import make
    except ModuleNotFoundError:
        return
    last = world.today.year - 1
    corpus = Corpus(code=CODE, name_ru=NAME[0], name_en=NAME[1], about_ru=ABOUT[0], about_en=ABOUT[1], licence=LICENCE, until=last, is_demo=True)
    save_corpus(corpus, by=None)
    shutil.rmtree(corpus.folder, ignore_errors=True)
    with TemporaryDirectory() as room:
        path = Path(room) / "demo.bib"
        path.write_text(works_as_bibtex(Random(world.chance.random()), last), encoding="utf-8")
        for report in import_files([path], Store(corpus.folder), "bibtex"):
            if report.failure is not None:
                raise report.failure
    edition = Edition.objects.create(
        corpus=corpus, number=1, parameters={"until": last, "most": 90, "least": 5, "periods": 3, "times": 60, "horizon": 3, "others": True}
    )
    keep_edition(edition, make(edition, lambda *_words: None))
    edition = publish_edition(edition, note={}, by=None)
    _brief(edition)


def _brief(edition: Edition) -> None:
    """The first of the priorities gets its page, written by one of the demo's people and reviewed by another."""
    writer, reviewer = list(User.objects.filter(email__endswith="@demo.example").order_by("pk")[:2])
    code = edition.analyses.get(name="priorities").rows[0]["concept"]
    brief = begin_brief(edition, Concept.objects.get(code=code), by=writer)
    texts = {f"{name}_{language}": BRIEF[name][place] for name in BRIEF for place, language in enumerate(("ru", "en"))}
    brief = save_brief(brief, {**texts, "who_ru": brief.who_ru or "—", "who_en": brief.who_en or "—"}, by=writer)
    brief = move_brief(brief, "in_review", by=writer)
    move_brief(brief, "published", by=reviewer)


def remove() -> int:
    """Takes the demo's corpora, their stores, editions and briefs away."""
    found = list(Corpus.objects.filter(is_demo=True))
    count = Brief.objects.filter(edition__corpus__in=found).delete()[0]
    for corpus in found:
        shutil.rmtree(corpus.folder, ignore_errors=True)
        count += corpus.delete()[0]
    return count


def register() -> None:
    registry.register("observatory", 65, load, remove)
