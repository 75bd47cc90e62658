"""The demo's watch lists: one over what the observatory counts, one over an invented feed, with what they have found."""

from datetime import timedelta

from sextant.base.accounts.models import User
from sextant.base.demo.registry import World
from sextant.base.measures import counted
from sextant.society.concepts.models import Concept
from sextant.work.trends.actions.watching import bring_feed, dismiss, save_watch_list, take_up
from sextant.work.trends.models import WatchList

WATCHED = 12
"""So many concepts of the observatory are watched."""
TITLES = ("Что изучают", "Новости библиотек")
WORDS = "робот\nигротека\nдоставка книг\nлетний читальный зал"
NEWS = (
    ("Робот выдаёт книги в читальном зале", 3, 14),
    ("Библиотека открыла игротеку", 0, 9),
    ("Доставка книг на дом: первые итоги", 4, 16),
    ("Летний читальный зал снова открыт", 6, 6),
    ("Встреча с писателем", 40, 38),
    ("Итоги конкурса чтецов", 35, 36),
)
"""A title, and in how many entries it stands in the ninety days before the last ninety, and in those."""


def _feed(world: World) -> bytes:
    rows = ["title;url;date"]
    for number, (title, before, recent) in enumerate(NEWS):
        for place in range(before + recent):
            back = 2 + place * 7 % 85 + (90 if place < before else 0)
            rows.append(f"{title};https://example.org/news/{number}/{place};{world.today - timedelta(days=back)}")
    rows.append(f"Дайджест за неделю;https://example.org/news/last;{world.today}")
    return "\n".join(rows).encode()


def _list(world: World, by: User, title: str, words: str, source: str, concepts: list[Concept]) -> WatchList:
    given = {"title": title, "words": words, "source": source, "least": 4, "times": 1.5, "is_demo": True}
    return save_watch_list(None, concepts=concepts, by=by, today=world.today, **given)


def watched(world: World, by: User) -> None:
    """Both lists; of what the feed brought up one find is taken up and one dismissed."""
    codes = list(dict.fromkeys(one.ru.concept for one in counted.counts()))[:WATCHED]
    concepts = list(Concept.objects.filter(code__in=codes))
    if concepts:
        _list(world, by, TITLES[0], "", "counted", concepts)
    news = _list(world, by, TITLES[1], WORDS, "files", [])
    bring_feed(news, data=_feed(world), name="news.csv", today=world.today, by=by)
    finds = {one.name_ru: one for one in news.finds.all()}
    take_up(finds["робот"], today=world.today, by=by)
    dismiss(finds["доставка книг"], today=world.today, by=by)
