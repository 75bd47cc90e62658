"""50,000 invented people: queries and CPU of the directory, of other long lists and of a person's page beside a bare Django page in the same run."""

import os
import statistics
import tempfile
import time
from random import Random
from typing import Any

FAMILIES = [
    "Соколова",
    "Пушкинская",
    "Воробьёва",
    "Медведева",
    "Зайцева",
    "Орлова",
    "Лебедева",
    "Кузнецова",
    "Морозова",
    "Волкова",
    "Белова",
    "Крылова",
]
GIVEN = ["Анна", "Мария", "Елена", "Ольга", "Ирина", "Татьяна", "Светлана", "Юлия", "Вера", "Надежда", "Любовь", "Софья"]
PATRONYMICS = ["Ивановна", "Петровна", "Сергеевна", "Алексеевна", "Дмитриевна", "Николаевна", "Юрьевна", "Фёдоровна"]
PAGES = {
    "the directory": "/ru/members/people/",
    "the directory, page 700": "/ru/members/people/?page=700",
    "a search in it": "/ru/members/people/?q=соколовой",
    "a search with a typo": "/ru/members/people/?q=саколова",
    "a search by place of work": "/ru/members/people/?work=библиотека+12",
    "filters": "/ru/members/people/?state=active&order=city",
}
OTHERS = {
    "2,600 organisations": "/ru/members/organisations/?page=40",
    "a search in 2,600 organisations": "/ru/members/organisations/?q=библиотека",
    "50,000 memberships": "/ru/members/memberships/?page=400",
    "25,000 active memberships": "/ru/members/memberships/?state=active",
    "a search in 50,000 memberships": "/ru/members/memberships/?q=соколовой",
    "the site's search": "/ru/search/?q=соколовой",
    "the site's search with a typo": "/ru/search/?q=саколова",
}


def furnish(count: int) -> Any:
    """People with places of work and memberships; returns the one about whom everything is known."""
    from datetime import date

    from sextant.base.search.actions import rebuild
    from sextant.society.members.models import Affiliation, Membership, MembershipPeriod, Organisation, Person, Plan, Privacy, Region

    chance = Random(7)
    regions = Region.objects.bulk_create([Region(code=f"RU-{n}", name_ru=f"Область {n}") for n in range(80)])
    places = Organisation.objects.bulk_create([Organisation(name_ru=f"Библиотека № {n}", region=chance.choice(regions)) for n in range(2600)])
    people = Person.objects.bulk_create(
        [
            Person(
                family_name=f"{chance.choice(FAMILIES)}{chance.choice(['', '', f'-{n % 997}'])}",
                given_name=chance.choice(GIVEN),
                patronymic=chance.choice(PATRONYMICS),
                email=f"p{n}@example.org",
                region=chance.choice(regions),
                city=f"Город {n % 300}",
            )
            for n in range(count)
        ],
        batch_size=2000,
    )
    Privacy.objects.bulk_create([Privacy(person=person, in_directory=True) for person in people], batch_size=5000)
    Affiliation.objects.bulk_create([Affiliation(person=person, organisation=chance.choice(places)) for person in people], batch_size=5000)
    plan = Plan.objects.filter(audience="personal").first() or Plan.objects.create(code="bench", audience="personal", name_ru="Личное")
    since, until = date(2026, 1, 1), date(2026, 12, 31)
    paid = {"plan": plan, "applied_on": since, "since": since, "until": until, "paid_on": since, "payment_reference": "x", "state": "active"}
    held = Membership.objects.bulk_create([Membership(person=person, **paid) for person in people[::2]], batch_size=2000)
    Membership.objects.bulk_create([Membership(person=person, **{**paid, "state": "lapsed"}) for person in people[1::2]], batch_size=2000)
    MembershipPeriod.objects.bulk_create(
        [MembershipPeriod(membership=one, since=since, until=until, good_until=until, reference="x") for one in held], batch_size=5000
    )
    for place in places[:20]:
        Affiliation.objects.get_or_create(person=people[0], organisation=place)
    rebuild()
    return people[0]


def _cpu(client: Any, address: str) -> float:
    """CPU milliseconds of one request."""
    begun = time.process_time()
    client.get(address)
    return (time.process_time() - begun) * 1000


def beside(client: Any, address: str, times: int = 15) -> tuple[float, float, float, int]:
    """Medians of a page, of the bare page asked in turn with it, and of the ratio pair by pair; and the number of queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
        queries = len(connection.queries_log)
    assert answer.status_code == 200, (address, answer.status_code)
    assert asked is not None
    pairs = [(_cpu(client, "/bare/"), _cpu(client, address)) for _time in range(times)]
    return statistics.median(p[1] for p in pairs), statistics.median(p[0] for p in pairs), statistics.median(p[1] / p[0] for p in pairs), queries


def bare(rows: int = 50) -> Any:
    """The page everything is compared with: the same session and log-in, one query for 50 people, one plain table."""
    from django.http import HttpRequest, HttpResponse
    from django.template import engines
    from django.urls import path

    from sextant.config import urls
    from sextant.society.members.models import Person

    template = engines["django"].from_string(
        "<!doctype html><title>bare</title>{{ request.user.email }}<table>{% for p in people %}<tr><td>{{ p.pk }}</td><td>{{ p.family_name }}</td>"
        "<td>{{ p.given_name }}</td><td>{{ p.city }}</td><td>{{ p.email }}</td></tr>{% endfor %}</table>"
    )

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(template.render({"people": Person.objects.all()[:rows]}, request))

    urls.urlpatterns.append(path("bare/", view))


def _pages(person: Any) -> list[tuple[str, str]]:
    return list({**PAGES, "a person's page": f"/ru/members/people/{person.pk}/", **OTHERS}.items())


def _fellow(person: Any) -> Any:
    """A log-in of a member in good standing, who sees only the entries that were opened."""
    from sextant.base.accounts.models import User

    person.user = User.objects.create_user("member@example.org", "a long password")
    person.save()
    return person.user


def _row(client: Any, name: str, address: str) -> dict[str, Any]:
    cpu, floor, ratio, queries = beside(client, address)
    words = f"{name}: CPU ms beside a bare Django page, ratio at most 5 ({queries} queries)"
    return {"subject": "people", "measure": words, "ours": round(cpu, 1), "peer": round(floor, 1), "ratio": round(ratio, 2)}


def _in_scratch(count: int) -> list[dict[str, Any]]:
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    setup_test_environment()
    call_command("migrate", verbosity=0)
    from sextant.base.accounts.models import User

    begun = time.perf_counter()
    person = furnish(count)
    bare()
    client = Client()
    client.force_login(User.objects.create_superuser("bench@example.org", "a long password"))
    rows = [_row(client, f"{name} over {count:,} people", address) for name, address in _pages(person)]
    client.force_login(_fellow(person))
    rows += [_row(client, f"{name} for a member over {count:,} people", address) for name, address in PAGES.items() if name != "filters"]
    print(f"   furnished and measured in {time.perf_counter() - begun:.0f} s")
    return rows


def main(count: int = 50_000) -> list[dict[str, Any]]:
    """Rows of results, measured in a scratch SQLite database of a process of its own."""
    import json
    import subprocess
    import sys

    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SEXTANT_HOME": folder, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "sextant.config.settings"}
        code = f"import django, json; django.setup(); from bench.bench_people import _in_scratch; print('ROWS' + json.dumps(_in_scratch({count})))"
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return json.loads(done.stdout.split("ROWS", 1)[1])


if __name__ == "__main__":
    for row in main():
        print(row)
