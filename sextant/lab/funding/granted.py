"""The nouns of the association's own giving: who gives, who receives, and the grant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation with its identifier: the code of a register, a dash, the number in it (org-id.guide)."""

    id: str
    name: str
    country: str = ""
    region: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class Individual:
    """A person who receives. There is no field for what is published of the name, because nothing is.

    `number` is a number of our own that leads to the person only inside the association, never that of a passport or
    a tax register. `names` are the words of the person's name: they are never written out, only looked for in the texts.
    `reason` and `purposes` are codes of the standard's two lists.
    """

    number: str
    names: tuple[str, ...] = ()
    reason: str = ""
    purposes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """The programme a grant comes from."""

    code: str
    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class GrantMade:
    """A grant that the association made. `id` is our own number; `amount` is in minor units of `currency`."""

    id: str
    title: str
    description: str
    currency: str
    amount: int
    awarded_on: date
    funder: Organisation
    recipient: Organisation | Individual
    programme: Programme | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    open_call: bool | None = None
    place: str = ""
    place_country: str = ""
    url: str = ""
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes: name, organisation identifier, web site, and the prefix that begins every identifier (`360G-…`)."""

    name: str
    id: str
    prefix: str
    website: str = ""
