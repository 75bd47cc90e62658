"""Bank details: Russian BIC, accounts and their control key, INN and KPP; IBAN.

Sources. Control key: Bank of Russia, «Порядок расчета контрольного ключа в номере лицевого счета», 8 September 1997,
No. 515 (the text and its three worked examples were read; the first two are in the tests). INN check digits: order of
the Federal Tax Service ММВ-7-6/435@ of 29 June 2012 (clause not seen), weights as everywhere published. IBAN: ISO 13616
with the check of ISO 7064 MOD 97-10 (clause not seen); lengths by country are left to the bank.
"""

from __future__ import annotations

import re

from .refusals import refuse

WEIGHTS = (7, 1, 3)
TREASURY = "03"
OF_THE_BANK_OF_RUSSIA = ("000", "001", "002")
INN_WEIGHTS = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def check_bic(text: str) -> str:
    """A Russian BIC: nine digits; spaces are taken out."""
    return _digits(text, "bic", (9,), "bic_shape")


def check_account(text: str, bic: str) -> str:
    """A 20-digit account whose control key agrees with the BIC of its bank.

    Accounts that the Bank of Russia itself keeps (BIC ending in 000, 001 or 002) go by its own number, all others by
    the bank's. Accounts of the Federal Treasury (03…) carry no such key; they are held to their length only.
    """
    account, bic = _digits(text, "account", (20,), "account_shape"), check_bic(bic)
    if account.startswith(TREASURY):
        return account
    code = _of_the_region(bic) if bic[6:] in OF_THE_BANK_OF_RUSSIA else bic[6:]
    if not _key_holds(code, account):
        raise refuse("account_key", field="account", account=account, bic=bic)
    return account


def check_correspondent(text: str, bic: str) -> str:
    """A bank's own 20-digit account at the Bank of Russia, or `0` where the bank has none."""
    if text.strip() in ("", "0"):
        return "0"
    account, bic = _digits(text, "corr", (20,), "account_shape"), check_bic(bic)
    if not _key_holds(_of_the_region(bic), account):
        raise refuse("correspondent_key", field="corr", account=account, bic=bic)
    return account


def control_key(account: str, code: str) -> int:
    """The ninth digit that an account must have; `code` is the three digits that stand for the keeper.

    The digits of code and account (its key taken as nought) are multiplied by 7, 1, 3, 7, …; the last digits of the
    products are summed; the last digit of three times that sum is the key.
    """
    return _last_digits(code + account[:8] + "0" + account[9:]) * 3 % 10


def check_inn(text: str) -> str:
    """A taxpayer's number, 10 digits for an organisation or 12 for a person, with right check digits."""
    inn = _digits(text, "inn", (10, 12), "inn_shape")
    for length in (9,) if len(inn) == 10 else (10, 11):
        weights = INN_WEIGHTS[-length:]
        if sum(int(digit) * weight for digit, weight in zip(inn, weights, strict=False)) % 11 % 10 != int(inn[length]):
            raise refuse("inn_check", field="inn", value=inn)
    return inn


def check_kpp(text: str) -> str:
    """A reason-for-registration code: four digits, two digits or capital Latin letters, three digits."""
    kpp = _bare(text)
    if not re.fullmatch("[0-9]{4}[0-9A-Z]{2}[0-9]{3}", kpp):
        raise refuse("kpp_shape", field="kpp", value=text)
    return kpp


def check_iban(text: str) -> str:
    """An IBAN without spaces, in capitals, whose check digits hold."""
    iban = _bare(text).upper()
    if not re.fullmatch("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", iban):
        raise refuse("iban_shape", field="account", value=text)
    if not mod97_holds(iban):
        raise refuse("iban_check", field="account", value=iban)
    return iban


def mod97_holds(code: str) -> bool:
    """ISO 7064 MOD 97-10 as IBAN and RF references use it: the first four characters go last, letters count 10 to 35."""
    return int("".join(str(int(letter, 36)) for letter in code[4:] + code[:4])) % 97 == 1


def _of_the_region(bic: str) -> str:
    return "0" + bic[4:6]


def _key_holds(code: str, account: str) -> bool:
    return _last_digits(code + account) % 10 == 0


def _last_digits(digits: str) -> int:
    return sum(int(digit) * WEIGHTS[place % 3] % 10 for place, digit in enumerate(digits))


def _bare(text: str) -> str:
    return "".join(text.split())


def _digits(text: str, field: str, lengths: tuple[int, ...], code: str) -> str:
    bare = _bare(text)
    if len(bare) not in lengths or not re.fullmatch("[0-9]+", bare):
        raise refuse(code, field=field, value=text)
    return bare
