"""What comes in about an entry made by hand: its day and words, its lines, and what they lack to balance."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from sextant.base.words.money import major
from sextant.lab.payments.amounts import parse_amount
from sextant.lab.payments.refusals import PaymentError
from sextant.society.ledger.actions.manual import DraftLine
from sextant.society.ledger.models import Account, Entry, Fund, Programme
from sextant.society.members.forms.memberships import DAY

FEWEST, MOST = 2, 60


class EntryForm(forms.Form):
    """Day and words of an entry."""

    day = forms.DateField(label=_("Day"), widget=DAY)
    memo = forms.CharField(label=_("What it is"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": timezone.localdate(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


@dataclass(frozen=True)
class Offer:
    """What a line can be booked on, read once for all lines of a form: things by key, and whether none may be chosen."""

    things: dict[str, Any]
    may_be_empty: bool = True

    def field(self, label: Any) -> forms.TypedChoiceField:
        """A choice that gives the thing itself."""
        offered = [("", "—")] if self.may_be_empty else []
        offered += [(key, str(thing)) for key, thing in self.things.items()]
        return forms.TypedChoiceField(label=label, choices=offered, coerce=self.things.__getitem__, empty_value=None, required=not self.may_be_empty)


def offers() -> dict[str, Offer]:
    """Open accounts, funds and programmes: three queries, however many lines there are."""
    funds = Fund.objects.filter(closed_on=None).order_by("-is_default", "restriction", "code")
    return {
        "account": Offer({str(one.pk): one for one in Account.objects.filter(is_open=True)}),
        "fund": Offer({str(one.pk): one for one in funds}, may_be_empty=False),
        "programme": Offer({str(one.pk): one for one in Programme.objects.filter(is_open=True)}),
    }


class EntryLineForm(forms.Form):
    """One line: a debit or a credit. A line without an amount counts for nothing."""

    debit = forms.CharField(label=_("Debit"), max_length=40, required=False)
    credit = forms.CharField(label=_("Credit"), max_length=40, required=False)
    currency = forms.CharField(label=_("Currency"), max_length=3, min_length=3, initial="RUB")
    memo = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, offered: dict[str, Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("account", _("Account")), ("fund", _("Fund")), ("programme", _("Programme"))):
            self.fields[name] = offered[name].field(label)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label
        for name in ("debit", "credit"):
            self.fields[name].widget.attrs |= {"inputmode": "decimal", "class": "number"}

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()

    def clean(self) -> dict[str, Any]:
        """`amount_minor` of the line, debits positive; nothing where neither is given."""
        given = super().clean() or {}
        typed = {name: given.get(name, "").strip() for name in ("debit", "credit")}
        if typed["debit"] and typed["credit"]:
            self.add_error("credit", gettext("A line is a debit or a credit, not both."))
        elif typed["debit"] or typed["credit"]:
            name = "debit" if typed["debit"] else "credit"
            amount = self._amount(name, typed[name], given.get("currency", "RUB"))
            given["amount_minor"] = amount if name == "debit" else -amount
            if amount and not given.get("account"):
                self.add_error("account", gettext("Choose the account."))
        return given

    def _amount(self, name: str, text: str, currency: str) -> int:
        try:
            return int(parse_amount(text, currency))
        except PaymentError as refusal:
            self.add_error(name, ValidationError(refusal.sentence((get_language() or "ru")[:2])))
            return 0

    def line(self) -> DraftLine | None:
        """The line as it is to be written; None where there is no amount or something is wrong."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else {}
        if not given.get("amount_minor"):
            return None
        kept = {name: given[name] for name in ("account", "fund", "programme", "amount_minor", "currency", "memo")}
        return DraftLine(**kept)


@dataclass(frozen=True)
class Missing:
    """What a fund and currency lacks to balance: positive, credits are missing; negative, debits are."""

    fund: Fund
    currency: str
    amount_minor: int

    @property
    def lacking_minor(self) -> int:
        return abs(self.amount_minor)


def missing(lines: Iterable[DraftLine]) -> list[Missing]:
    """Where debits and credits differ, fund by fund and currency by currency; empty when the entry balances."""
    sums: dict[tuple[Fund, str], int] = {}
    for line in lines:
        sums[line.fund, line.currency] = sums.get((line.fund, line.currency), 0) + line.amount_minor
    return [Missing(fund, currency, amount) for (fund, currency), amount in sums.items() if amount]


def initial_lines(entry: Entry) -> list[dict[str, Any]]:
    """The lines of an entry as the form shows them."""
    rows = []
    for line in entry.lines.all():
        side = "debit" if line.amount_minor > 0 else "credit"
        amount = f"{major(abs(line.amount_minor), line.currency)}"
        rows.append(
            {
                "account": line.account_id,
                "fund": line.fund_id,
                "programme": line.programme_id,
                side: amount,
                "currency": line.currency,
                "memo": line.memo,
            }
        )
    return rows


NAMES = ("account", "fund", "programme", "debit", "credit", "currency", "memo")


def typed_rows(data: Any, drop: int | None = None) -> list[dict[str, str]]:
    """The lines as they were typed, without the one that is to be taken away."""
    said = str(data.get("lines", ""))
    count = min(int(said), MOST) if said.isdigit() and len(said) < 4 else 0
    return [{name: data.get(f"line-{place}-{name}", "") for name in NAMES} for place in range(count) if place != drop]


class EntryLines:
    """The lines of the form: bound to what was typed, or made of what is there; never fewer than two."""

    def __init__(self, *, typed: list[dict[str, str]] | None = None, initial: list[dict[str, Any]] | None = None, more: int = 0) -> None:
        offered = offers()
        self.forms = []
        for place, row in enumerate(typed or []):
            data = {f"line-{place}-{name}": value for name, value in row.items()}
            self.forms.append(EntryLineForm(data, prefix=f"line-{place}", offered=offered))
        for row in initial or []:
            self.forms.append(EntryLineForm(initial=row, prefix=f"line-{len(self.forms)}", offered=offered))
        for _place in range(max(FEWEST - len(self.forms), min(more, MOST - len(self.forms)))):
            self.forms.append(EntryLineForm(prefix=f"line-{len(self.forms)}", offered=offered))

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in self.forms if form.is_bound])

    def lines(self) -> list[DraftLine]:
        """The lines that have an amount and an account."""
        return [line for form in self.forms if (line := form.line()) is not None]
