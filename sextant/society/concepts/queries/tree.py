"""The thesaurus as a tree, and the way from its top to a concept, over links read once."""

from dataclasses import dataclass, field

from django.db.models import Count, Q

from sextant.base.words.fields import in_language
from sextant.society.concepts.models import Concept, Label
from sextant.society.concepts.models.concepts import ConceptQuerySet

Links = dict[int, list[int]]
DEEPEST = 12
MOST_WAYS = 20
MOST_IN_TREE = 3000
"""Above so many concepts a page shows of each facet what is right below its head; the rest is a step further."""


@dataclass
class Branch:
    """A concept in the tree, with what is below it. `repeated` where it stands elsewhere in the same tree with everything below it;
    `size`, of the head of a facet, is how many concepts stand below, each counted once."""

    pk: int
    code: str
    label: str
    below: list["Branch"] = field(default_factory=list)
    repeated: bool = False
    size: int = 0


@dataclass(frozen=True)
class Totals:
    """How large the thesaurus is: concepts in use, those withdrawn, labels of each language of concepts in use."""

    concepts: int
    withdrawn: int
    labels_ru: int
    labels_en: int


def totals() -> Totals:
    counts = Concept.objects.aggregate(living=Count("pk", filter=Q(is_withdrawn=False)), gone=Count("pk", filter=Q(is_withdrawn=True)))
    living = Label.objects.filter(concept__is_withdrawn=False)
    labels = living.aggregate(ru=Count("pk", filter=Q(language="ru")), en=Count("pk", filter=Q(language="en")))
    return Totals(counts["living"], counts["gone"], labels["ru"], labels["en"])


def facets() -> list[Branch]:
    """The tree from its top concepts, everything in the order of labels in the reader's language; three queries."""
    rows = {pk: (code, in_language({"ru": ru, "en": en})) for pk, code, ru, en in _living().values_list("pk", "code", "label_ru", "label_en")}
    below = _narrower(set(rows))
    deepest = DEEPEST if len(rows) <= MOST_IN_TREE else 1
    made = []
    for pk in sorted(_living().filter(is_top=True).values_list("pk", flat=True), key=lambda pk: rows[pk][1].casefold()):
        made.append(_branch(pk, rows, below, set(), deepest))
        made[-1].size = _count_below(pk, below)
    return made


def ways_to(concept: Concept) -> list[list[Concept]]:
    """Every way from a top concept down to this one, without it, at most `DEEPEST` steps long, and `MOST_WAYS` of them; two queries."""
    above: Links = {}
    for lower, upper in Concept.broader.through.objects.order_by("pk").values_list("from_concept_id", "to_concept_id"):
        above.setdefault(lower, []).append(upper)
    ways: list[list[int]] = []
    ahead = [[concept.pk]]
    while ahead and len(ways) < MOST_WAYS:
        way = ahead.pop()
        further = [upper for upper in above.get(way[0], ()) if upper not in way] if len(way) <= DEEPEST else []
        ahead.extend([upper, *way] for upper in further)
        if not further and len(way) > 1:
            ways.append(way[:-1])
    rows = Concept.objects.in_bulk({key for way in ways for key in way})
    return sorted(([rows[key] for key in way] for way in ways), key=lambda way: [str(one) for one in way])


def _living() -> ConceptQuerySet:
    return Concept.objects.living()


def _narrower(keys: set[int]) -> Links:
    found: Links = {}
    for lower, upper in Concept.broader.through.objects.values_list("from_concept_id", "to_concept_id"):
        if lower in keys and upper in keys:
            found.setdefault(upper, []).append(lower)
    return found


def _count_below(pk: int, below: Links) -> int:
    seen, ahead = {pk}, [pk]
    while ahead:
        new = [key for key in below.get(ahead.pop(), ()) if key not in seen]
        seen.update(new)
        ahead.extend(new)
    return len(seen) - 1


def _branch(pk: int, rows: dict[int, tuple[str, str]], below: Links, seen: set[int], left: int) -> Branch:
    """The concept with `left` levels below it."""
    made = Branch(pk, *rows[pk], repeated=pk in seen and pk in below)
    if pk in seen or left == 0:
        return made
    seen.add(pk)
    ordered = sorted(below.get(pk, ()), key=lambda key: rows[key][1].casefold())
    made.below = [_branch(key, rows, below, seen, left - 1) for key in ordered]
    return made
