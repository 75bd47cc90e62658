"""A repository is harvested page by page; one that is not of the open net, sends on, or answers with an error is refused with a sentence."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import ValidationError

from sextant.base.jobs.worker import perform_here
from sextant.work.observatory.actions.corpora import start_harvest
from sextant.work.observatory.tests.factories import corpus_of

pytestmark = pytest.mark.django_db
HEAD = '<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-01-01T00:00:00Z</responseDate>'
RECORD = """<record><header><identifier>oai:demo:{n}</identifier><datestamp>2020-01-01</datestamp></header><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Reading in rural libraries, part {n}</dc:title><dc:creator>Lakeside, M.</dc:creator><dc:date>20{n:02}</dc:date></oai_dc:dc></metadata></record>"""
GONE = '<record><header status="deleted"><identifier>oai:demo:99</identifier><datestamp>2020-01-01</datestamp></header></record>'


class _Repository(BaseHTTPRequestHandler):
    """Two pages of two records, the last one withdrawn; a set `none` without records; `/moved` sends on; `/page` is no repository."""

    def do_GET(self):
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1/secret")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/xml; charset=utf-8")
        self.end_headers()
        self.wfile.write(("<html>not here</html>" if parts.path == "/page" else _answer(asked)).encode())

    def log_message(self, *_words):
        """Silent."""


def _answer(asked):
    if asked.get("set") == "none":
        return f'{HEAD}<error code="noRecordsMatch">none</error></OAI-PMH>'
    if "resumptionToken" in asked:
        return f"{HEAD}<ListRecords>{RECORD.format(n=12)}{GONE}</ListRecords></OAI-PMH>"
    return f"{HEAD}<ListRecords>{RECORD.format(n=10)}{RECORD.format(n=11)}<resumptionToken>next</resumptionToken></ListRecords></OAI-PMH>"


@pytest.fixture
def repository(settings, tmp_path):
    """Its address on the loopback, which the settings allow."""
    settings.SEXTANT_HOME, settings.MEDIA_ROOT = tmp_path, tmp_path
    settings.SEXTANT_HARVEST_INSIDE = {"127.0.0.1"}
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Repository)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def harvested(corpus, address, **wish):
    run = start_harvest(corpus, address=address, wish=wish, by=None)
    perform_here(run.job)
    run.refresh_from_db()
    return run


def test_all_pages_are_taken_and_withdrawn_records_are_named(repository):
    run = harvested(corpus_of(), f"{repository}/oai")
    assert (run.state, run.read, run.stored, run.refused) == ("done", 4, 3, 1)
    assert "oai:demo:99" in run.findings[0]["en"]


def test_harvested_again_nothing_is_stored_twice(repository):
    corpus = corpus_of()
    first, second = (harvested(corpus, f"{repository}/oai") for _time in range(2))
    assert first.stored == 3
    assert second.held_already


@pytest.mark.parametrize(
    ("path", "wish", "words"),
    [
        ("/oai", {"set": "none"}, "No record answers this"),
        ("/moved", {}, "sends on to http://127.0.0.1/secret"),
        ("/page", {}, "does not answer as OAI-PMH does"),
    ],
)
def test_what_cannot_be_harvested_is_refused_with_a_sentence(repository, path, wish, words):
    run = harvested(corpus_of(), f"{repository}{path}", **wish)
    assert run.outcome == "refused"
    assert words in run.sentence_en
    assert run.sentence_ru != run.sentence_en


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:5432/", "http://localhost/oai", "http://169.254.169.254/latest", "http://[::1]/oai", "ftp://example.org/"]
)
def test_hosts_within_are_not_harvested(repository, settings, address):
    settings.SEXTANT_HARVEST_INSIDE = set()
    run = harvested(corpus_of(), address)
    assert run.outcome == "refused"
    assert "not a host of the open net" in run.sentence_en or "begins with http" in run.sentence_en


def test_one_harvest_of_an_address_at_a_time(repository):
    corpus = corpus_of()
    start_harvest(corpus, address=f"{repository}/oai", wish={}, by=None)
    with pytest.raises(ValidationError, match="being harvested already"):
        start_harvest(corpus, address=f"{repository}/oai", wish={}, by=None)
