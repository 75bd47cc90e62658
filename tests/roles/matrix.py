"""Asks every named page as every role, and says what came back."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import translation

from sextant.base.ui import errors
from tests.roles.samples import QUERIES, SAMPLES, SENT
from tests.roles.world import ROLES, World, make_world

PAGE = Path(settings.ROOT).parent / "docs" / "reference" / "roles.md"
ELSEWHERE = ("admin:", "account_", "mfa_", "socialaccount_", "usersessions_", "orcid_", "api:api-root")
"""Django's and allauth's own pages, which have rules and tests of their own."""
OPEN_TO_ALL = {"choose_language", "root", "desk", "api", "api:openapi-json", "api:openapi-view"}
"""Pages without a rule, because there is nothing to decide: they lead on, or show the API's reference."""

INTRODUCTION = """<!-- Made by `python -m tests.roles.generate`; a test asks every page again and compares. -->

# Roles and pages

Every named page was asked for by somebody in every role; a page that only takes what is sent (POST) was sent an empty form,
and what it changed was taken back. **200** it opens, or shows what is wrong with the form · **login** the visitor is asked to
log in · **302** it leads on · **401** the API asks for a token · **403** refused · **404** not there for this reader.
The objects asked for are a sample: the member's own record, the section that “chair” chairs, the organisation that
“representative” acts for, a draft report, a private initiative, a spreadsheet somebody else uploaded.
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


def _asked(client: Client, name: str, address: str) -> HttpResponseBase:
    answer = client.get(address + QUERIES.get(name, ""))
    if answer.status_code == 405:
        with transaction.atomic():
            answer = client.post(address, SENT.get(name, {}))
            transaction.set_rollback(True)
        answer.asked_by_post = True  # type: ignore[attr-defined]
    return answer


@contextmanager
def _refusals_drawn_once() -> Iterator[None]:
    """Half of what is asked is refused, always by the same page: it is drawn once for a reader, and how it looks is asked elsewhere."""
    draw, drawn = errors._page, dict[tuple[Any, int, str], bytes]()

    def page(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
        key = (request.user.pk, status, sentence)
        if key not in drawn:
            drawn[key] = draw(request, status, title, sentence).content
        return HttpResponse(drawn[key], status=status)

    errors._page = page
    try:
        yield
    finally:
        errors._page = draw


def _clients(world: World) -> list[Client]:
    clients = [Client(raise_request_exception=False) for _role in ROLES]
    for role, client in zip(ROLES, clients, strict=True):
        if role != "visitor":
            client.force_login(world.users[role])
    return clients


def answers(*only: str, half: int | None = None) -> dict[str, list[str]]:
    """How every page (or those named, or every second one: `half` 0 the even, 1 the odd) was asked, and what it said to every role, in their order.

    Makes the world; call it inside a transaction.
    """
    world, told = make_world(), {}
    clients = _clients(world)
    pages = [page for page in named_pages() if (not page.needs_values or page.name in SAMPLES) and (not only or page.name in only)]
    with translation.override("en"):  # every sample is made, also for half of the pages: what one makes, another page shows
        addresses = {page.name: reverse(page.name, kwargs=SAMPLES[page.name](world) if page.needs_values else {}) for page in pages}
    asked = list(addresses) if half is None else list(addresses)[half::2]
    logging.disable(logging.ERROR)
    with _refusals_drawn_once():
        for name in asked:
            said = [_asked(client, name, addresses[name]) for client in clients]
            method = "POST" if any(hasattr(answer, "asked_by_post") for answer in said) else "GET"
            told[name] = [method, *map(_said, said)]
    logging.disable(logging.NOTSET)
    return told


def written() -> dict[str, list[str]]:
    """The matrix as the docs have it: how a page was asked, and what it said to every role."""
    rows = [line.strip("| ").split(" | ") for line in PAGE.read_text().splitlines() if line.startswith("| `")]
    return {row[0].strip("`"): [row[2], *row[3:]] for row in rows}


def wrong(half: int) -> dict[str, tuple[Any, Any]]:
    """Every second page that answers otherwise than the docs say."""
    told, said = answers(half=half), written()
    return differing(told, {name: cells for name, cells in said.items() if name in told or name not in {page.name for page in named_pages()}})


def differing(told: dict[str, list[str]], said: dict[str, list[str]]) -> dict[str, tuple[Any, Any]]:
    """Pages that answer otherwise than the docs say, or that only one of both knows."""
    return {name: (told.get(name), said.get(name)) for name in told.keys() | said.keys() if told.get(name) != said.get(name)}


def as_text(told: dict[str, list[str]]) -> str:
    """The page of the docs."""
    rules = {page.name: page.rule for page in named_pages()}
    head = ["page", "rule", "asked", *ROLES]
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| `{name}` | {f'`{rules[name]}`' if rules[name] else '–'} | {' | '.join(cells)} |" for name, cells in told.items()]
    who = [f"- **{role}**: {about}" for role, about in ROLES.items()]
    return INTRODUCTION + "\n".join(who) + "\n\n" + "\n".join(lines) + "\n"
