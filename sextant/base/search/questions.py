"""A reader's words turned into terms to ask for, and into near words where nothing was found."""

from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sextant.base.search.matching import Groups, Term
from sextant.base.search.stems import STOP_WORDS, in_cyrillic, is_telling, other_keyboard, stem_of, words_of

MOST_WORDS, MOST_LETTERS, MOST_NEAR = 12, 200, 8


def slack_of(word: str) -> int:
    """How many mistakes are forgiven: none in two letters, one in up to five, two in longer words (optimal string alignment)."""
    return 0 if len(word) < 3 else 1 if len(word) <= 5 else 2


@dataclass(frozen=True)
class Question:
    """Words all of which must be met; the last one may be unfinished. `near` holds the words taken in place of unknown ones."""

    words: tuple[str, ...]
    near: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unfinished: bool = True

    def _group(self, word: str, last: bool) -> tuple[Term, ...]:
        terms = [Term(word), Term(f"~{stem_of(word)}"), *(Term(other) for other in self.near.get(word, ()))]
        if last and self.unfinished and len(word) > 1:
            terms.append(Term(word, beginning=True))
        return tuple(terms)

    def groups(self) -> Groups:
        """Everything that answers the question, whole words, stems, beginnings and near words alike."""
        return tuple(self._group(word, number == len(self.words)) for number, word in enumerate(self.words, 1))

    def in_title(self) -> Groups:
        return tuple((Term(f"^{word}"),) for word in self.words)

    def as_written(self) -> Groups:
        return tuple((Term(word),) for word in self.words)

    def by_stem(self) -> Groups:
        return tuple((Term(f"~{stem_of(word)}"),) for word in self.words)

    def answers(self, word: str) -> bool:
        """True when a folded word of a text is one that was asked for, so that it can be marked."""
        stem = stem_of(word)
        begun = self.unfinished and bool(self.words) and len(self.words[-1]) > 1 and word.startswith(self.words[-1])
        return begun or any(stem == stem_of(asked) or word in self.near.get(asked, ()) for asked in self.words)


def question_of(text: str) -> Question:
    """The question in a reader's text; small words (и, на, the, of) count only where there is nothing else."""
    words = list(dict.fromkeys(words_of(text[:MOST_LETTERS])))
    telling = [word for word in words if word not in STOP_WORDS]
    return Question(tuple((telling or words)[:MOST_WORDS]))


def variants_of(text: str) -> list[Question]:
    """The question as typed, as typed on the other keyboard, and from Latin letters into Russian ones; each once."""
    text = text[:MOST_LETTERS]
    asked = [question_of(variant) for variant in (text, other_keyboard(text), in_cyrillic(text))]
    return [question for number, question in enumerate(asked) if question.words and question not in asked[:number]]


def _known(word: str, last: bool, vocabulary: dict[str, str], stems: set[str]) -> bool:
    return (
        not is_telling(word)
        or word in vocabulary
        or stem_of(word) in stems
        or (last and len(word) > 1 and any(other.startswith(word) for other in vocabulary))
    )


def nearest(word: str, vocabulary: dict[str, str]) -> tuple[str, ...]:
    """The words nearest to a mistyped one, themselves or by their stems, nearest first, those that begin alike before others."""
    distances: dict[str, float] = {}
    words, stems = list(vocabulary), list(vocabulary.values())
    for asked, known in ((word, words), (stem_of(word), stems)):
        slack = slack_of(asked)
        for _text, distance, place in process.extract(asked, known, scorer=OSA.distance, score_cutoff=slack, limit=None) if slack else ():
            distances[words[place]] = min(distance, distances.get(words[place], distance))
    ranked = sorted(distances, key=lambda near: (distances[near], near[:1] != word[:1], near))
    return tuple(ranked[:MOST_NEAR])


def repaired(variants: list[Question], vocabulary: dict[str, str]) -> Question | None:
    """The first variant all of whose words are known; else the first whose unknown words have near ones; None when nothing helps.

    `vocabulary` maps the words that might matter to their stems.
    """
    stems = set(vocabulary.values())
    unknown = [
        [word for number, word in enumerate(question.words, 1) if not _known(word, number == len(question.words), vocabulary, stems)]
        for question in variants
    ]
    for question, lacking in zip(variants, unknown, strict=True):
        if not lacking:
            return question
    for question, lacking in zip(variants, unknown, strict=True):
        near = {word: nearest(word, vocabulary) for word in lacking}
        if all(near.values()):
            return Question(question.words, near, unfinished=False)
    return None
