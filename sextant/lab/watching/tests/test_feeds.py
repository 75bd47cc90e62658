"""Files of feeds become entries, whatever they are written in; what is hostile or no feed is refused with a sentence."""

import time
from datetime import date

import pytest

from sextant.lab.watching.feeds import MOST, day_of, plain, read_feed
from sextant.lab.watching.findings import WatchingError

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>https://example.org/</link>
<item><title>Robots &amp;amp; desks</title><link>https://example.org/1</link><guid>one</guid><pubDate>Tue, 03 Nov 2026 10:00:00 +0300</pubDate>
<description>&lt;p&gt;A &lt;b&gt;robot&lt;/b&gt; lends books.&lt;/p&gt;</description></item>
<item><title>Robots again</title><guid>one</guid><pubDate>Wed, 04 Nov 2026 10:00:00 GMT</pubDate></item>
<item><title>Without a day</title><link>https://example.org/2</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><title>Читальный зал</title><id>urn:1</id><link rel="self" href="https://example.org/self"/><link href="https://example.org/page"/>
<updated>2026-11-05T08:00:00Z</updated><published>2026-11-04T08:00:00Z</published><summary>Открыт.</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel/><item><title>Old form</title><link>javascript:alert(1)</link><dc:date>2026-11-06</dc:date></item></rdf:RDF>"""
BOMB = """<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title><pubDate>2026-11-06</pubDate></item></channel></rss>"""


pytestmark = pytest.mark.usefixtures("cells_as_long_as_usual")


def taken(text):
    """Seconds of the processor that the words of a text take."""
    began = time.process_time()
    assert plain(text).endswith("end")
    return time.process_time() - began


def read(text, name="feed.xml"):
    return read_feed(text.encode(), name)


def said(text):
    with pytest.raises(WatchingError) as refusal:
        read(text)
    return refusal.value.code


def test_rss_has_its_words_without_marks_one_entry_a_key_and_counts_what_has_no_day():
    feed = read(RSS)
    assert [(one.title, one.url, one.day, one.text) for one in feed.entries] == [
        ("Robots & desks", "https://example.org/1", date(2026, 11, 3), "A robot lends books.")
    ]
    assert feed.left_out == 1


def test_atom_gives_the_day_of_publication_and_the_page_and_not_the_feed_itself():
    entry = read(ATOM).entries[0]
    assert (entry.title, entry.url, entry.day, entry.text) == ("Читальный зал", "https://example.org/page", date(2026, 11, 4), "Открыт.")


def test_the_old_form_is_read_and_an_address_that_runs_a_script_is_left_out():
    entry = read(RDF).entries[0]
    assert (entry.title, entry.url, entry.day) == ("Old form", "", date(2026, 11, 6))


def test_a_table_may_have_russian_columns_and_semicolons():
    entry = read("Дата;Заголовок;Ссылка;Текст\n05.11.2026;Роботы;https://example.org/r;«Слова; и слова»\n").entries[0]
    assert (entry.title, entry.url, entry.day) == ("Роботы", "https://example.org/r", date(2026, 11, 5))


def test_the_same_entry_has_the_same_key_in_a_later_file():
    assert read(RSS).entries[0].key == read(RSS.replace("Robots &amp;amp; desks", "New words")).entries[0].key


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("title,date\n" + "a" * 140_000 + ",2026-11-01\n", "table_broken"),
        ("<rss><channel>", "xml_broken"),
        (BOMB, "xml_entities"),
        ("<html><body/></html>", "no_feed"),
        ("a,b\n1,2\n", "columns_missing"),
        ("", "columns_missing"),
        ("title,date\nRobots,yesterday\n", "nothing_dated"),
        ("title,date\n" + "Robots,2026-11-05\n" * (MOST + 1), "too_many"),
    ],
)
def test_what_cannot_be_counted_is_refused(text, code):
    assert said(text) == code


def test_bytes_that_are_no_text_are_refused_in_both_languages():
    with pytest.raises(WatchingError) as refusal:
        read_feed(b"\xff\xfe\x00a", "feed.csv")
    assert refusal.value.sentence("ru") == "feed.csv: Файл – не текст в кодировке UTF-8."


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "31.02.2026", "Tue, 99 Nov 2026 10:00:00"])
def test_a_day_that_is_none_is_no_day(text):
    assert day_of(text) is None


@pytest.mark.parametrize("begun", ["<", "&lt;", "&amp;lt;", "< "])
def test_time_for_marks_that_are_never_closed_does_not_grow_with_the_square_of_their_number(begun):
    few, many = (min(taken(begun * number + " end") for _time in range(3)) for number in (10_000, 80_000))
    assert many < 30 * few  # eight times as many; the square would be 64


def test_words_lose_marks_and_signs_that_no_database_takes():
    assert plain(" a&nbsp;<br>b\x00 \n c ") == "a b c"
