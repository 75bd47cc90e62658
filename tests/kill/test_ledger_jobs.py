"""Workers killed while they read and book a bank statement and while they issue dues: nothing is lost, doubled, or numbered with a gap."""

from typing import Any

from tests.kill.ledger_scenes import KNOWN, STRANGE, UNREADABLE
from tests.kill.sites import Site, kill_in_the_middle
from tests.kill.test_ledger import gaps

NUMBER = 45
TOGETHER = 25
MEMBERS, ISSUED = 120, 100
"""What `sextant.society.ledger.jobs` does in one step: a killed worker has lost at most so much."""

JOB = "SELECT state, attempts FROM jobs_job WHERE name = '{}' ORDER BY id DESC LIMIT 1"
STATEMENT = "SELECT state, read, repeated FROM ledger_statement ORDER BY id DESC LIMIT 1"
LINES = "SELECT l.state, count(*), count(DISTINCT l.fingerprint), count(DISTINCT l.payment_id) FROM ledger_statementline l GROUP BY l.state ORDER BY l.state"
PAID = "SELECT count(*), count(DISTINCT key), sum(amount_minor), (SELECT sum(amount_minor) FROM ledger_cover) FROM ledger_payment"
SETTLED = "SELECT state, count(*), sum(total_minor) FROM ledger_invoice GROUP BY state"
KEPT = "SELECT count(*) FROM audit_entry WHERE verb = 'ledger.keep_statement'"
TOTAL = sum(1500_00 + place for place in range(NUMBER))

ITEMS = "SELECT outcome, count(*), count(DISTINCT membership_id), count(DISTINCT invoice_id) FROM ledger_duesitem GROUP BY outcome"
INVOICED = "SELECT count(*), count(DISTINCT about_id), min(number), max(number) FROM ledger_invoice WHERE state = 'issued'"
WRITTEN = "SELECT count(*), count(DISTINCT key), count(DISTINCT to_address) FROM letters_letter WHERE template = 'ledger.invoice'"
RUN = "SELECT state FROM ledger_duesrun"


def _killed(site: Site, scene: str, job: str, *asked: str, number: int = NUMBER) -> list[Any]:
    """Kills the first worker where the scene stops it, lets the second one finish; what stood in between."""
    site.scene(scene, number)
    found: list[Any] = []
    kill_in_the_middle(
        site,
        middle=(site.home / "halfway").exists,
        after_kill=lambda: found.extend(site.rows(sql)[0] for sql in (*asked, JOB.format(job))),
        finished=lambda: site.rows(JOB.format(job))[0][0] == "done",
    )
    assert site.rows(JOB.format(job)) == [("done", 2)]
    return found


def _look_at_statement(site: Site) -> None:
    """In = stored + repeated + refused; every line is booked once and on its own invoice."""
    whole = NUMBER + UNREADABLE + STRANGE
    assert site.rows(STATEMENT) == [("done", whole, KNOWN)]
    assert site.rows(LINES) == [("booked", NUMBER, NUMBER, NUMBER), ("unmatched", STRANGE, STRANGE, 0)]
    assert site.rows(PAID) == [(NUMBER, NUMBER, TOTAL, TOTAL)]
    assert site.rows(SETTLED) == [("settled", NUMBER, TOTAL)]
    assert (site.scalar(KEPT), gaps(site)) == (2, [])
    site.run("ledger", "check")


def test_a_statement_killed_while_its_lines_are_kept_keeps_each_once(site_process: Site) -> None:
    found = _killed(site_process, "keeping", "ledger.read_statement", "SELECT count(*) FROM ledger_statementline", STATEMENT)
    assert found == [(KNOWN,), ("waiting", 0, 0), ("running", 1)]
    _look_at_statement(site_process)


def test_a_statement_killed_while_its_lines_are_booked_books_each_once(site_process: Site) -> None:
    found = _killed(site_process, "booking", "ledger.read_statement", "SELECT count(*) FROM ledger_payment", STATEMENT)
    assert found == [(KNOWN + TOGETHER,), ("done", NUMBER + UNREADABLE + STRANGE, KNOWN), ("running", 1)]
    _look_at_statement(site_process)


def test_dues_killed_while_they_are_issued_charge_each_member_once(site_process: Site) -> None:
    found = _killed(site_process, "dues", "ledger.issue_dues", INVOICED, WRITTEN, RUN, number=MEMBERS)
    assert found == [(ISSUED, ISSUED, 1, ISSUED), (ISSUED, ISSUED, ISSUED), ("issuing",), ("running", 1)]
    assert site_process.rows(ITEMS) == [("charge", MEMBERS, MEMBERS, MEMBERS)]
    assert site_process.rows(INVOICED) == [(MEMBERS, MEMBERS, 1, MEMBERS)]
    assert site_process.rows(WRITTEN) == [(MEMBERS, MEMBERS, MEMBERS)]
    assert (site_process.rows(RUN), gaps(site_process)) == ([("done",)], [])
    site_process.run("ledger", "check")
