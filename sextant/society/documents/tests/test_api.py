"""Documents for programs: only what is published, in the bytes that the fingerprint stands for."""

import hashlib
import json

import pytest

from sextant.society.documents import states
from sextant.society.documents.tests.factories import all_vote, consulted, drafted, published, voted_on

pytestmark = pytest.mark.django_db


def test_only_what_is_published_is_told(client):
    published(title_en="Open", title_ru="Открытый")
    consulted(drafted(title_en="Laid before members", title_ru="Для членов"))
    all_vote(voted_on(drafted(title_en="Only approved", title_ru="Только одобрен")), states.YES, states.YES, states.YES)
    told = client.get("/api/documents/").json()
    assert [(one["document"], one["version"], one["state"], one["title_ru"]) for one in told["items"]] == [("open", 1, "published", "Открытый")]
    assert client.get("/api/documents/?kind=agenda").json()["total"] == 0
    for code in ("laid-before-members", "only-approved", "nothing"):
        for part in ("", "/votes"):
            answer = client.get(f"/api/documents/{code}/1{part}")
            assert (answer.status_code, b"members" in answer.content) == (404, False)


def test_the_text_has_its_fingerprint_and_the_vote_its_arithmetic(client):
    publication = published()
    told = client.get("/api/documents/rules-of-the-section/1").json()
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(plain.encode()).hexdigest() == publication.fingerprint
    vote = client.get("/api/documents/rules-of-the-section/1/votes").json()[0]
    assert {name: vote[name] for name in ("electorate", "guests", "yes", "no", "abstained", "approved", "quorum")} == {
        "electorate": 3,
        "guests": 0,
        "yes": 2,
        "no": 1,
        "abstained": 0,
        "approved": True,
        "quorum": "1/2",
    }
