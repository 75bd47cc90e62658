"""An invented bank statement of the last days: two payments booked, one in doubt, two that nobody can place, a fee of the bank."""

from datetime import date, timedelta

from sextant.lab.payments.statements.reading import read_statement
from sextant.society.ledger.actions.decisions import book_sure
from sextant.society.ledger.actions.statements import bring_statement, draw_lines, keep_statement, sure_lines
from sextant.society.ledger.models import BankAccount, Invoice, StatementLine

NEEDED = 4
"""Open invoices that a telling statement is made of."""


def _document(number: int, minor: int, purpose: str, day: date, payer: str, ours: str, *, out: bool = False) -> list[str]:
    """One payment order in the exchange format of 1C."""
    theirs = "40817810300000000707"
    sides = (ours, theirs) if out else (theirs, ours)
    return [
        "СекцияДокумент=Платежное поручение",
        f"Номер={number}",
        f"Дата={day:%d.%m.%Y}",
        f"Сумма={minor // 100}.{minor % 100:02}",
        f"ПлательщикСчет={sides[0]}",
        f"ПолучательСчет={sides[1]}",
        f"{'Получатель' if out else 'Плательщик'}1={payer}",
        f"{'ДатаСписано' if out else 'ДатаПоступило'}={day:%d.%m.%Y}",
        f"НазначениеПлатежа={purpose}",
        "КонецДокумента",
    ]


def _file(invoices: list[Invoice], ours: str, today: date) -> bytes:
    day = today - timedelta(days=2)
    sure, second, doubtful, nameless = invoices
    documents = [
        _document(41, sure.total_minor, f"Членский взнос по счёту {sure.shown_number}", day, sure.payer_name, ours),
        _document(42, second.total_minor, f"Оплата счёта {second.shown_number}", day, second.payer_name, ours),
        _document(43, doubtful.total_minor, "Членский взнос за год", day, doubtful.payer_name, ours),
        _document(44, nameless.total_minor, "Взнос", day, "Плательщик не указан", ours),
        _document(45, 777_00, "Перевод средств", day, "Вымышленная Анна Петровна", ours),
        _document(46, 99_00, "Комиссия за ведение счёта", day, "Банк «Пример»", ours, out=True),
    ]
    head = [
        "1CClientBankExchange",
        "ВерсияФормата=1.03",
        "Кодировка=Windows",
        f"ДатаНачала={day:%d.%m.%Y}",
        f"ДатаКонца={today:%d.%m.%Y}",
        f"РасчСчет={ours}",
    ]
    return "\r\n".join([*head, *(line for one in documents for line in one), "КонецФайла", ""]).encode("cp1251")


def load(today: date) -> None:
    """Brings the statement as a treasurer would; nothing where too few demo invoices are open."""
    invoices = list(Invoice.objects.filter(is_demo=True, state="issued", currency="RUB", kind="invoice").order_by("pk")[:NEEDED])
    account = BankAccount.objects.filter(is_demo=True, currency="RUB").first()
    if len(invoices) < NEEDED or account is None:
        return
    content = _file(invoices, account.number, today)
    statement = bring_statement(account, name=f"kl_to_1c-{today:%Y-%m-%d}.txt", content=content, by=None, queue=False)
    read = read_statement(statement.file.path, account=account.number)
    keep_statement(statement, read, draw_lines(statement, read))
    for line in StatementLine.objects.filter(pk__in=sure_lines(statement)).order_by("place", "pk"):
        book_sure(line, by=None)
