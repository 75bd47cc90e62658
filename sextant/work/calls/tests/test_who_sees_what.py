"""Who may see what at each stage of a double-blind call: every page, every reader, with data that could have leaked."""

import io
import zipfile
from typing import Any

import pytest
from django.urls import reverse

from sextant.work.calls.models import Review
from sextant.work.calls.tests.world import SECRETS, World, addresses, announced_world, decided_world, judging_world, open_world

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ALL = set(SECRETS)
OWN = {
    "winner": {"winner", "workplace", "hidden", "answer", "file name"},
    "loser": {"loser"},
    "drafter": {"draft", "drafter"},
    "organiser": ALL - {"draft", "drafter"},
}
"""What a reader may see at any stage, as far as it is there."""
OF_JURORS = {
    "juror": {"juror", "comment", "feedback", "other comment", "remark", "answer"},
    "other juror": {"other juror", "other comment", "comment", "remark", "juror", "answer"},
    "chair": {"reason"},
}
"""What jurors see more, once they judge: their own review, after it the other's and the discussion (with names of jurors)."""
PUBLISHED = {"winner", "workplace", "reason"}
"""What the announcement opens to everybody: the winner, from where, and why; nobody who did not win, no juror."""


def unpacked(content: bytes) -> bytes:
    """The content, and what is in it where it is a ZIP."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join([name.encode() + b"\n" + archive.read(name) for name in archive.namelist()])


def seen_by(client: Any, urls: list[str]) -> tuple[set[str], list[tuple[str, int]]]:
    """Secrets that stand anywhere in what the reader can open, headers included, and answers that are no answers."""
    found, broken = set(), []
    for url in urls:
        answer = client.get(url)
        if answer.status_code >= 500:
            broken.append((url, answer.status_code))
        if answer.status_code != 200:
            continue
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = f"{answer.headers}".encode() + unpacked(content)
        found |= {name for name, secret in SECRETS.items() if secret.encode() in text}
    return found, broken


@pytest.fixture(autouse=True)
def _quiet(caplog):
    """Refusals are what is asked for here; they are not written down one by one."""
    caplog.set_level("CRITICAL", logger="django.request")


POSTED = ("step_back", "save_review", "submit_review", "remark")
"""Forms of a juror, sent empty: what a refused form shows is a page too."""


OUTSIDE = ("visitor", "winner", "loser", "organiser", "organiser with an entry")
AT_WORK = ("juror", "chair", "juror who enters")


def seen_by_everybody(world: World, *more: str) -> dict[str, set[str]]:
    """What each kind of reader who matters at this stage can open, and what they see in it."""
    urls = addresses(world)
    seen = {}
    for name in (*OUTSIDE, *more):
        client = world.clients[name]
        seen[name], broken = seen_by(client, urls)
        for review in Review.objects.filter(entry__call=world.call):
            for form in POSTED:
                answer = client.post(reverse(f"calls:{form}", args=[review.pk]), {})
                seen[name] |= {one for one, secret in SECRETS.items() if answer.status_code in (200, 400) and secret.encode() in answer.content}
        assert broken == [], name
    return seen


def too_much(seen: dict[str, set[str]], *more: dict[str, set[str]], everybody: set[str] = frozenset()) -> dict[str, set[str]]:
    """What somebody saw and should not have."""
    allowed = {name: set().union(OWN.get(name, set()), everybody, *(one.get(name, set()) for one in more)) for name in seen}
    return {name: secrets - allowed[name] for name, secrets in seen.items() if secrets - allowed[name]}


NAMES_OF_ONESELF = {"juror": {"juror"}, "other juror": {"other juror"}}


def test_while_entries_come_in_authors_see_their_own_and_organisers_see_what_is_submitted():
    seen = seen_by_everybody(open_world(), "drafter", "juror", "invited juror", "chair of another section")
    assert too_much(seen, NAMES_OF_ONESELF) == {}
    assert seen["winner"] == OWN["winner"]
    assert seen["organiser"] >= {"winner", "loser", "hidden", "answer", "juror"}
    assert seen["drafter"] == {"draft", "drafter"} & seen["drafter"] | {"draft"}


def test_while_the_jury_works_a_juror_sees_entries_without_names_and_only_the_own_ones():
    seen = seen_by_everybody(judging_world(), *AT_WORK, "stranger", "other juror", "recused juror", "idle juror", "treasurer")
    assert too_much(seen, OF_JURORS) == {}
    assert seen["juror"] >= {"answer", "comment", "other comment", "remark"}
    assert seen["organiser"] >= {"comment", "feedback", "conflict", "remark", "winner"}
    assert (seen["stranger"], seen["visitor"], seen["organiser with an entry"], seen["juror who enters"]) == (set(), set(), set(), set())


def test_what_is_decided_stays_closed_until_it_is_announced():
    seen = seen_by_everybody(decided_world(), *AT_WORK)
    assert too_much(seen, OF_JURORS) == {}
    assert "reason" in seen["organiser"]
    assert "feedback" not in seen["winner"]


def test_the_announcement_names_the_winner_and_nobody_else():
    seen = seen_by_everybody(announced_world(), "juror")
    assert too_much(seen, OF_JURORS, {"winner": {"feedback"}}, everybody=PUBLISHED) == {}
    assert {"winner", "reason"} <= seen["visitor"]
    assert "feedback" in seen["winner"]
