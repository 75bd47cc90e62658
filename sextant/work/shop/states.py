"""What may follow what in the shop, and who may move it; words of roles, nothing else."""

ORDERED, PAID, PACKED, SENT, DONE, CANCELLED, RETURNED = "ordered", "paid", "packed", "sent", "done", "cancelled", "returned"

KEEPER, CUSTOMER, MONEY, CLOCK = "keeper", "customer", "money", "clock"
"""Who moves an order: whoever keeps the shop, whoever ordered, a payment that came or went, the passing of time."""

MOVES: dict[str, dict[str, set[str]]] = {
    ORDERED: {PAID: {MONEY}, CANCELLED: {KEEPER, CUSTOMER, CLOCK}},
    PAID: {PACKED: {KEEPER}, DONE: {MONEY}, ORDERED: {MONEY}, CANCELLED: {KEEPER}},
    PACKED: {SENT: {KEEPER}, PAID: {KEEPER}, CANCELLED: {KEEPER}},
    SENT: {DONE: {KEEPER, CLOCK}, RETURNED: {KEEPER}},
    DONE: {RETURNED: {KEEPER}},
    CANCELLED: {},
    RETURNED: {},
}
"""`paid → done` at once happens where nothing is packed: digital editions, places. `paid → ordered` when a payment is taken back."""

TONES = {ORDERED: "warn", PAID: "info", PACKED: "info", SENT: "info", DONE: "good", CANCELLED: "quiet", RETURNED: "quiet"}
RESERVED = frozenset({ORDERED, PAID, PACKED})
"""Orders that hold stock back for themselves."""
DELIVERED = frozenset({SENT, DONE, RETURNED})
LIVE = frozenset({ORDERED, PAID, PACKED, SENT, DONE})


def may_follow(state: str, target: str, word: str) -> bool:
    """Whether whoever has that word may move an order from a state to another."""
    return word in MOVES.get(state, {}).get(target, set())
