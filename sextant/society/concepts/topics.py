"""Topics that somebody might work on: houses that find them offer them here, the register of dissertations takes them.

Nobody who offers imports the register: `offer(…)` hands the topic to whoever has said that it takes them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from sextant.base.accounts.models import User


@dataclass(frozen=True)
class Offer:
    """A topic with its reason, in both languages, the codes of its concepts, and the source in words (`priority domains 2026`).

    `key` is the offering house's own: an offer brought again is the same one, with its words brought up to date."""

    key: str
    title_ru: str
    title_en: str
    why_ru: str = ""
    why_en: str = ""
    source: str = ""
    concepts: tuple[str, ...] = field(default=())
    is_demo: bool = False


Taker = Callable[[Offer, User | None], str]
_takers: list[Taker] = []


def register(taker: Taker) -> None:
    """Adds `taker(offer, by)`, which keeps the topic and gives the address of its page. Twice is once."""
    if taker not in _takers:
        _takers.append(taker)


def offer(one: Offer, *, by: User | None) -> str:
    """Hands a topic on; the address of the page where it is kept, empty where nobody takes topics. Refusals are `ValidationError`."""
    pages = [taker(one, by) for taker in _takers]
    return next((page for page in pages if page), "")
