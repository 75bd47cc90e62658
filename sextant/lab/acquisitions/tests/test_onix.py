"""ONIX 3: every product is taken or refused with its reason, with reference names and short tags alike."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest

from sextant.lab.acquisitions import onix
from sextant.lab.acquisitions.candidates import Reading
from sextant.lab.acquisitions.findings import AcquisitionsError
from sextant.lab.acquisitions.offering import read_offer
from sextant.lab.acquisitions.tests.onix_messages import FULL, PRIZES, message, price, product, shortened


@pytest.fixture
def file(tmp_path: Path):
    def write(text: str | bytes) -> Path:
        path = tmp_path / "O.xml"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


def test_a_product_is_the_same_title_with_reference_names_and_with_short_tags(file) -> None:
    text = message(product(more=FULL, collateral=PRIZES, prices=price("05", "300", "RUB") + price("02", "450.50", "RUB") + price("02", "9", "USD")))
    [long], report = read_offer(file(text))
    [short], _ = read_offer(file(shortened(text)))
    assert short == long
    assert (long.id, long.isbn, long.title, long.price, long.author, long.publisher, long.awards) == (
        "r1", "9785171183660", "Ёлка", 45050, "Сутеев, Владимир", "Дом", ("Medal 2024",),
    )  # fmt: skip
    assert long.tags == {
        "language": ("tat",), "class": ("ybc",), "format": ("book",), "age": ("7-10",), "accessible": ("yes", "large print"),
        "awards": ("medal 2024",), "author": ("сутеев, владимир",), "publisher": ("дом",),
    }  # fmt: skip
    assert (report.read, report.taken, report.findings) == (1, 1, [])


def test_products_that_cannot_be_bought_are_refused_one_by_one(file) -> None:
    text = message(
        product("1", isbn="9785171183660"),
        product("2", isbn="", prices=price("02", "9.99", "USD")),
        product("3", isbn="", supply="40"),
        product("4", isbn="", prices=price("99", "5", "RUB")),
        product("5", isbn="", notice="05"),
        product("6", isbn="", title=""),
        product("7", isbn="", prices=price("02", "free", "RUB")),
        product("8", isbn="9785171183660"),
        product("9", isbn="", prices=price("02", "2.5", "EUR")),
    )
    titles, report = read_offer(file(text), Reading("RUB", {}, None, {"EUR": Decimal(100)}))
    assert [(one.id, one.price) for one in titles] == [("1", 45050), ("9", 25000)]
    assert [one.code for one in report.findings] == [
        "currency_other", "no_price", "no_price", "onix_deleted", "cell_empty", "no_price", "isbn_merged",
    ]  # fmt: skip
    assert (report.read, report.taken, report.merged, report.refused) == (9, 2, 1, 6)


def test_entities_are_not_expanded_and_files_are_not_read(file, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    bomb = '<!DOCTYPE ONIXMessage [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;"><!ENTITY f SYSTEM "secret.txt">]>'
    text = message(product("1", title="&c;"), product("2", isbn="", title="&f;"), product("3", isbn="", title="Plain"), head=bomb)
    titles, report = read_offer(file(text))
    assert [one.title for one in titles] == ["Plain"]
    assert [one.code for one in report.findings] == ["entity_used", "entity_used"]


def test_where_the_xml_breaks_off_what_stands_before_is_kept_and_the_break_is_told(file) -> None:
    whole = message(product("1"), product("2", isbn="", title="Second"))
    titles, report = read_offer(file(whole[: whole.index("Second")]))
    assert [one.id for one in titles] == ["1"]
    assert [(one.fate, one.code) for one in report.findings] == [("noted", "xml_broken")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<html><body/></html>", "not_onix"),
        (message(product(), release="2.1"), "onix_old"),
        ("<ONIXMessage release='3.0'><Product", "xml_broken"),
        ("<", "xml_broken"),
    ],
)
def test_a_file_that_is_no_onix_3_message_is_one_sentence(file, text: str, code: str) -> None:
    with pytest.raises(AcquisitionsError) as refused:
        read_offer(file(text))
    assert refused.value.code == code


def test_a_product_that_would_fill_the_memory_is_refused(file, monkeypatch: pytest.MonkeyPatch) -> None:
    large = message(product("1", more="<Subject/>" * 30_000), product("2", isbn="", title="Small"))
    titles, report = read_offer(file(large))
    assert ([one.id for one in titles], [one.code for one in report.findings]) == (["2"], ["product_too_large"])
    monkeypatch.setattr(onix, "MOST_BYTES", 100_000)
    with pytest.raises(AcquisitionsError, match="No product of the message ends within"):
        read_offer(file(large))


def test_mutations_of_a_message_never_break_the_reader(file) -> None:
    lot = random.Random(1)
    text = message(product(more=FULL, collateral=PRIZES), product("2", isbn="", title="Other")).encode()
    for _ in range(1000):
        bad = bytearray(text)
        for _ in range(lot.randrange(1, 6)):
            at = lot.randrange(len(bad))
            bad[at : at + lot.randrange(0, 4)] = bytes(lot.randrange(256) for _ in range(lot.randrange(0, 4)))
        try:
            titles, report = read_offer(file(bytes(bad)))
        except AcquisitionsError:
            continue
        assert report.read == report.taken + report.merged + report.refused
        assert len(titles) == report.taken
