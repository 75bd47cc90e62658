"""What the demo shows of libraries alike, of other forms, and of charts that travel."""

from django.utils import timezone

from sextant.work.returns import states
from sextant.work.returns.actions.peers import keep_peers
from sextant.work.returns.actions.stories import add_story_chart, make_story, publish_story, set_citation
from sextant.work.returns.models import ChartKind, Collection
from sextant.work.returns.reckoning.clustering import work_out

SLUG = "demo-visits"
TEXT_EN = """In the demo association visits fell by more than half in the year the libraries were closed, and came back within three years.
Every figure here is invented; the charts are those of the statistics and follow them."""
TEXT_RU = """В демонстрационной ассоциации посещения упали более чем вдвое в год, когда библиотеки были закрыты, и вернулись за три года.
Все числа здесь вымышлены; графики взяты из статистики и обновляются вместе с ней."""
CHARTS = (
    (ChartKind.YEARS, "visits_per_head", "The break, and the way back.", "Разрыв и возвращение."),
    (ChartKind.REGIONS, "visits_per_head", "Not every region came back alike.", "Регионы возвращались по-разному."),
    (ChartKind.SIZES, "loans_per_head", "How lending hangs on the size of a library.", "Как книговыдача зависит от размера библиотеки."),
)


def compare(collection: Collection, last: int) -> None:
    """Libraries alike in every year; all years but the last count as published, so that everybody sees them in other forms."""
    for release in collection.years.select_related("collection"):
        keep_peers(release, work_out(release, None), fingerprint=release.fingerprint)
    collection.years.filter(year__lt=last).update(state=states.PUBLISHED, published_at=timezone.now())


def tell_story(collection: Collection) -> None:
    """How the collection is cited, and a story of three charts."""
    words = {"source_en": "Invented returns of the demo association", "source_ru": "Вымышленные отчёты демонстрационной ассоциации"}
    set_citation(collection, by=None, licence="CC0 1.0", licence_url="https://creativecommons.org/publicdomain/zero/1.0/", **words)
    titles = {"title_en": "Visits fell, and came back (demo)", "title_ru": "Посещения упали и вернулись (демонстрация)"}
    story = make_story(slug=SLUG, by=None, is_demo=True, text_en=TEXT_EN, text_ru=TEXT_RU, **titles)
    for kind, indicator, english, russian in CHARTS:
        add_story_chart(story, by=None, collection=collection, indicator=indicator, kind=kind, words_en=english, words_ru=russian)
    publish_story(story, by=None)
