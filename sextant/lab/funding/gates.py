"""What a call demands of an applicant, asked before anything is scored.

Every gate answers *passed*, *failed* or *unknown*, with a sentence. Unknown never excludes a call: the source may simply
not say, and a person should look.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Literal

from .calls import ANY, FundingCall
from .findings import Said, say
from .money import shown
from .needs import Need
from .words import fold

Answer = Literal["passed", "failed", "unknown"]
NAMES = ("country", "region", "legal_form", "kind", "amount", "deadline", "cofunding")


@dataclass(frozen=True, slots=True)
class Gate:
    """One answer: which gate, what it says, and why."""

    name: str
    answer: Answer
    said: Said


def gates(need: Need, call: FundingCall, on: date) -> tuple[Gate, ...]:
    """All seven answers in the order of `NAMES`, as of the day `on`."""
    return (
        _country(need, call),
        _region(need, call),
        _listed("legal_form", call.legal_forms, need.legal_form, "form"),
        _listed("kind", call.applicant_kinds, need.kind, "kind"),
        _amount(need, call),
        deadline(call, on),
        _cofunding(need, call),
    )


def deadline(call: FundingCall, on: date) -> Gate:
    """Whether an application can still be sent on that day; the last day itself is in time."""
    if call.status == "closed":
        return Gate("deadline", "failed", say("deadline_closed"))
    if call.closes_on and call.closes_on < on:
        return Gate("deadline", "failed", say("deadline_failed", closes=call.closes_on))
    if call.opens_on and call.opens_on > on:
        return Gate("deadline", "passed", say("deadline_opens", opens=call.opens_on))
    if call.closes_on:
        return Gate("deadline", "passed", say("deadline_passed", closes=call.closes_on, days=(call.closes_on - on).days))
    return Gate("deadline", "passed", say("deadline_rolling")) if call.rolling else Gate("deadline", "unknown", say("deadline_unknown"))


def _country(need: Need, call: FundingCall) -> Gate:
    return _listed("country", call.countries, need.country, "country")


def _region(need: Need, call: FundingCall) -> Gate:
    """A call that names countries and no regions covers the whole of them."""
    if call.countries and not call.regions:
        return Gate("region", "passed", say("region_passed"))
    return _listed("region", call.regions, need.region, "region")


def _listed(name: str, allowed: tuple[str, ...], own: str, word: str) -> Gate:
    if allowed and (ANY in allowed or (own and _in(own, allowed))):
        return Gate(name, "passed", say(f"{name}_passed", **{word: own or ANY}))
    if not allowed or not own:
        return Gate(name, "unknown", say(f"{name}_unknown"))
    return Gate(name, "failed", say(f"{name}_failed", allowed=", ".join(allowed), **{word: own}))


def _in(own: str, allowed: Iterable[str]) -> bool:
    return fold(own) in {fold(word) for word in allowed}


def _amount(need: Need, call: FundingCall) -> Gate:
    if call.award_min is None and call.award_max is None:
        return Gate("amount", "unknown", say("amount_unknown"))
    if call.currency != need.currency:
        return Gate("amount", "unknown", say("amount_currency", currency=call.currency, needed=need.currency))
    needed = shown(need.amount, need.currency)
    if call.award_min is not None and need.amount < call.award_min:
        return Gate("amount", "failed", say("amount_below", needed=needed, limit=shown(call.award_min, call.currency)))
    if call.award_max is not None and need.amount > call.award_max:
        limit = shown(call.award_max, call.currency)
        if need.in_parts:
            return Gate("amount", "passed", say("amount_in_part", needed=needed, limit=limit))
        return Gate("amount", "failed", say("amount_above", needed=needed, limit=limit))
    both = call.award_min is not None and call.award_max is not None
    return Gate("amount", "passed", say("amount_passed" if both else "amount_one_side", needed=needed))


def _cofunding(need: Need, call: FundingCall) -> Gate:
    """Own money o meets a share s of the whole cost a + o, where a is asked for, when o >= s (a + o); exact fractions.

    The least own money that does is a s / (1 - s), rounded up to a minor unit. Of a need met in parts by a call
    with a limit, a is that limit.
    """
    if call.cofunding_share is None:
        return Gate("cofunding", "unknown", say("cofunding_unknown"))
    if call.cofunding_share == 0:
        return Gate("cofunding", "passed", say("cofunding_none"))
    if need.cofunding is None:
        return Gate("cofunding", "unknown", say("cofunding_unknown"))
    share = Fraction(call.cofunding_share)
    asked = _asked(need, call)
    met = need.cofunding >= share * (asked + need.cofunding)
    required = shown(ceil(asked * share / (1 - share)), need.currency) if share < 1 else "100 %"
    percent = f"{float(share * 100):g}"
    own = shown(need.cofunding, need.currency)
    if met:
        return Gate("cofunding", "passed", say("cofunding_passed", own=own, share=percent))
    return Gate("cofunding", "failed", say("cofunding_failed", own=own, share=percent, required=required))


def _asked(need: Need, call: FundingCall) -> int:
    if need.in_parts and call.award_max is not None and call.currency == need.currency:
        return min(need.amount, call.award_max)
    return need.amount
