"""The currency of a Russian account: digits 6 to 8 of its number, a numeric code of ISO 4217 (810 is the rouble's old one).

Source: Bank of Russia's chart of accounts for credit institutions, scheme of account numbers (clause not seen).
"""

from __future__ import annotations

from ..refusals import refuse

NUMERIC = {
    "810": "RUB",
    "643": "RUB",
    "840": "USD",
    "978": "EUR",
    "156": "CNY",
    "826": "GBP",
    "756": "CHF",
    "392": "JPY",
    "398": "KZT",
    "933": "BYN",
    "051": "AMD",
    "417": "KGS",
    "972": "TJS",
    "860": "UZS",
    "944": "AZN",
    "981": "GEL",
    "498": "MDL",
    "949": "TRY",
    "784": "AED",
    "356": "INR",
    "344": "HKD",
    "941": "RSD",
}


def of_account(account: str) -> str:
    """The currency of a 20-digit account; refuses an account that does not tell a currency known here."""
    code = account[5:8] if len(account) == 20 and account.isdigit() else ""
    if code not in NUMERIC:
        raise refuse("currency_not_told", field="account", account=account)
    return NUMERIC[code]
