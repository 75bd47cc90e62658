"""Sends junk to every form that somebody sees: what comes back must be a sentence, never an error of the server."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from lxml import html

from tests.roles import matrix
from tests.roles.samples import QUERIES, SAMPLES
from tests.roles.world import World, make_world

JUNK = (
    "\x00<script>\u202e" + "ы" * 30_000,
    "99999999999999999999999999",
    "-1",
    "1e400",
    "9999-12-31",
    "2026-02-30",
)
"""What is sent in every field at once, one after another."""
KEPT = ("csrfmiddlewaretoken",)


@dataclass(frozen=True)
class SeenForm:
    """A form as a page shows it: where it is sent, and its fields with what stands in them."""

    page: str
    address: str
    names: tuple[tuple[str, str, str], ...]
    """Name, type and value of each field."""

    @property
    def shape(self) -> tuple[str, ...]:
        return (*sorted({name for name, _kind, _value in self.names}), self.page if not self.names else "")


def forms_on(page: str, address: str, content: bytes) -> Iterator[SeenForm]:
    """The forms of a page that are sent by POST."""
    for form in html.fromstring(content).iter("form"):
        if (form.get("method") or "").lower() != "post":
            continue
        fields = [one for one in form.iter("input", "select", "textarea") if one.get("name") and one.get("name") not in KEPT]
        names = tuple((one.get("name"), one.get("type") or one.tag, one.get("value") or "") for one in fields)
        yield SeenForm(page, urljoin(address, form.get("action") or address), names)


def filled(form: SeenForm, junk: str) -> dict[str, Any]:
    """The form with junk in every field that a person fills in; a file that lies about its kind."""
    data: dict[str, Any] = {}
    for name, kind, value in form.names:
        if kind == "hidden" and (name.endswith("_FORMS") or name == "next"):
            data[name] = value
        elif kind == "file":
            data[name] = SimpleUploadedFile(f"{junk[:40]}.pdf".replace("/", "").replace("\x00", ""), b"MZ\x90\x00 not what it says")
        else:
            data[name] = junk
    return data


def _sent(client: Client, form: SeenForm, data: dict[str, Any]) -> int:
    with transaction.atomic():
        answer = client.post(form.address, data)
        transaction.set_rollback(True)
    return answer.status_code


def _seen(client: Client, world: World) -> dict[tuple[str, ...], SeenForm]:
    seen: dict[tuple[str, ...], SeenForm] = {}
    for page in matrix.named_pages():
        if page.needs_values and page.name not in SAMPLES:
            continue
        with translation.override("en"):
            address = reverse(page.name, kwargs=SAMPLES[page.name](world) if page.needs_values else {})
        answer = client.get(address + QUERIES.get(page.name, ""))
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html") and answer.content:
            for form in forms_on(page.name, address, answer.content):
                seen.setdefault((form.address.split("?")[0] if not form.names else "", *form.shape), form)
    return seen


def broken(roles: tuple[str, ...]) -> tuple[list[str], int]:
    """Forms that answered junk with an error of the server, with what was sent; and how many forms were tried."""
    world, wrong, number = make_world(), [], 0
    logging.disable(logging.ERROR)
    for role in roles:
        client = Client(raise_request_exception=False)
        client.force_login(world.users[role])
        forms = _seen(client, world)
        number += len(forms)
        for form in forms.values():
            for junk in JUNK if form.names else ("",):
                if (status := _sent(client, form, filled(form, junk))) >= 500 or status == 409:  # 409: a row was asked for by what was typed
                    wrong.append(f"{role}: {form.page} -> {form.address} answers {status} to {junk[:20]!r}")
    logging.disable(logging.NOTSET)
    return wrong, number
