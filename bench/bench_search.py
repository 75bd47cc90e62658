"""Search among 50,000 invented people: drawing the entries, then one question at a time, each with its page of 50 hits."""

import itertools
import resource
import statistics
import time
from random import Random
from typing import Any

QUESTIONS = {
    "surname in another case": "пушкинскому",
    "two words": "анна соколова",
    "beginning of a word": "вороб",
    "a word most rows have": "библиотека",
    "typo": "саколова",
    "other keyboard": "cjrjkjdf",
    "Latin letters": "sokolova",
    "nothing near": "щщщщщщщщщ",
}
ROOTS = "сокол вороб пушкин достоев толст чех ломонос иван петр сидор мороз зим весн лет осен медвед волк лисиц заяц журавл орл лебед"
MIDDLES = "ов ев ин ск ник ович ел ар ор ул ич ач ен ан он ун"
ENDS = "а ая ий ов ев ин ко ук юк ян ич ых"
NAMES = "Анна Мария Елена Ольга Ирина Пётр Иван Сергей Алексей Дмитрий Николай Татьяна Светлана Юрий Фёдор"
CITIES = "Москва Казань Пермь Омск Томск Псков Тверь Тула Калуга Рязань Вологда Архангельск Мурманск Якутск Хабаровск"


def surnames() -> list[str]:
    """Three common ones and some 67,000 made of parts, so that the vocabulary is large."""
    parts = itertools.product(ROOTS.split(), MIDDLES.split(), MIDDLES.split(), ENDS.split())
    return ["Соколова", "Пушкинский", "Воробьёв", *("".join(part).capitalize() for part in parts)]


def furnish(count: int) -> None:
    """Registers users as people to be found, with invented names, and makes them."""
    from sextant.base.accounts.models import User
    from sextant.base.search.registry import EntryDraft, Searchable, register

    chance, families, names, cities = Random(7), surnames(), NAMES.split(), CITIES.split()
    people = [
        User(email=f"p{n}@example.org", display_name=f"{chance.choice(names)} {families[n % 3] if n % 50 == 0 else chance.choice(families)}")
        for n in range(count)
    ]
    User.objects.bulk_create(people, batch_size=2000)

    def draft(user: User) -> EntryDraft:
        city = cities[user.pk % len(cities)]
        return EntryDraft(user.display_name, "", "root", summary_ru=f"Библиотека, {city}", text=user.email, audience="public")

    register(Searchable("person", User, draft, "People"))


def asked(text: str, times: int = 7) -> tuple[float, int]:
    """Median wall time in milliseconds of a search with its first page, and the number of hits."""
    from django.contrib.auth.models import AnonymousUser

    from sextant.base.search.queries import search

    taken, number = [], 0
    for _time in range(times):
        begun = time.perf_counter()
        found = search(text, AnonymousUser())
        number = found.count()
        _page = [(hit.title, hit.snippet) for hit in found[:50]]
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken), number


def main(count: int = 50_000) -> list[dict[str, Any]]:
    """Rows of results: what, value, unit. Needs an empty site of its own; rolls everything back."""
    from django.db import connection, transaction

    from sextant.base.search.actions import rebuild
    from sextant.base.search.models import Word

    rows: list[dict[str, Any]] = []
    with transaction.atomic():
        furnish(count)
        begun = time.perf_counter()
        rebuild()
        rows.append({"what": f"draw the entries of {count:,} people ({connection.vendor})", "value": time.perf_counter() - begun, "unit": "s"})
        rows.append({"what": "distinct words", "value": Word.objects.count(), "unit": ""})
        for name, text in QUESTIONS.items():
            taken, number = asked(text)
            rows.append({"what": f"{name}: {text} ({number:,} hits)", "value": round(taken, 1), "unit": "ms"})
        transaction.set_rollback(True)
    rows.append({"what": "peak memory", "value": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "unit": "MB"})
    return rows


if __name__ == "__main__":
    import os
    import tempfile

    import django

    with tempfile.TemporaryDirectory() as folder:
        os.environ["SEXTANT_HOME"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sextant.config.settings")
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        for row in main():
            shown = round(row["value"], 1)
            print({"subject": "search", "measure": f"{row['what']}, {row['unit']}".rstrip(", "), "ours": shown})
