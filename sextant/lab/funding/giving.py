"""The association's grants as a package of open data in the 360Giving Data Standard.

Fields, required fields and forms of dates as in its schemas (grant schema 1.x, package schema 1.4; text read), grants
to individuals as in its publisher guidance (“10 core fields”; text read): such a grant names nobody, its recipient is
`Individual Recipient` with the identifier prefix-IND-number, and of places only the beneficiaries' area is given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any

from .findings import CellMistake, Finding, error, finding
from .granted import GrantMade, Individual, Organisation, Publisher
from .money import known_currency, major_units
from .rows import Gathering
from .words import names

VERSION = "1.4"
ANONYMOUS = "Individual Recipient"
ORG_ID = re.compile(r"(360G|[A-Z]{2})-\w[\w.]*(-\S+)?")
REASONS = tuple(f"GTIR{number:03d}" for number in range(10, 130, 10))
PURPOSES = tuple(f"GTIP{number:03d}" for number in range(10, 180, 10))


@dataclass(frozen=True, slots=True)
class Withheld:
    """A grant that was not published, and every reason."""

    grant: GrantMade
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """The document, and the account: grants given = published + withheld."""

    document: dict[str, Any]
    published: tuple[GrantMade, ...]
    withheld: tuple[Withheld, ...]

    def to_json(self) -> str:
        """The file: UTF-8 text, the same bytes for the same grants."""
        return json.dumps(self.document, ensure_ascii=False, indent=2) + "\n"


def package(grants: Iterable[GrantMade], publisher: Publisher, issued: date, title: str, licence: str, description: str = "") -> Package:
    """A package of the grants, ordered by award date and identifier; `licence` is the address of its text.

    A grant that the standard would refuse, or that would tell who a person is, is withheld with its reasons. Raises
    `FundingError` where the publisher is not clear or nothing is left, because the standard asks for one grant at least.
    """
    if not publisher.name or not ORG_ID.fullmatch(publisher.id) or not re.fullmatch(r"360G-\w+", publisher.prefix):
        raise error("publisher_unclear")
    published: list[GrantMade] = []
    withheld: list[Withheld] = []
    places: dict[str, int] = {}
    for number, grant in enumerate(grants, 1):
        mistakes = _mistakes(grant, issued)
        if grant.id in places:
            mistakes.append(CellMistake("id_twice", "id", grant.id, place=places[grant.id]))
        if mistakes:
            withheld.append(Withheld(grant, tuple(finding(mistake, title, "item", number) for mistake in mistakes)))
        else:
            places[grant.id] = number
            published.append(grant)
    if not published:
        raise error("no_grant_to_publish")
    published.sort(key=lambda grant: (grant.awarded_on, grant.id))
    return Package(_document(published, publisher, issued, title, licence, description), tuple(published), tuple(withheld))


def _mistakes(grant: GrantMade, issued: date) -> list[CellMistake]:
    gathering = Gathering()
    for name in ("id", "title", "description"):
        if not getattr(grant, name).strip():
            gathering.add("field_empty", name)
    gathering.take(lambda: known_currency(grant.currency), "")
    if grant.amount < 0:
        gathering.add("amount_negative", "amount", grant.amount)
    if grant.awarded_on > issued:
        gathering.add("award_after_issue", "awarded_on", grant.awarded_on, issued=issued)
    if grant.starts_on and grant.ends_on and grant.ends_on < grant.starts_on:
        gathering.add("ends_before_start", "ends_on", grant.ends_on, start=grant.starts_on)
    _check_organisation(grant.funder, "funder", gathering)
    if isinstance(grant.recipient, Organisation):
        _check_organisation(grant.recipient, "recipient", gathering)
    else:
        _check_individual(grant, grant.recipient, gathering)
    return gathering.mistakes


def _check_organisation(organisation: Organisation, name: str, gathering: Gathering) -> None:
    if not organisation.name.strip():
        gathering.add("field_empty", f"{name}.name")
    if not ORG_ID.fullmatch(organisation.id):
        gathering.add("org_id_form", f"{name}.id", organisation.id)


def _check_individual(grant: GrantMade, person: Individual, gathering: Gathering) -> None:
    """No word of the name in any text, whatever its ending; only codes of the standard's lists."""
    if not person.number.strip():
        gathering.add("field_empty", "recipient.number")
    for text in ("title", "description", "place"):
        for word in person.names:
            if names(getattr(grant, text), word):
                gathering.add("names_a_person", text, word)
    if person.reason and person.reason not in REASONS:
        gathering.add("code_unknown", "recipient.reason", person.reason, known=f"{REASONS[0]} … {REASONS[-1]}")
    for code in person.purposes:
        if code not in PURPOSES:
            gathering.add("code_unknown", "recipient.purposes", code, known=f"{PURPOSES[0]} … {PURPOSES[-1]}")


def _document(grants: list[GrantMade], publisher: Publisher, issued: date, title: str, licence: str, description: str) -> dict[str, Any]:
    about = {"name": publisher.name, "identifier": publisher.id, "website": publisher.website}
    return _filled(
        {
            "version": VERSION,
            "title": title,
            "description": description,
            "issued": issued.isoformat(),
            "publisher": _filled(about),
            "license": licence,
            "grants": [_grant(grant, publisher) for grant in grants],
        }
    )


def _grant(grant: GrantMade, publisher: Publisher) -> dict[str, Any]:
    amount = major_units(grant.amount, grant.currency)
    whole = amount == amount.to_integral_value()
    dates = _filled({"startDate": _iso(grant.starts_on), "endDate": _iso(grant.ends_on)})
    modified = grant.modified.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if grant.modified else ""
    programme = grant.programme
    return _filled(
        {
            "id": f"{publisher.prefix}-{grant.id}",
            "title": grant.title,
            "description": grant.description,
            "currency": grant.currency,
            "amountAwarded": int(amount) if whole else float(amount),
            "awardDate": grant.awarded_on.isoformat(),
            "plannedDates": [dates] if dates else [],
            **_recipient(grant.recipient, publisher),
            "fundingOrganization": [_organisation(grant.funder)],
            "beneficiaryLocation": _listed({"name": grant.place, "countryCode": grant.place_country}),
            "grantProgramme": _listed({"code": programme.code, "title": programme.title, "url": programme.url} if programme else {}),
            "fromOpenCall": "" if grant.open_call is None else "Yes" if grant.open_call else "No",
            "url": grant.url,
            "dateModified": modified,
        }
    )


def _recipient(recipient: Organisation | Individual, publisher: Publisher) -> dict[str, Any]:
    if isinstance(recipient, Organisation):
        return {"recipientOrganization": [_organisation(recipient)]}
    details = _filled({"primaryGrantReason": recipient.reason, "grantPurpose": list(recipient.purposes)})
    return {
        "recipientIndividual": {"id": f"{publisher.prefix}-IND-{recipient.number}", "name": ANONYMOUS},
        "toIndividualsDetails": details,
    }


def _organisation(organisation: Organisation) -> dict[str, Any]:
    return _filled(
        {
            "id": organisation.id,
            "name": organisation.name,
            "addressLocality": organisation.city,
            "addressRegion": organisation.region,
            "addressCountry": organisation.country,
        }
    )


def _listed(fields: dict[str, Any]) -> list[dict[str, Any]]:
    filled = _filled(fields)
    return [filled] if filled else []


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    """Without the fields that say nothing; an amount of nought says something."""
    return {name: value for name, value in fields.items() if value not in ("", None, [], {})}


def _iso(value: date | None) -> str:
    return value.isoformat() if value else ""
