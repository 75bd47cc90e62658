"""Fetching the records of a repository by OAI-PMH 2.0 (Lagoze & Van de Sompel, 2002) into one file. Needs sickle: imported by jobs only."""

import gzip
import ipaddress
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from lxml.etree import XMLSyntaxError
from sickle import Sickle
from sickle.oaiexceptions import NoRecordsMatch, OAIError

MOST = 500_000
"""Records of one harvest at most; larger repositories are harvested by set or by dates."""
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>\n'
NO_REPOSITORY = _("The repository does not answer as OAI-PMH does: %(words)s. Look the address over.")
FOOT = "</ListRecords></OAI-PMH>\n"
AGENT = {"User-Agent": "Sextant (library association platform; OAI-PMH harvester)"}
Watch = Callable[[int, int, str], None]


class Refusal(Exception):
    """The repository cannot be harvested; `sentence` says why in both languages."""

    def __init__(self, said: str | Promise, **fields: Any) -> None:
        self.sentence = {}
        for language in ("en", "ru"):
            with translation.override(language):
                self.sentence[language] = str(said) % fields
        super().__init__(self.sentence["en"])


class _Harvester(Sickle):
    """Follows no redirect: an address that answers from elsewhere is named, so that a person decides."""

    def _request(self, kwargs: dict[str, Any]) -> requests.Response:
        answer: requests.Response = super()._request(kwargs)
        if answer.is_redirect:
            raise Refusal(_("The repository sends on to %(address)s. Give that address."), address=answer.headers.get("Location", "")[:200])
        return answer


def checked(address: str) -> None:
    """Refuses addresses that are not of the open net, such as those of the site's own machines."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refusal(_("An address begins with http:// or https:// and names a host."))
    if parts.hostname in settings.SEXTANT_HARVEST_INSIDE:
        return
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    except OSError as reason:
        raise Refusal(_("There is no host called %(host)s. Look the address over."), host=parts.hostname) from reason
    if not all(ipaddress.ip_address(one[4][0]).is_global for one in found):
        raise Refusal(_("%(host)s is not a host of the open net; it is not harvested."), host=parts.hostname)


@contextmanager
def fetched(address: str, wish: dict[str, str], watch: Watch) -> Iterator[Path]:
    """A packed file of all records that answer the wish (`set`, `from`, `until`), in Dublin Core; withdrawn ones are among them, marked."""
    checked(address)
    with TemporaryDirectory(dir=settings.MEDIA_ROOT if Path(settings.MEDIA_ROOT).is_dir() else None) as room:
        path = Path(room) / "harvest.xml.gz"
        try:
            _write(address, wish, path, watch)
        except NoRecordsMatch as reason:
            raise Refusal(_("No record answers this: change the set or the dates.")) from reason
        except OAIError as reason:
            raise Refusal(_("The repository answers: %(words)s"), words=str(reason)[:300]) from reason
        except (requests.RequestException, XMLSyntaxError, AttributeError) as reason:
            words = " ".join(str(reason).split())[:300]
            raise Refusal(NO_REPOSITORY, words=words) from reason
        yield path


def _write(address: str, wish: dict[str, str], path: Path, watch: Watch) -> None:
    client = _Harvester(address, max_retries=3, default_retry_after=10, timeout=60, headers=AGENT, allow_redirects=False)
    asked = {name: value for name, value in wish.items() if value}
    number = 0
    with path.open("wb") as kept, gzip.GzipFile(filename="", fileobj=kept, mode="wb", compresslevel=5, mtime=0) as file:
        file.write(HEAD.encode())
        for number, one in enumerate(client.ListRecords(ignore_deleted=False, metadataPrefix="oai_dc", **asked), start=1):
            if number > MOST:
                raise Refusal(_("More than %(most)s records answer; harvest by set or by dates."), most=MOST)
            file.write(f"{one.raw}\n".encode())
            if number % 100 == 0:
                watch(number, 0, "")
        file.write(FOOT.encode())
    if not number:
        raise Refusal(NO_REPOSITORY, words=address)
