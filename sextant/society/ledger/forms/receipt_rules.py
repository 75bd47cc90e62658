"""What comes in about rules of fiscal receipts."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.society.ledger.models import Payment, ReceiptRule
from sextant.society.ledger.queries.receipt_rules import KINDS
from sextant.society.members.forms.memberships import DAY


class RuleFilter(forms.Form):
    """Which rules one wants to see."""

    income_kind = forms.ChoiceField(label=_("Kind of income"), required=False)
    payer_kind = forms.ChoiceField(label=_("Payer"), required=False, choices=[("", _("any payer")), *ReceiptRule.PayerKind.choices])
    method = forms.ChoiceField(label=_("Method"), required=False, choices=[("", _("any method")), *Payment.Method.choices])
    needed = forms.ChoiceField(label=_("Receipt"), required=False, choices=[("", _("any answer")), *ReceiptRule.Needed.choices])
    unchecked = forms.BooleanField(label=_("not checked"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = ReceiptRule.objects.order_by("income_kind").values_list("income_kind", flat=True).distinct()
        self.fields["income_kind"].choices = [("", _("any kind")), *((one, KINDS.get(one, one)) for one in there)]  # type: ignore[attr-defined]

    def wish(self) -> dict[str, Any]:
        self.is_valid()
        return dict(getattr(self, "cleaned_data", {}))


class RuleForm(forms.ModelForm):
    """A rule. Whether it was checked is entered apart, and is lost when the rule changes."""

    class Meta:
        model = ReceiptRule
        fields = ("income_kind", "payer_kind", "method", "needed", "vat_note_ru", "vat_note_en", "document_ru", "document_en", "clause")
        labels = {
            "income_kind": _("Kind of income"),
            "payer_kind": _("Payer"),
            "method": _("Method"),
            "needed": _("Receipt"),
            "vat_note_ru": _("Note on VAT, in Russian"),
            "vat_note_en": _("Note on VAT, in English"),
            "document_ru": _("Document, in Russian"),
            "document_en": _("Document, in English"),
            "clause": _("Clause"),
        }
        help_texts = {"income_kind": _("The word on the lines of invoices: dues, gift, grant, service, goods, advertising, event, course.")}


class CheckForm(forms.Form):
    """Which lawyer checked a rule, and when."""

    on = forms.DateField(label=_("Checked on"), widget=DAY)
    lawyer = forms.CharField(label=_("Lawyer"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
