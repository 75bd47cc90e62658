"""Where a work house tells how somebody may apply for support to come to an event; the page of the event shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from sextant.society.events.models import Event


@dataclass(frozen=True)
class Link:
    """A way to apply: its words and its address; `note` may say until when."""

    label: str | Promise
    url: str
    note: str | Promise = ""


Provider = Callable[[Event, Any], Link | None]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Adds `provider(event, user)`; None where it has nothing to offer. Registering it twice changes nothing."""
    if provider not in _providers:
        _providers.append(provider)


def links_for(event: Event, user: Any) -> list[Link]:
    """Every way to apply for support that is open to this reader."""
    return [link for provider in _providers if (link := provider(event, user)) is not None]
