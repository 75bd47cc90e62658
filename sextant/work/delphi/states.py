"""What may follow what for a study; words, nothing else."""

DRAFT, OPEN, BETWEEN, CLOSED, PUBLISHED = "draft", "open", "between", "closed", "published"
MOVES: dict[str, set[str]] = {
    DRAFT: {OPEN},
    OPEN: {BETWEEN, CLOSED},
    BETWEEN: {OPEN, CLOSED},
    CLOSED: {PUBLISHED},
    PUBLISHED: set(),
}
"""Open: a round runs; between: it is closed and its report tells whether another is worth asking. A study in real time has one round and closes from it."""
TONES = {DRAFT: "quiet", OPEN: "good", BETWEEN: "warn", CLOSED: "quiet", PUBLISHED: "info"}
ENDED = (CLOSED, PUBLISHED)
