"""The interface of online payment services, and those that are known. Nothing of a card ever passes through this site."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from django.utils.functional import Promise

from sextant.society.ledger.models import OnlinePayment
from sextant.society.ledger.payables import Payable

Told = Literal["paid", "failed", "refunded"]


class Forged(Exception):
    """What came in does not carry the provider's signature, or cannot be read; nothing is kept of it."""


@dataclass(frozen=True)
class Event:
    """One thing a provider tells of a payment: its own name for the telling, our token, and what happened with how much."""

    event_id: str
    token: str
    kind: Told
    amount_minor: int
    currency: str
    day: date


class Provider(Protocol):
    """A payment service. `begin` gives the address to which the payer is sent; `read_event` checks the signature first."""

    code: str

    @property
    def title(self) -> str | Promise:
        """Its name for payers."""

    def offers(self, payable: Payable) -> bool:
        """Whether this payable may be paid here: switched on, currency served."""

    def begin(self, online: OnlinePayment, *, back_url: str) -> str:
        """Opens the payment at the provider; the address of its page. Called outside a transaction, may use the network."""

    def read_event(self, headers: Mapping[str, str], body: bytes) -> Event:
        """The event in a call of the provider; raises Forged where the signature is not the provider's."""


_providers: dict[str, Provider] = {}


def register(provider: Provider) -> None:
    """Makes a provider known; the last registration of a code counts."""
    _providers[provider.code] = provider


def provider(code: str) -> Provider | None:
    return _providers.get(code)


def offered(payable: Payable) -> list[Provider]:
    """The providers with which this can be paid now."""
    return [one for one in _providers.values() if payable.is_open and one.offers(payable)]
