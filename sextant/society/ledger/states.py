"""What may follow what in the books, and who may move it; words of roles, nothing else."""

DRAFT, POSTED = "draft", "posted"
"""An entry: lines may be added to a draft; a posted entry never changes, it is reversed."""

ISSUED, SETTLED, CANCELLED = "issued", "settled", "cancelled"
"""An invoice: a draft has no number; an issued one is open until payments and credit notes cover it."""

INVOICE_MOVES = {
    DRAFT: {ISSUED, CANCELLED},
    ISSUED: {SETTLED, CANCELLED},
    SETTLED: {ISSUED},
    CANCELLED: set(),
}
"""`settled → issued` happens when a payment is taken back; an issued invoice is cancelled only by a credit note over all of it."""

INVOICE_TONES = {DRAFT: "quiet", ISSUED: "warn", SETTLED: "good", CANCELLED: "quiet"}

MATCHED, DOUBTFUL, UNMATCHED, BOOKED, PUT_ASIDE = "matched", "doubtful", "unmatched", "booked", "put_aside"
"""A line of a bank statement: what the matching says of it, then what a person decided."""

LINE_MOVES = {
    MATCHED: {BOOKED, PUT_ASIDE, DOUBTFUL},
    DOUBTFUL: {BOOKED, PUT_ASIDE},
    UNMATCHED: {BOOKED, PUT_ASIDE},
    BOOKED: {DOUBTFUL},
    PUT_ASIDE: {DOUBTFUL},
}
LINE_TONES = {MATCHED: "info", DOUBTFUL: "warn", UNMATCHED: "warn", BOOKED: "good", PUT_ASIDE: "quiet"}

REMIND_AFTER = (7, 21, 45)
"""Days after the day on which an invoice was due at which its first, second and third reminder go out; then none."""
