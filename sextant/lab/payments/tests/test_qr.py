"""What is drawn is what an independent reader gets, byte for byte."""

from __future__ import annotations

import os
import random

import pytest

from sextant.lab.payments import epc, gost, qr
from sextant.lab.payments.accounts import control_key
from sextant.lab.payments.references import make_creditor_reference
from sextant.lab.payments.tests.factories import IBAN, code_of
from sextant.lab.payments.tests.factories import gost as gost_payment

# Ten thousand of them take three minutes: SEXTANT_PAYMENT_CODES=10000.
COUNT = int(os.environ.get("SEXTANT_PAYMENT_CODES", "300"))
LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюяёАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ abcdefghijklmnopqrstuvwxyzÄÖÜäöüß 0123456789 «»\"'№.,;:|/()-=&<>%+@"


def text(dice: random.Random, most: int, least: int = 1) -> str:
    return "".join(dice.choices(LETTERS, k=dice.randint(least, most))).strip() or "x"


def account(dice: random.Random, bic: str) -> str:
    bare = f"407{dice.randint(1, 3):02}8100{dice.randrange(10**11):011}"
    return bare[:8] + str(control_key(bare, bic[6:])) + bare[9:]


def random_gost(dice: random.Random) -> bytes:
    bic = f"04{dice.randrange(10**4):04}{dice.randint(50, 999):03}"
    further = {"LastName": text(dice, 30), "PersAcc": str(dice.randrange(10**8))} if dice.random() < 0.5 else {}
    return gost.payload(
        gost.GostPayment(text(dice, 160), account(dice, bic), text(dice, 45), bic, "0", dice.randint(1, 10**12), text(dice, 210, 0), further=further)
    )


def random_epc(dice: random.Random) -> bytes:
    named = {"reference": make_creditor_reference(str(dice.randrange(10**12)))} if dice.random() < 0.4 else {"purpose": text(dice, 60)}
    return epc.payload(epc.EpcPayment(text(dice, 40), IBAN, dice.randint(1, epc.MOST_MINOR), information=text(dice, 20), **named))


def decoded(payload: bytes) -> bytes:
    """What zxing-cpp, which shares no code with segno, reads from the modules drawn two pixels wide on white."""
    zxing = pytest.importorskip("zxingcpp")
    rows = qr.matrix(payload)
    side = (len(rows) + 8) * 2
    image = bytearray(b"\xff" * side * side)
    for y, row in enumerate(rows):
        drawn = b"".join(b"\x00\x00" if dark else b"\xff\xff" for dark in row)
        for place in ((y + 4) * 2, (y + 4) * 2 + 1):
            image[place * side + 8 : place * side + 8 + len(drawn)] = drawn
    found = zxing.read_barcode(memoryview(image).cast("B", (side, side)), formats=zxing.BarcodeFormat.QRCode, is_pure=True)
    assert found is not None
    return bytes(found.bytes)


@pytest.mark.once
@pytest.mark.parametrize("make", [random_gost, random_epc])
def test_random_codes_are_read_back_byte_for_byte(make) -> None:
    dice = random.Random(20260302)
    for _ in range(COUNT // 2):
        payload = make(dice)
        assert decoded(payload) == payload


def test_cyrillic_in_each_encoding_is_read_back_byte_for_byte() -> None:
    plain = gost_payment(name="АНО Пример", bank="Банк", purpose="Взнос Ёлкина")
    payloads = [gost.payload(plain, digit) for digit in "123"]
    assert [decoded(payload) for payload in payloads] == payloads


def test_a_european_code_of_331_bytes_has_version_13_and_correction_m() -> None:
    payload = epc.payload(epc.EpcPayment("n" * 70, IBAN, 1, purpose="п" * 80, information="i" * 32, bic="TESTDEFFXXX"))
    payload += b"x" * (331 - len(payload))
    assert qr.symbol(payload).designator == "13-M"
    assert code_of(qr.symbol, payload + b"x") == "qr_too_long"


def test_a_payload_that_fits_no_code_is_refused() -> None:
    assert code_of(qr.svg, b"x" * 3000) == "qr_too_long"


def test_the_drawings_are_what_they_say() -> None:
    payload = gost.payload(gost_payment())
    modules = len(qr.matrix(payload))
    assert f'width="{(modules + 8) * 4}"' in qr.svg(payload)
    assert qr.png(payload, scale=3)[:24] == b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + ((modules + 8) * 3).to_bytes(4, "big") * 2
    assert qr.svg(payload) == qr.svg(payload)
