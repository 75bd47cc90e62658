"""Every kind of page, as the office, and as a visitor where the office does not read it: it opens, axe and the console are silent, it fits a phone."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Error

from sextant.base.demo.actions import load_demo
from sextant.front.report.models import Report
from sextant.society.agenda.models import Indicator, Initiative
from sextant.society.ledger.models import Books
from sextant.society.members.models import Organisation, Section
from sextant.work.returns.models import YearRelease
from sextant.work.trends.models import Find, Signal, TrendReport, WatchList
from tests.journeys.pages import BY_COLOUR, violations
from tests.roles import matrix
from tests.roles.samples import QUERIES, SAMPLES, Sample
from tests.roles.world import ROLES, World, make_world

WHOLE = 8
"""Every so many pages axe is asked about head and foot too; they are the same on all, and hold most of the links."""
RENEWED = 40
"""Pages that one tab opens: a tab that has opened hundreds holds more than a gigabyte and is slow."""
ALSO_AS_VISITOR = ("home:index", "agenda:agenda", "calls:calls", "events:events", "careers:jobs", "shop:catalogue")
"""Pages that strangers read most are looked at as they see them, too."""
ASIDE = (
    *("ui:theme", "choose_language", "root", "desk", "scholarship:resembling", "observatory:edition_progress"),
    *("acquisitions:mine", "acquisitions:profile_progress", "acquisitions:plan_progress", "reading:draft_progress", "returns:checks"),
    *("foresight:mine", "outreach:read", "outreach:share", "outreach:go"),
)
"""No pages, but ways to another page, or a part of one."""
RICH: dict[str, Sample] = {
    "agenda:initiative": lambda _world: _of(Initiative.objects.filter(is_public=True, state="running", notes__isnull=False)),
    "agenda:indicator": lambda _world: _of(Indicator.objects.filter(values__isnull=False)),
    "members:organisation": lambda _world: _of(Organisation.objects.filter(memberships__isnull=False)),
    "members:section": lambda _world: {"code": Section.objects.filter(members__isnull=False)[0].code},
    "report:read": lambda _world: {"year": Report.objects.published()[0].year},
    "report:figure": lambda _world: _figure(),
    "trends:watch_list": lambda _world: _of(WatchList.objects.filter(is_demo=True, source="files")),
    "trends:find": lambda _world: _of(Find.objects.filter(watch_list__is_demo=True, watch_list__source="files")),
    "trends:report": lambda _world: {"year": TrendReport.objects.get(is_demo=True).year},
    "trends:signal": lambda _world: _of(Signal.objects.filter(is_demo=True, ratings__isnull=False)),
    "returns:collection": lambda _world: {"code": _release().collection.code},
    "returns:year": lambda _world: {"code": _release().collection.code, "year": _release().year},
    "returns:indicator": lambda _world: {"code": _release().collection.code, "indicator": "visits_per_head"},
    "returns:variable": lambda _world: {"code": _release().collection.code, "variable": "visits"},
    "returns:gaps": lambda _world: {"code": _release().collection.code, "year": _release().year},
    "returns:ahead": lambda _world: {"code": _release().collection.code},
    "returns:library": lambda _world: _of(_release().collection.libraries.all()),
    "returns:peers": lambda _world: _of(_release().collection.libraries.all()),
    "returns:clusters": lambda _world: {"code": _release().collection.code, "year": _release().year},
    "returns:year_form": lambda _world: {"code": _release().collection.code, "year": _release().year, "name": "nk6"},
    "returns:embed": lambda _world: {"code": _release().collection.code, "indicator": "visits_per_head", "kind": "regions"},
    "returns:embedding": lambda _world: {"code": _release().collection.code, "indicator": "visits_per_head"},
    "returns:story": lambda _world: {"slug": "demo-visits"},
    "returns:embed_story": lambda _world: {"slug": "demo-visits"},
}
"""Pages with more on them when they show the demo's own objects."""
SIGHT = """() => [document.querySelectorAll('h1').length, document.title.trim() !== '', document.documentElement.lang]"""
TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? '' : [...document.querySelectorAll('main *, header *')]
    .filter(one => one.getBoundingClientRect().right > innerWidth && !one.closest('.table-wrap')).map(one => one.outerHTML.slice(0, 160))[0]
    || 'something'"""


def _of(rows: Any) -> dict[str, Any]:
    return {"pk": rows.order_by("pk")[0].pk}


def _figure() -> dict[str, Any]:
    report = Report.objects.published()[0]
    return {"year": report.year, **_of(report.figures.all())}


def _release() -> YearRelease:
    return YearRelease.objects.filter(libraries__gt=1).select_related("collection").order_by("-year")[0]


def pages_open_to(role: str) -> list[matrix.NamedPage]:
    """Kinds of pages that this role reads, by the matrix of the docs."""
    said = matrix.written()
    place = 1 + list(ROLES).index(role)
    opened = {name for name, cells in said.items() if cells[0] == "GET" and cells[place] == "200"}
    return [page for page in matrix.named_pages() if page.name in opened and not (page.name in ASIDE or page.name.startswith("api:"))]


def addresses(role: str, world: World, half: int) -> Iterator[tuple[str, str, str]]:
    """Name, language and address of every second page that the role reads, in turns in Russian and in English."""
    samples = {**SAMPLES, **RICH}
    whole = {page.name: place for place, page in enumerate(matrix.named_pages())}
    for number, page in enumerate(page for page in pages_open_to(role) if whole[page.name] % 2 == half):
        language = ("ru", "en")[(number + (role == "visitor")) % 2]
        with translation.override(language), transaction.atomic():  # as the caller of a sample has it elsewhere
            address = reverse(page.name, kwargs=samples[page.name](world) if page.needs_values else {})
        yield page.name, language, address + QUERIES.get(page.name, "")


def wrong_with(page: Any, said: list[str], language: str, address: str, *, closely: bool, number: int) -> list[Any]:
    """Everything that one page does not do as it should; axe is asked where it is looked at closely, on every third in the dark too."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    said.clear()
    try:
        answer = page.goto(address)
    except Error as refused:
        return [] if "Download is starting" in refused.message else [refused.message]
    if answer.status != 200 or "html" not in answer.headers["content-type"]:
        page.goto("about:blank")  # what the browser's own viewer of pictures says is not the page's
        return [answer.status] if answer.status != 200 else []
    seen, found = page.evaluate(SIGHT), []
    if seen != [1, True, language]:
        found.append(("h1, title, lang", seen))
    within = None if number % WHOLE == 0 else "main"
    if closely:
        found += violations(page, within=within)
    if closely and number % 3 == 0:
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found += [("dark", *one) for one in violations(page, BY_COLOUR, within)]
    page.set_viewport_size({"width": 390, "height": 800})
    if beyond := page.evaluate(TOO_WIDE):
        found.append(("wider than a phone", beyond))
    return found + said


def open_as(browser: Any, live_server: Any, user: Any) -> tuple[Any, list[str]]:
    """A page of the user's own context, and what its console says."""
    context = browser.new_context(base_url=live_server.url)
    if user.is_authenticated:
        client = Client()
        client.force_login(user)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page, said = context.new_page(), list[str]()
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return page, said


def wrong_pages(browser: Any, live_server: Any, half: int) -> str:
    """What is wrong with every second page (0: the even ones, 1: the odd ones), a line a page; empty when nothing is."""
    load_demo(libraries=20, members=20, people=150)
    Books.objects.update(closed_until=None)  # some samples are of last year, which the demo has closed
    world, wrong, known = make_world(), {}, set[str]()
    for role in ("secretary", "visitor"):
        unseen = [one for one in addresses(role, world, half) if one[0] not in known or one[0] in ALSO_AS_VISITOR]
        for number, (name, language, address) in enumerate(unseen):
            if number % RENEWED == 0:
                page, said = open_as(browser, live_server, world.users[role])
            if found := wrong_with(page, said, language, address, closely=name not in known, number=number):
                wrong[f"{role} {name} {address}"] = found
            known.add(name)
            if number % RENEWED == RENEWED - 1:
                page.context.close()
        if unseen:
            page.context.close()
    return "\n".join(f"{where}: {found}" for where, found in wrong.items())
