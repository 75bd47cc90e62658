"""A contest of 2,000 entries and 6,000 reviews on both databases: queries and time of its pages, against the limit of fifteen queries.

Counted at pretalx by its own measuring (shared notes): the list 279, the ranking 1,290 queries.
"""

import time
from datetime import timedelta
from typing import Any

from bench.scratch import on_both, peak_mb

ENTRIES, JURORS, PER_ENTRY = 2_000, 100, 3
NAME = "sextant_bench_calls"
MOST = 15
PEERS = {"entries": 279, "ranking": 1_290}


def furnish() -> Any:
    """A closed contest with all its reviews, written in bulk; returns the call and an officer."""
    from django.utils import timezone

    from sextant.base.accounts.models import User
    from sextant.base.permissions.models import Grant
    from sextant.society.members.models import Person
    from sextant.work.calls.actions.calls import begin_call, publish_call
    from sextant.work.calls.actions.parts import save_part
    from sextant.work.calls.models import Call, Entry, Juror, Review, Score

    now = timezone.now()
    call = begin_call(
        slug="bench",
        by=None,
        title_en="Bench",
        title_ru="Замер",
        text_en="x",
        opens_at=now - timedelta(days=9),
        closes_at=now + timedelta(days=1),
        load=100,
    )
    save_part(call, "field", None, by=None, kind="text", label_en="What?", label_ru="Что?")
    criteria = [save_part(call, "criterion", None, by=None, title_en=f"C{n}", title_ru=f"К{n}") for n in range(3)]
    call = publish_call(call, by=None, now=now)
    people = Person.objects.bulk_create([Person(family_name=f"Соколова-{n}", given_name="Анна") for n in range(ENTRIES + JURORS)], batch_size=500)
    stage = call.stages.get()
    entries = Entry.objects.bulk_create(
        [
            Entry(
                call=call,
                person=people[n],
                number=n + 1,
                title=f"Work {n}",
                state="submitted",
                stage=stage,
                saved_at=now,
                submitted_at=now,
                receipt="x",
            )
            for n in range(ENTRIES)
        ],
        batch_size=500,
    )
    jurors = Juror.objects.bulk_create([Juror(call=call, person=person, state="agreed") for person in people[ENTRIES:]])
    reviews = Review.objects.bulk_create(
        [
            Review(stage=stage, entry=entry, juror=jurors[(place * PER_ENTRY + k) % JURORS], state="submitted", submitted_at=now)
            for place, entry in enumerate(entries)
            for k in range(PER_ENTRY)
        ],
        batch_size=500,
    )
    Score.objects.bulk_create(
        [Score(review=one, criterion=c, value=(one.entry_id * 7 + one.juror_id * 3 + c.pk) % 11) for one in reviews for c in criteria], batch_size=500
    )
    Call.objects.filter(pk=call.pk).update(closes_at=now - timedelta(hours=1), last_number=ENTRIES)
    user = User.objects.create_user("secretary@example.org", "a long password")
    Grant.objects.create(user=user, role="secretary")
    return call, stage, user


def ranked_in_job(call: Any, stage: Any) -> float:
    """Seconds for the whole ranking as the job does it."""
    from sextant.work.calls.actions.results import store_ranking
    from sextant.work.calls.models import Criterion
    from sextant.work.calls.queries.results import fingerprint_of, scores_of
    from sextant.work.calls.solving import ranked

    begun = time.perf_counter()
    scores = scores_of(stage)
    found = ranked(call, scores, dict(Criterion.objects.filter(call=call).values_list("pk", "weight")), lambda done, total: None)
    store_ranking(stage, method=found["method"], result=found, fingerprint=fingerprint_of(scores, call), by=None)
    return time.perf_counter() - begun


def measure() -> None:
    """Prints a row a page."""
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    call_command("migrate", verbosity=0)
    database = connection.vendor
    call, stage, user = furnish()
    seconds = ranked_in_job(call, stage)
    print(
        {
            "subject": "calls",
            "measure": f"ranking of 2,000 entries, 6,000 reviews, three criteria, with sensitivity ({database})",
            "ours": f"{seconds:.1f} s",
        }
    )
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    base = f"/en/calls/{call.slug}"
    urls = {
        "desk": f"{base}/desk/",
        "entries": f"{base}/entries/",
        "jury": f"{base}/jury/",
        "assignment": f"{base}/stages/{stage.pk}/assignment/",
        "ranking": f"{base}/stages/{stage.pk}/ranking/",
    }
    for name, url in urls.items():
        client.get(url)
        begun = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        spent = 1000 * (time.perf_counter() - begun)
        row = {"subject": "calls", "measure": f"{name}, queries at 2,000 entries ({database}, {spent:.0f} ms)", "ours": len(queries)}
        peer = PEERS.get(name)
        print(
            {
                **row,
                "peer": f"pretalx {peer}" if peer else f"limit {MOST}",
                "ratio": f"{(peer or len(queries)) / (len(queries) if peer else MOST):.2f}",
                "memory_mb": peak_mb(),
            }
        )


if __name__ == "__main__":
    for row in on_both(NAME, "bench.bench_calls", "measure()"):
        print(row)
