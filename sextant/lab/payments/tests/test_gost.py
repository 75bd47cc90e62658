"""The Russian payment code, field by field."""

from __future__ import annotations

import pytest

from sextant.lab.payments.gost import payload, read_payload
from sextant.lab.payments.refusals import PaymentError
from sextant.lab.payments.tests.factories import BIC, CORR, OURS, code_of, gost


def refused(**changes: object) -> str:
    return code_of(payload, gost(**changes))


def test_the_whole_payload_by_hand() -> None:
    made = payload(gost(inn="9901000010", kpp="990101001", further={"LastName": "Иванова", "PersAcc": "17"}))
    assert made.decode() == (
        "ST00012|Name=АНО «Пример»|PersonalAcc=40703810700000000101|BankName=АО «Банк»|BIC=049900017|CorrespAcc=30101810000000000017"
        "|Sum=123450|Purpose=Взнос|PayeeINN=9901000010|KPP=990101001|LastName=Иванова|PersAcc=17"
    )


def test_a_code_read_gives_its_fields() -> None:
    assert read_payload(payload(gost(corr="", purpose="a=b"))) == {
        "Name": "АНО «Пример»",
        "PersonalAcc": OURS,
        "BankName": "АО «Банк»",
        "BIC": BIC,
        "CorrespAcc": "0",
        "Sum": "123450",
        "Purpose": "a=b",
    }


@pytest.mark.parametrize(("digit", "encoding"), [("1", "windows-1251"), ("2", "utf-8"), ("3", "koi8-r")])
def test_each_encoding_names_itself(digit: str, encoding: str) -> None:
    plain = gost(name="АНО Пример", bank="Банк")
    made = payload(plain, digit)
    assert made.startswith(f"ST0001{digit}|Name=АНО Пример|".encode(encoding))
    assert read_payload(made)["Purpose"] == "Взнос"


def test_a_letter_that_the_encoding_lacks_is_named() -> None:
    with pytest.raises(PaymentError) as caught:
        payload(gost(purpose="Взнос Nguyễn"), "1")
    assert str(caught.value) == "field Purpose: the letter “ễ” does not exist in windows-1251; use UTF-8 or another spelling."
    assert caught.value.sentence("ru") == "поле Purpose: буквы «ễ» нет в кодировке windows-1251; используйте UTF-8 или другое написание."


def test_the_separator_gives_way_to_a_value_that_has_it() -> None:
    made = payload(gost(purpose="a|b"))
    assert made.startswith(b"ST00012~Name=")
    assert read_payload(made)["Purpose"] == "a|b"
    assert refused(purpose="|~^#$;") == "no_separator"


def test_line_breaks_in_the_purpose_become_spaces_and_quotes_stay() -> None:
    fields = read_payload(payload(gost(purpose=" Взнос\r\nза\t2026\n", name="ООО \"А 'Б'\"")))
    assert (fields["Purpose"], fields["Name"]) == ("Взнос за 2026", "ООО \"А 'Б'\"")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "я" * 161}, "field_too_long"),
        ({"bank": "я" * 46}, "field_too_long"),
        ({"purpose": "я" * 211}, "field_too_long"),
        ({"further": {"DocNo": "1" * 16}}, "field_too_long"),
        ({"further": {"Colour": "red"}}, "gost_unknown_field"),
        ({"name": " "}, "field_empty"),
        ({"bank": ""}, "field_empty"),
        ({"bic": "04990001"}, "bic_shape"),
        ({"account": "40703810800000000101"}, "account_key"),
        ({"corr": "30101810800000000017"}, "correspondent_key"),
        ({"inn": "9901000011"}, "inn_check"),
        ({"kpp": "1"}, "kpp_shape"),
        ({"sum_minor": 0}, "sum_not_positive"),
        ({"sum_minor": -100}, "sum_not_positive"),
        ({"sum_minor": 10**15}, "amount_too_large"),
        ({"purpose": "a\x00b"}, "field_control"),
    ],
)
def test_what_does_not_fit_its_field_is_refused(changes: dict[str, object], code: str) -> None:
    assert refused(**changes) == code


def test_fields_at_their_longest_fit() -> None:
    made = payload(gost(name="я" * 160, bank="я" * 45, purpose="я" * 210, corr=CORR), "1")
    assert len(made.split(b"|Sum=")[0]) - 8 == 299


def test_a_sum_may_be_left_to_the_payer() -> None:
    assert "Sum" not in read_payload(payload(gost(sum_minor=None)))


@pytest.mark.parametrize("data", [b"", b"ST00014|Name=a", b"BCD\n002", b"ST00012", b"ST00012|Name=\xff", b"ST00012\xff"])
def test_what_is_no_such_code_is_not_read(data: bytes) -> None:
    assert code_of(read_payload, data) == "not_gost"


def test_a_field_that_stands_twice_is_refused() -> None:
    assert code_of(read_payload, b"ST00012|Name=a|Name=b") == "gost_field"
    assert code_of(read_payload, b"ST00012|Name=a|b") == "gost_field"
    assert code_of(payload, gost(), "4") == "encoding_digit"
