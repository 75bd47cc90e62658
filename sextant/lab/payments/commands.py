"""`sextant payment`: make a payment code, or show a statement as read. Starts without Django."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from ..shell import Refused, language
from . import epc, gost, qr
from .amounts import format_amount, parse_amount
from .refusals import PaymentError, refuse
from .statements.reading import read_statement
from .statements.records import Statement

T = TypeVar("T")

ONLY = {"gost": ("bank", "corr", "inn", "kpp", "encoding"), "epc": ("reference", "purpose_code", "information")}
NEEDED = {"gost": ("name", "account", "bic", "bank", "corr", "sum"), "epc": ("name", "account", "sum")}
EXAMPLES = {
    "standard": "gost",
    "name": "АНО «Библиотека»",
    "account": "40703810900000000001",
    "bic": "044525225",
    "bank": "ПАО Банк",
    "corr": "30101810400000000225",
    "sum": "1234.50",
}
OF_CODES = {*EXAMPLES, "currency", "purpose", "inn", "kpp", "encoding", "reference", "purpose_code", "information", "out"}
CURRENCIES = {"gost": "RUB", "epc": "EUR"}
ENCODINGS = {name: digit for digit, name in gost.ENCODINGS.items()}


@click.group()
def payment() -> None:
    """Payment codes and bank statements."""


@payment.command("qr")
@click.option("--standard", type=click.Choice(["gost", "epc"]), default=None, help="GOST R 56042-2014 or EPC069-12.")
@click.option("--name", default="", help="Who is paid.")
@click.option("--account", default="", help="Account of 20 digits, or IBAN.")
@click.option("--bic", default="", help="BIC of the bank; not needed for epc.")
@click.option("--bank", default="", help="Name of the bank.")
@click.option("--corr", default="", help="Correspondent account, 0 if there is none.")
@click.option("--sum", "sum_", default="", help="What is to be paid, such as 1234.50.")
@click.option("--currency", default="", help="RUB for gost, EUR for epc.")
@click.option("--purpose", default="", help="What it is paid for.")
@click.option("--inn", default="", help="INN of who is paid.")
@click.option("--kpp", default="", help="KPP of who is paid.")
@click.option("--encoding", default="", help="utf-8, windows-1251 or koi8-r.")
@click.option("--reference", default="", help="RF reference, in place of the purpose.")
@click.option("--purpose-code", default="", help="Up to four letters.")
@click.option("--information", default="", help="Words for the payer.")
@click.option("--out", default="", help="FILE.svg or FILE.png.")
@click.option("--payload", "show", is_flag=True, help="Write what the code holds to standard output.")
def make_code(standard: str | None, sum_: str, out: str, show: bool, **options: str) -> None:
    """Draw a payment code; without --out and --payload the SVG goes to standard output."""
    data = _spoken(lambda: _payload(standard, {**options, "sum": sum_}))
    if out:
        _spoken(lambda: _write(Path(out), data))
    if show:
        click.echo(data, nl=sys.stdout.isatty())
    elif not out:
        click.echo(_spoken(lambda: qr.svg(data)), nl=False)


@payment.command("read")
@click.argument("file")
@click.option("--mapping", default=None, help="How a table is laid out: a name or a TOML file.")
@click.option("--account", default=None, help="The account, where a file holds several.")
@click.option("--format", "form", type=click.Choice(["json", "text"]), default="text", help="How to show it.")
def read(file: str, mapping: str | None, account: str | None, form: str) -> None:
    """Show a bank statement (camt.053, 1C, MT940, CSV) as it was read."""
    statement = _spoken(lambda: read_statement(file, mapping=mapping, account=account), ("mapping", "account"))
    click.echo(json.dumps(_plain(statement), ensure_ascii=False, indent=1) if form == "json" else _text(statement))


def _spoken(act: Callable[[], T], options: Iterable[str] = ()) -> T:
    """Do it; a refusal about one of the options becomes one sentence that names it."""
    try:
        return act()
    except PaymentError as refusal:
        option = f"--{refusal.field.replace('_', '-')}: " if refusal.field in (options or OF_CODES) else ""
        shown = refusal.said.sentence(language()) if option else refusal.sentence(language())
        raise Refused(option + shown) from None


def _payload(standard: str | None, options: dict[str, str]) -> bytes:
    if standard is None:
        raise refuse("option_missing", field="standard", option="--standard", example="gost")
    for name in NEEDED[standard]:
        if not options[name].strip():
            raise refuse("option_missing", field=name, option=f"--{name}", example=EXAMPLES[name])
    for other, names in ONLY.items():
        for name in names:
            if other != standard and options[name].strip():
                raise refuse("option_foreign", field=name, standard=standard)
    currency = options.pop("currency").strip().upper() or CURRENCIES[standard]
    if currency != CURRENCIES[standard]:
        raise refuse("currency_not_euro" if standard == "epc" else "currency_not_rouble", field="currency", value=currency)
    minor = parse_amount(options.pop("sum"), currency)
    given: dict[str, Any] = {name: value for name, value in options.items() if value.strip()}
    if standard == "epc":
        return epc.payload(epc.EpcPayment(sum_minor=minor, **given))
    encoding = given.pop("encoding", "utf-8").lower()
    return gost.payload(gost.GostPayment(sum_minor=minor, **given), ENCODINGS.get(encoding, encoding))


def _write(path: Path, data: bytes) -> None:
    if path.suffix.lower() not in (".svg", ".png"):
        raise refuse("out_kind", field="out", value=str(path))
    drawn = qr.svg(data).encode() if path.suffix.lower() == ".svg" else qr.png(data)
    try:
        path.write_bytes(drawn)
    except OSError as trouble:
        raise refuse("out_unwritable", field="out", value=str(path), reason=trouble.strerror or "") from None


def _plain(statement: Statement) -> dict[str, Any]:
    said = language()
    whole = dataclasses.asdict(statement, dict_factory=_dated)
    whole["refused"] = [{"line": one.line, "code": one.code, "reason": one.said.sentence(said), "raw": one.raw} for one in statement.refused]
    whole["notices"] = [{"code": one.code, "text": one.sentence(said)} for one in statement.notices]
    return whole


def _dated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in pairs}


def _text(statement: Statement) -> str:
    said = language()
    balances = ["–" if minor is None else format_amount(minor, statement.currency) for minor in (statement.opening_minor, statement.closing_minor)]
    rows = [f"{statement.account} {statement.currency} {statement.since or '–'} … {statement.until or '–'}: {balances[0]} → {balances[1]}"]
    for line in statement.lines:
        amount = format_amount(line.amount_minor, line.currency)
        rows.append("\t".join([str(line.line), str(line.booked_on), amount, line.payer_name, line.reference, line.purpose]))
    rows += [one.reason(said) for one in statement.refused]
    rows += [one.sentence(said) for one in statement.notices]
    return "\n".join(rows)
