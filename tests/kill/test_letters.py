"""A worker killed while it sends a thousand letters: nothing is lost and nothing is sent twice."""

import email
import socket
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.kill.sites import Site, kill_in_the_middle

SENT = "SELECT count(*) FROM letters_letter WHERE state = 'sent'"
OPEN = "SELECT count(*) FROM letters_letter WHERE state IN ('queued', 'sending')"


class Mailbox:
    """A mail server that keeps the message id of every letter it took."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.taken[email.message_from_bytes(envelope.content)["Message-ID"]] += 1
        return "250 taken"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


def _interrupted(site: Site) -> None:
    site.scene("letters", 1000)
    kill_in_the_middle(site, middle=lambda: site.scalar(SENT) >= 300, finished=lambda: site.scalar(OPEN) == 0)


def test_a_thousand_letters_are_in_the_outbox_exactly_once_after_a_kill(site_process: Site) -> None:
    _interrupted(site_process)
    outbox = [email.message_from_bytes(path.read_bytes())["Message-ID"] for path in (site_process.home / "outbox").glob("*.eml")]
    ledger = [row[0] for row in site_process.rows("SELECT message_id FROM letters_letter WHERE state = 'sent'")]
    assert (len(outbox), sorted(outbox)) == (1000, sorted(ledger))


def test_a_mail_server_gets_every_letter_at_most_once_and_the_one_in_hand_is_uncertain(site_process: Site, mailbox: Any) -> None:
    box, port = mailbox
    site_process.environment["SEXTANT_MAIL_URL"] = f"smtp://127.0.0.1:{port}"
    _interrupted(site_process)
    sent, uncertain = (
        {row[0] for row in site_process.rows(f"SELECT message_id FROM letters_letter WHERE state = '{state}'")} for state in ("sent", "uncertain")
    )
    assert (max(box.taken.values()), len(sent) + len(uncertain), len(uncertain) <= 1) == (1, 1000, True)
    assert sent <= set(box.taken) <= sent | uncertain
