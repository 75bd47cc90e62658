"""Asks every named page as every role with GET, and says what came back."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import translation

from tests.roles.samples import QUERIES, SAMPLES
from tests.roles.world import ROLES, make_world

PAGE = Path(settings.ROOT).parent / "docs" / "reference" / "roles.md"
ELSEWHERE = ("admin:", "account_", "mfa_", "socialaccount_", "usersessions_", "orcid_", "api:api-root")
"""Django's and allauth's own pages, which have rules and tests of their own."""
OPEN_TO_ALL = {"choose_language", "root", "desk", "api", "api:openapi-json", "api:openapi-view"}
"""Pages without a rule, because there is nothing to decide: they lead on, or show the API's reference."""

INTRODUCTION = """<!-- Made by `python -m tests.roles.generate`; a test asks every page again and compares. -->

# Roles and pages

Every named page was asked for with GET by somebody in every role. **200** it opens · **login** the visitor is asked to log in ·
**302** it leads on · **401** the API asks for a token · **403** refused · **404** not there for this reader ·
**405** there is a form to be sent, nothing to read. The objects asked for are a sample: the member's own record,
the section that “chair” chairs, the organisation that “representative” acts for, a draft report.
Log-in pages and Django's own admin (superusers only) are left out.

"""


@dataclass(frozen=True)
class NamedPage:
    """A page of the site: its name, the pattern of its address, and the rule that decides it."""

    name: str
    route: str
    rule: str

    @property
    def needs_values(self) -> bool:
        return "<" in self.route


def _rule_of(callback: Any) -> str:
    rule = getattr(callback, "rule", None)
    if rule is None and callback.__module__ == "ninja.operation":
        rules = [operation.view_func.rule for view in callback.__closure__ or () for operation in getattr(view.cell_contents, "operations", ())]
        rule = rules[0] if rules else None
    return getattr(rule, "__name__", "").lstrip("_")


def _walk(resolver: Any, space: str = "", route: str = "") -> Iterator[NamedPage]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space, here)
        elif pattern.name:
            yield NamedPage(space + pattern.name, "/" + here, _rule_of(pattern.callback))


def named_pages() -> list[NamedPage]:
    """Every named page of ours, by name; addresses in English."""
    with translation.override("en"):
        return sorted((page for page in _walk(get_resolver()) if not page.name.startswith(ELSEWHERE)), key=lambda page: page.name)


def pages_without_sample() -> list[str]:
    return [page.name for page in named_pages() if page.needs_values and page.name not in SAMPLES]


def _said(answer: HttpResponseBase) -> str:
    to_login = answer.status_code == 302 and "/accounts/login/" in answer["Location"]
    return "login" if to_login else str(answer.status_code)


def answers() -> dict[str, list[str]]:
    """What every page said to every role, in the order of ROLES. Makes the world; call it inside a transaction."""
    world, told = make_world(), {}
    clients = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, client in clients.items():
        if role != "visitor":
            client.force_login(world.users[role])
    pages = [page for page in named_pages() if not page.needs_values or page.name in SAMPLES]
    with translation.override("en"):
        addresses = {page: reverse(page.name, kwargs=SAMPLES[page.name](world) if page.needs_values else {}) for page in pages}
    logging.disable(logging.ERROR)
    for page, address in addresses.items():
        told[page.name] = [_said(client.get(address + QUERIES.get(page.name, ""))) for client in clients.values()]
    logging.disable(logging.NOTSET)
    return told


def written() -> dict[str, list[str]]:
    """The matrix as the docs have it."""
    rows = [line.strip("| ").split(" | ") for line in PAGE.read_text().splitlines() if line.startswith("| `")]
    return {row[0].strip("`"): row[2:] for row in rows}


def as_text(told: dict[str, list[str]]) -> str:
    """The page of the docs."""
    rules = {page.name: page.rule for page in named_pages()}
    head = ["page", "rule", *ROLES]
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| `{name}` | {f'`{rules[name]}`' if rules[name] else '–'} | {' | '.join(cells)} |" for name, cells in told.items()]
    who = [f"- **{role}**: {about}" for role, about in ROLES.items()]
    return INTRODUCTION + "\n".join(who) + "\n\n" + "\n".join(lines) + "\n"
