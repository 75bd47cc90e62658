"""Statements in the exchange format of 1C, made for tests."""

from datetime import date

OURS = "40703810238000000014"
THEIRS = "40702810600000000606"


def document(number, amount, purpose, day=date(2026, 3, 2), payer="МБУК «Городская библиотека»", inn="9901000027", out=False, account=THEIRS):
    """One payment order; `amount` in rubles as text, `out` for money that goes out."""
    sides = (OURS, account) if out else (account, OURS)
    name = "Получатель" if out else "Плательщик"
    rows = [
        "СекцияДокумент=Платежное поручение",
        f"Номер={number}",
        f"Дата={day:%d.%m.%Y}",
        f"Сумма={amount}",
        f"ПлательщикСчет={sides[0]}",
        f"ПолучательСчет={sides[1]}",
        f"{name}1={payer}",
        f"{name}ИНН={inn}",
        f"{'ДатаСписано' if out else 'ДатаПоступило'}={day:%d.%m.%Y}",
        f"НазначениеПлатежа={purpose}",
        "КонецДокумента",
    ]
    return "\r\n".join(rows)


def exchange(*documents, account=OURS, encoding="utf-8", end=True):
    """A whole file."""
    head = ["1CClientBankExchange", "ВерсияФормата=1.03", "Кодировка=Windows", "ДатаНачала=01.03.2026", "ДатаКонца=31.03.2026", f"РасчСчет={account}"]
    return "\r\n".join([*head, *documents, *(["КонецФайла"] if end else []), ""]).encode(encoding)
