"""`make links`: follows every link of the demo association as a visitor, a member and the office, in both languages.

The matrix of roles asks each kind of page once, with a sample; here pages are reached as people reach them. Of addresses of one kind
(which differ in a number, a code or a value of a filter) a few are followed. Told are pages that break, links that lead nowhere, and
links shown to somebody who may not follow them. Takes some minutes, so it is no part of `make test`.
"""

import os
import re
import sys
from collections import Counter, deque
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sextant.config.testing")
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import Resolver404, resolve  # noqa: E402
from django.utils import translation  # noqa: E402
from tqdm import tqdm  # noqa: E402

from sextant.base.accounts.models import User  # noqa: E402
from sextant.base.demo.actions import load_demo  # noqa: E402
from sextant.config import schema  # noqa: E402

WALKERS = (("", "ru"), ("", "en"), ("member@demo.example", "en"), ("member@demo.example", "ru"), ("secretary@demo.example", "ru"))
OF_A_KIND = 3
"""How many addresses of one kind are followed."""
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]+)"')
ASIDE = re.compile(r"/accounts/logout/|/language/|/ui/theme/")
"""Links that change how the walker sees the site."""
GONE_ON_PURPOSE = 410
"""Said by pages of personal links that have ended."""


def kind_of(address: str) -> tuple[str, str]:
    """What an address has in common with others: the name of its page, and the names of its filters."""
    parts = urlsplit(address)
    try:
        with translation.override(translation.get_language_from_path(parts.path) or "en"):
            name = resolve(parts.path).view_name
    except Resolver404:
        name = parts.path
    return name, " ".join(sorted({key for key, _value in parse_qsl(parts.query)}))


def links_of(page: str, address: str) -> list[str]:
    """Addresses of this site that the page links to."""
    found = (urljoin(address, unescape(link)).split("#")[0] for link in LINK.findall(page))
    return [link for link in found if link.startswith("/") and not link.startswith("//") and not ASIDE.search(link)]


def walk(email: str, language: str) -> tuple[int, list[str]]:
    """How many pages were opened, and what was wrong: the answer, the address, and the page that links to it."""
    client = Client(raise_request_exception=False)
    if email:
        client.force_login(User.objects.get(email=email))
    seen, kinds, wrong = set[str](), Counter[tuple[str, str]](), []
    waiting = deque([(f"/{language}/", "")])
    with tqdm(desc=f"{email or 'visitor'}, {language}", unit=" pages", disable=not sys.stderr.isatty()) as shown:
        while waiting:
            address, source = waiting.popleft()
            kind = kind_of(address)
            if address in seen or kinds[kind] >= OF_A_KIND:
                continue
            seen.add(address)
            kinds[kind] += 1
            answer = client.get(address, headers={"accept-language": language})
            shown.update()
            if answer.status_code >= 400 and answer.status_code != GONE_ON_PURPOSE:
                wrong.append(f"{answer.status_code} {address} (linked from {source})")
            elif 300 <= answer.status_code < 400:
                waiting.extend((link, source) for link in links_of(f'<a href="{answer.url}">', address))
            elif not answer.streaming and "html" in answer.headers.get("content-type", ""):
                waiting.extend((link, address) for link in links_of(answer.content.decode(), address))
    return len(seen), wrong


def main() -> int:
    setup_test_environment()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, keepdb=True)
    schema.complete_where_wanting()
    troubles = 0
    with transaction.atomic():
        load_demo(libraries=20, members=20, people=200)
        for email, language in WALKERS:
            pages, wrong = walk(email, language)
            troubles += len(wrong)
            print(f"{email or 'visitor'}, {language}: {pages} pages, {len(wrong)} wrong", *wrong, sep="\n  ", flush=True)  # noqa: T201
        transaction.set_rollback(True)
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
