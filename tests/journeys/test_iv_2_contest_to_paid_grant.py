"""A contest from the call to the paid grant: built on screen, entered in Russian, judged blind, ranked, decided, announced, paid (IV.2)."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pikepdf
import pytest
from django.utils import timezone

from sextant.base.jobs.models import Job
from sextant.base.jobs.worker import perform_here
from sextant.base.letters.models import Letter
from sextant.society.grants import states
from sextant.society.grants.actions.agreeing import send_agreement, sign_agreement
from sextant.society.grants.actions.clauses import ensure_clauses
from sextant.society.grants.actions.paying import pay_instalment
from sextant.society.grants.models import Grant
from sextant.society.ledger.tests.factories import open_books
from sextant.society.members.models import Person
from sextant.work.calls.models import Award, Call, Entry, Review
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.once]

MOSCOW = ZoneInfo("Europe/Moscow")
NAMES = ("Скрытнева", "СКРЫТНЕВА", "Skrytneva", "skrytneva")


@pytest.fixture(autouse=True)
def _calls_gone(transactional_db: None, settings: Any, tmp_path: Any) -> Iterator[None]:
    """Awards and grants go before the books are emptied; files are kept in a folder of the test."""
    settings.MEDIA_ROOT = tmp_path
    yield
    Award.objects.all().delete()
    Review.objects.all().delete()
    Entry.objects.all().delete()
    Grant.objects.all().delete()


def work_off() -> None:
    """Does every job that waits, as a worker would."""
    for job in Job.objects.filter(state="queued", name__startswith="calls.").order_by("pk"):
        assert perform_here(job).state == "done"


def person(make_user: Any, family: str, **fields: Any) -> Person:
    user = make_user(email=f"person{Person.objects.count()}@example.org")
    return Person.objects.create(family_name=family, given_name="Лидия", user=user, email=user.email, language="en", **fields)


def portfolio() -> bytes:
    """A PDF whose properties name the author."""
    made = pikepdf.new()
    made.add_blank_page()
    made.docinfo["/Author"] = "Скрытнева Лидия"
    made.docinfo["/Title"] = "Portfolio of Skrytneva"
    with made.open_metadata() as metadata:
        metadata["dc:creator"] = ["Скрытнева Лидия"]
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def build(office: Any) -> None:
    """The call with its questions, criteria and a grant, on screen."""
    now = datetime.now(MOSCOW)
    office.goto("/en/calls/office/new/")
    office.get_by_label("Kind").select_option("grants")
    office.get_by_label("Title in English").fill("Grants for young librarians")
    office.get_by_label("Title in Russian").fill("Гранты молодым библиотекарям")
    office.get_by_label("Address of the page").fill("young-grants")
    office.get_by_label("What is called for, in English").fill("Tell of a project.")
    office.get_by_label("What is called for, in Russian").fill("Расскажите о проекте.")
    office.get_by_label("Opens").fill((now - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"))
    office.get_by_label("Deadline").fill((now + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"))
    office.get_by_label("Reviews of an entry", exact=True).fill("2")
    office.get_by_role("button", name="Save").click()
    assert seen(office.get_by_text("Before it can be published:"))
    for kind, fields in (
        ("field", {"Question in English": "What will you do?", "Question in Russian": "Что вы сделаете?"}),
        ("field", {"Question in English": "Files", "Question in Russian": "Файлы", "Kind of answer": "file"}),
        ("criterion", {"Title in English": "Use for readers", "Title in Russian": "Польза читателям"}),
        ("prize", {"Title in English": "Grant", "Title in Russian": "Грант", "Kind": "project", "Amount": "100000"}),
        ("condition", {"Rule": "age", "Years": "35"}),
    ):
        office.goto(f"/en/calls/young-grants/parts/{kind}/")
        for label, value in fields.items():
            place = office.get_by_label(label, exact=False).first
            place.select_option(value) if label in ("Kind", "Kind of answer", "Rule") else place.fill(value)
        office.get_by_role("button", name="Save").click()
        assert seen(office.get_by_text("It is saved."))
    assert violations_by_day_and_night(office) == []
    office.get_by_role("button", name="Publish the call").click()
    assert seen(office.get_by_text("The call is published."))


def enter(page: Any) -> None:
    """The author's way, in Russian: the rules are met, a draft, a file, submission with a receipt."""
    page.goto("/ru/calls/young-grants/")
    assert seen(page.get_by_text("Не старше 35 лет", exact=False))
    assert violations_by_day_and_night(page) == []
    page.get_by_label("Название заявки").fill("Библиотека у причала")
    page.get_by_role("button", name="Начать заявку").click()
    page.locator("input[type=file]").set_input_files({"name": "Skrytneva.pdf", "mimeType": "application/pdf", "buffer": portfolio()})
    page.locator("button", has_text="Добавить файл").click()
    assert seen(page.get_by_text("Skrytneva.pdf"))
    page.get_by_label("Что вы сделаете?").fill("Я, Скрытнева Лидия, открою читальню у причала. Скрытневой помогут волонтёры.")
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Подать заявку").click()
    assert seen(page.get_by_text("Ваша заявка подана", exact=False))


def downloads(page: Any) -> bytes:
    """Everything a juror can read or take away: the desk, each entry, every file behind a link of these pages."""
    said, known, ahead = [], set(), ["/en/calls/young-grants/judge/"]
    while ahead:
        url = ahead.pop()
        answer = page.request.get(url)
        known.add(url)
        said += [f"{answer.headers}".encode(), _opened(answer.body())]
        if "text/html" in answer.headers.get("content-type", ""):
            page.goto(url)
            links = page.eval_on_selector_all("main a[href]", "all => all.map(one => one.getAttribute('href'))")
            ahead += [link for link in links if link.startswith("/en/calls/") and "leave" not in link and link not in known and link not in ahead]
    return b"\n".join(said)


def _opened(content: bytes) -> bytes:
    """The bytes, and for a PDF or ZIP what is in them."""
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as opened:
            streams = [one.read_bytes() for one in opened.objects if isinstance(one, pikepdf.Stream)]
            return b"\n".join([content, repr(dict(opened.docinfo)).encode(), *streams])
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"\n".join([content, *(archive.read(name) for name in archive.namelist())])
    return content


def judge(page: Any, score: int) -> None:
    """A juror agrees, reads the entry without a name and scores it."""
    page.goto("/en/calls/young-grants/judge/")
    page.get_by_role("link", name="001").first.click()
    assert seen(page.get_by_text("открою читальню у причала", exact=False))
    said = downloads(page)
    assert b"%PDF" in said
    assert [name for name in NAMES if name.encode() in said or name.encode("utf-16-be") in said] == []
    page.goto("/en/calls/young-grants/judge/")
    page.get_by_role("link", name="001").first.click()
    page.get_by_role("group", name="Use for readers").get_by_label(str(score), exact=True).check()
    page.get_by_label("To the author").fill("Show what it costs.")
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Submit the review").click()
    assert seen(page.get_by_text("The review of entry No. 001 is submitted."))


def test_from_the_call_to_the_paid_grant(page: Any, browser: Any, live_server: Any, make_user: Any) -> None:
    open_books()
    ensure_clauses()

    def window(user: Any) -> Any:
        opened = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
        log_in(opened, user)
        return opened

    office = window(make_user("secretary", email="office@example.org"))
    build(office)
    author = person(make_user, "Скрытнева", born_on=date(timezone.localdate().year - 25, 1, 1), latin_name="Lidia Skrytneva")
    log_in(page, author.user)
    enter(page)
    jurors = [person(make_user, family) for family in ("Судьина", "Арбитрова")]
    office.goto("/en/calls/young-grants/jury/")
    for one in jurors:
        office.get_by_label("Person").fill(one.user.email)
        office.get_by_role("button", name="Invite").click()
        assert seen(office.get_by_text("The invitation is on its way."))
        assert seen(office.get_by_role("rowheader", name=one.full_name))
    windows = [window(one.user) for one in jurors]
    for opened in windows:
        opened.goto("/en/calls/young-grants/judge/")
        opened.get_by_label("I keep silent").check()
        opened.get_by_role("button", name="I agree to judge").click()
        assert seen(opened.get_by_text("Thank you. A letter tells you"))
    Call.objects.update(opens_at=timezone.now() - timedelta(days=9), closes_at=timezone.now() - timedelta(minutes=1))
    work_off()
    stage = Call.objects.get().stages.get()
    office.goto(f"/en/calls/young-grants/stages/{stage.pk}/assignment/")
    office.get_by_role("button", name="Assign the jury").click()
    assert seen(office.get_by_text("The jury is being assigned."))
    work_off()
    for opened, score in zip(windows, (8, 10), strict=True):
        judge(opened, score)
    decide_and_announce(office, stage.pk)
    paid(author)
    page.goto("/ru/calls/my/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Диплом (PDF)").click()
    assert download.value.path().read_bytes()[:5] == b"%PDF-"
    page.goto(f"/en/calls/verify/{Award.objects.get().key}/")
    assert seen(page.get_by_text("This diploma is genuine."))
    assert violations_by_day_and_night(page) == []


def decide_and_announce(office: Any, stage: int) -> None:
    """Ranks, decides with a reason, makes it final and announces it."""
    office.goto(f"/en/calls/young-grants/stages/{stage}/ranking/")
    office.get_by_role("button", name="Reckon the ranking").click()
    assert seen(office.get_by_text("The ranking is being reckoned."))
    work_off()
    office.goto(f"/en/calls/young-grants/stages/{stage}/ranking/")
    assert violations_by_day_and_night(office) == []
    office.get_by_role("link", name="Decide 001").click()
    office.get_by_label("Decision").select_option(label="Grant (1)")
    office.get_by_label("Reason").fill("Every reader of the harbour gains.")
    office.get_by_role("button", name="Decide").click()
    office.get_by_label("How many entries go on or get a prize").fill("1")
    office.get_by_role("button", name="Make the result final").click()
    assert seen(office.get_by_text("final", exact=True))
    office.goto("/en/calls/young-grants/desk/")
    office.get_by_role("button", name="Announce the results").click()
    assert seen(office.get_by_role("heading", name="Results: Grants for young librarians"))
    assert seen(office.get_by_text("Скрытнева Лидия"))
    work_off()
    letter = Letter.objects.get(template="calls.result")
    assert "Show what it costs." in letter.body
    assert "Every reader of the harbour gains." in letter.body


def paid(author: Person) -> None:
    """The grant that the announcement promised is agreed and paid; its pages are walked in a journey of their own."""
    today = timezone.localdate()
    grant = Grant.objects.get(person=author)
    grant = sign_agreement(
        send_agreement(grant, on=today, by=None), name="Лидия", on=today, by=None, who=states.RECIPIENT, details="40817810000000000001"
    )
    pay_instalment(grant.instalments.get(), day=today, by=None)
    grant.refresh_from_db()
    assert (grant.amount_minor, grant.paid_minor) == (100_000_00, 100_000_00)
