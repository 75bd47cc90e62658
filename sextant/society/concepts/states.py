"""How a suggestion is decided, and how an import goes."""

SUGGESTED, SYNONYM, NEW, REFUSED = "suggested", "synonym", "new", "refused"
DECIDED = (SYNONYM, NEW, REFUSED)
DECISIONS = {SUGGESTED: DECIDED, **{state: (SUGGESTED,) for state in DECIDED}}
"""What may follow: a decision, and its undoing. All of it is for those who may curate (`rules.may_curate`)."""
SUGGESTION_TONES = {SUGGESTED: "info", SYNONYM: "good", NEW: "good", REFUSED: "quiet"}

READING, PREVIEW, STORING, STORED, UNREADABLE, DISCARDED = "reading", "preview", "storing", "stored", "unreadable", "discarded"
IMPORT_MOVES = {
    READING: (PREVIEW, UNREADABLE),
    PREVIEW: (STORING, DISCARDED),
    STORING: (STORED, PREVIEW, UNREADABLE),
    STORED: (),
    UNREADABLE: (),
    DISCARDED: (),
}
"""A file is read into a preview; confirmed, it is stored, or previewed again where the thesaurus has changed meanwhile."""
IMPORT_TONES = {READING: "info", PREVIEW: "warn", STORING: "info", STORED: "good", UNREADABLE: "bad", DISCARDED: "quiet"}
