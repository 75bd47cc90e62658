"""Invented calls of invented funders, and the grants they gave before."""

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from sextant.base.search.actions import index_many
from sextant.lab.funding.calls import FundingCall
from sextant.work.planning.actions.calls import keep_calls
from sextant.work.planning.models import Call, PastGrant

DATA = Path(__file__).resolve().parent.parent / "data"
ROUNDS = 3


def read(name: str) -> dict[str, Any]:
    """One of the demo's files."""
    with (DATA / name).open("rb") as file:
        return tomllib.load(file)


def load_calls(chance: Random, today: date) -> None:
    """Some thirty calls that anybody may have found, and the grants their funders gave before."""
    given = read("demo_calls.toml")
    made = []
    for number in range(ROUNDS * len(given["call"])):
        said, funder = given["call"][number % len(given["call"])], given["funders"][number % len(given["funders"])]
        made.append(_call(number, said, funder, chance, today))
    keep_calls(made, by=None, on=today, may_change=True, is_demo=True)
    index_many(Call.objects.filter(is_demo=True))
    PastGrant.objects.bulk_create(_past(given, chance, today))


def _call(number: int, said: dict[str, Any], funder: str, chance: Random, today: date) -> FundingCall:
    most = chance.choice((300, 500, 1000, 1500, 3000)) * 1_000_00
    closes = today + timedelta(days=chance.randrange(-20, 200)) if number % 7 else None
    foreign = number % 9 == 8
    return FundingCall(
        id=f"{today.year}-{number + 1:03d}",
        title=f"{said['title']} {today.year + (number // len(said['themes'])) % 2}" if number >= 10 else said["title"],
        funder=funder,
        countries=("KZ",) if foreign else ("RU",),
        legal_forms=chance.choice((("nonprofit",), ("nonprofit", "public institution"), ("*",), ())),
        applicant_kinds=chance.choice((("library",), ("library", "museum"), ("*",), ())),
        themes=tuple(said["themes"]),
        award_min=most // 10,
        award_max=most,
        currency="RUB",
        cofunding_share=chance.choice((None, Decimal(0), Decimal("0.1"), Decimal("0.25"))),
        opens_on=(closes or today) - timedelta(days=60),
        closes_on=closes,
        rolling=closes is None,
        url="https://example.org/calls/",
        text=said["text"],
        source="demo",
    )


def _past(given: dict[str, Any], chance: Random, today: date) -> list[PastGrant]:
    rows = []
    for number in range(60):
        said, funder = chance.choice(given["call"]), chance.choice(given["funders"])
        day = today - timedelta(days=chance.randrange(60, 1500))
        fields = {"title": said["title"], "description": said["text"], "funder": funder, "recipient": f"Библиотека № {chance.randrange(1, 400)}"}
        amount = chance.randrange(100, 900) * 1_000_00
        keys = {"source": "demo", "key": f"demo-{number}", "fingerprint": "demo", "is_demo": True}
        rows.append(PastGrant(amount=amount, currency="RUB", awarded_on=day, country="RU", **fields, **keys))
    return rows
