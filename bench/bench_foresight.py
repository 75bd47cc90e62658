"""500 people of a foresight session answer at once, three answers each, thrown by 8 processes through the whole request, on both databases.

What must come out: 1,500 answers, none lost, none twice. Beside it stands the least that could keep the promise: the same processes
upsert one bare row each by SQL. Counted is the processor's time of the server's side, with the test client's own share in it.
"""

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from typing import Any

from bench.scratch import on_both

PEOPLE, STATEMENTS, ANSWERS, WORKERS = 500, 40, 3, 8
NAME = "sextant_bench_foresight"


def ready() -> None:
    """What every process does before the clock runs: Django, a connection, one page."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client

    connection.ensure_connection()
    Client(headers={"host": "localhost"}).get("/en/foresight/")


def awake(_number: int) -> None:
    """Keeps a process busy for a moment, so that each of them has started."""
    time.sleep(0.3)


def answer(key: int) -> float:
    """One participant's three answers by the page; the processor's seconds they took."""
    from django.test import Client

    from sextant.work.foresight.models import Participant, Statement
    from sextant.work.foresight.queries.links import token_of

    page = f"/en/foresight/place/{token_of(Participant.objects.get(pk=key))}/answer/"
    keys = list(Statement.objects.order_by("pk").values_list("pk", flat=True)[:ANSWERS])
    client = Client(headers={"host": "localhost", "HX-Request": "true"})
    begun = time.process_time()
    for statement in keys:
        assert client.post(page, {"statement": statement, "value": "1"}).status_code == 200
    return time.process_time() - begun


def upsert(key: int) -> float:
    """The bare peer: three rows upserted."""
    from django.db import connection, transaction

    begun = time.process_time()
    for statement in range(ANSWERS):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO bench_vote (participant, statement, value) VALUES (%s, %s, 1) "
                "ON CONFLICT (participant, statement) DO UPDATE SET value = excluded.value",
                [key, statement],
            )
    return time.process_time() - begun


def furnish() -> list[int]:
    """An open session with its people and statements, and the table of the peer; the keys of the people."""
    from django.db import connection
    from django.utils import timezone

    from sextant.work.foresight.models import Group, Participant, Session, Statement

    now = timezone.now()
    days = {"starts_on": date(2027, 4, 22), "ends_on": date(2027, 4, 24)}
    session = Session.objects.create(code="bench", title_en="Bench", consent_en="x", state="open", **days)
    group = Group.objects.create(session=session, code="I", title_en="One")
    Statement.objects.bulk_create(Statement(group=group, text_en=f"Statement {number}", state="accepted") for number in range(STATEMENTS))
    people = (Participant(session=session, group=group, guest_name=f"Guest {number}", language="en", consented_at=now) for number in range(PEOPLE))
    Participant.objects.bulk_create(people)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_vote (participant integer, statement integer, value integer, PRIMARY KEY (participant, statement))")
    return list(Participant.objects.order_by("pk").values_list("pk", flat=True))


def thrown(work: Any, keys: list[int]) -> tuple[float, float]:
    """Seconds on the clock, and the processor's milliseconds an answer."""
    from django.db import connections

    connections.close_all()
    with ProcessPoolExecutor(WORKERS, mp_context=multiprocessing.get_context("spawn"), initializer=ready) as pool:
        list(pool.map(awake, range(WORKERS)))
        begun = time.perf_counter()
        spent = list(pool.map(work, keys))
        return time.perf_counter() - begun, 1000 * sum(spent) / (PEOPLE * ANSWERS)


def measure() -> None:
    """Prints a row of figures; raises where an answer was lost."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    keys = furnish()
    bare_seconds, bare = thrown(upsert, keys)
    seconds, ours = thrown(answer, keys)
    from sextant.work.foresight.models import Vote

    found = Vote.objects.count()
    assert found == PEOPLE * ANSWERS, found
    print(f"{connection.vendor}: {found} answers, none lost; {seconds:.1f} s by {WORKERS} processes (bare rows {bare_seconds:.1f} s)")
    words = f"{PEOPLE} people × {ANSWERS} answers at once, {connection.vendor}: ms of processor an answer"
    print({"subject": "foresight", "measure": words, "ours": round(ours, 2), "peer": f"bare rows: {bare:.2f}", "ratio": round(bare / ours, 2)})


if __name__ == "__main__":
    for row in on_both(NAME, "bench.bench_foresight", "measure()"):
        print(row)
