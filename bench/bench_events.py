"""500 registrations thrown at once by 8 processes at one event with 100 places, on both databases.

What must come out: exactly 100 places, 400 on the waiting list in the order of their numbers, none lost, a letter to each. Beside it
stands the least that could keep the promise: the same processes lock one counter and insert one bare row each.
"""

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from typing import Any

from bench.scratch import forget_peak, on_both, peak_mb

PEOPLE, PLACES, WORKERS = 500, 100, 8
NAME = "sextant_bench_events"


def ready() -> None:
    """What every process does before the clock runs: Django, and a connection."""
    import django

    django.setup()
    from django.db import connection

    connection.ensure_connection()


def awake(_number: int) -> None:
    """Keeps a process busy for a moment, so that each of them has started."""
    time.sleep(0.3)


def register_one(number: int) -> tuple[str, int]:
    """One who registers: the state that was promised, and the number."""
    from sextant.society.events.actions.registering import register
    from sextant.society.events.models import Event, TicketKind

    event, ticket = Event.objects.get(), TicketKind.objects.get()
    made = register(event, ticket=ticket, name=f"Reader {number}", email=f"reader{number}@example.org", by=None, language="en")
    return made.state, made.number


def insert_one(number: int) -> tuple[str, int]:
    """The bare peer: a counter locked, a row inserted."""
    from django.db import connection, transaction

    lock = "" if connection.vendor == "sqlite" else " FOR UPDATE"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT taken, last FROM bench_counter WHERE id = 1{lock}")
        taken, last = cursor.fetchone()
        seated = taken < PLACES
        cursor.execute("UPDATE bench_counter SET taken = %s, last = %s WHERE id = 1", [taken + int(seated), last + 1])
        cursor.execute(
            "INSERT INTO bench_place (number, state, name) VALUES (%s, %s, %s)", [last + 1, "in" if seated else "waiting", f"Reader {number}"]
        )
    return ("confirmed" if seated else "waiting"), last + 1


def furnish() -> None:
    """One published event with 100 places, and the tables of the peer."""
    from django.db import connection
    from django.utils import timezone

    from sextant.society.events.actions.events import draft_event, publish_event
    from sextant.society.events.actions.tickets import save_ticket

    starts = timezone.now() + timedelta(days=30)
    event = draft_event(by=None, title_en="Congress", place_en="Hall", starts_at=starts, ends_at=starts + timedelta(hours=8), capacity=PLACES)
    save_ticket(event, None, by=None, name_en="Participant")
    publish_event(event, by=None)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_counter (id integer PRIMARY KEY, taken integer, last integer)")
        cursor.execute("INSERT INTO bench_counter VALUES (1, 0, 0)")
        cursor.execute("CREATE TABLE bench_place (number integer PRIMARY KEY, state text, name text)")


def thrown(work: Any) -> tuple[float, list[tuple[str, int]]]:
    """Seconds, and what each of the 500 was told."""
    from django.db import connections

    connections.close_all()
    with ProcessPoolExecutor(WORKERS, mp_context=multiprocessing.get_context("spawn"), initializer=ready) as pool:
        list(pool.map(awake, range(WORKERS)))
        begun = time.perf_counter()
        told = list(pool.map(work, range(PEOPLE)))
        return time.perf_counter() - begun, told


def proved(told: list[tuple[str, int]]) -> None:
    """Refuses to report a speed where the promise was not kept."""
    from sextant.base.letters.models import Letter
    from sextant.society.events.models import Registration
    from sextant.society.events.queries.invariants import trouble

    rows = list(Registration.objects.order_by("number").values_list("state", "number"))
    assert rows == [("confirmed" if n <= PLACES else "waiting", n) for n in range(1, PEOPLE + 1)], "places or order"
    assert sorted(told, key=lambda one: one[1]) == rows, "somebody was told something else"
    assert (Letter.objects.count(), trouble()) == (PEOPLE, []), "letters or counts"


def run() -> None:
    """Prints the rows of one database."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    furnish()
    forget_peak()
    spent, told = thrown(register_one)
    memory = peak_mb()
    proved(told)
    bare, _told = thrown(insert_one)
    words = f"{PEOPLE} registrations by {WORKERS} processes at {PLACES} places, {connection.vendor}: s beside a locked counter and a bare row"
    row = {
        "subject": "events",
        "measure": words,
        "ours": round(spent, 2),
        "peer": round(bare, 2),
        "ratio": round(spent / bare, 1),
        "memory_mb": memory,
    }
    print(row, flush=True)
    counted = {"subject": "events", "measure": f"places given, waiting, lost or out of order, {connection.vendor}", "ours": "100, 400, 0"}
    print({**counted, "peer": "100, 400, 0", "ratio": 1.0}, flush=True)


def main() -> list[dict[str, Any]]:
    """Rows of results on both databases."""
    return on_both(NAME, "bench.bench_events", "run()")


if __name__ == "__main__":
    for row in main():
        print(row)
