"""Categories, ways of delivery and vouchers."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.members.forms.refusals import attempt
from sextant.work.shop import rules
from sextant.work.shop.actions.products import save_category
from sextant.work.shop.actions.terms import save_method, save_voucher
from sextant.work.shop.forms.office import CategoryForm, MethodForm, VoucherForm
from sextant.work.shop.models import Category, DeliveryMethod, Voucher


@decided_by(rules.may_keep_shop)
def terms(request: HttpRequest) -> HttpResponse:
    """What orders are made of beside products: categories, delivery, vouchers."""
    shown = {"categories": Category.objects.all(), "methods": DeliveryMethod.objects.all(), "vouchers": Voucher.objects.all()[:200]}
    return render(request, "shop/terms.html", shown)


def _edited(request: UserRequest, kind: type[forms.ModelForm], save: Callable[..., Any], thing: models.Model | None, title: str) -> HttpResponse:
    """One of the three, with its form; a form is given a copy, so that what is refused changes nothing."""
    form = kind(request.POST or None, instance=thing)
    if form.is_valid():
        given = form.given() if hasattr(form, "given") else form.cleaned_data
        kept = type(thing)._default_manager.get(pk=thing.pk) if thing is not None else None
        if attempt(form, save, kept, by=request.user, **given) is not None:
            messages.success(request, _("Saved."))
            return redirect("shop:terms")
    return render(request, "shop/edit_terms.html", {"form": form, "title": title, "thing": thing}, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep_shop)
def new_category(request: UserRequest) -> HttpResponse:
    return _edited(request, CategoryForm, save_category, None, _("A category"))


@decided_by(rules.may_keep_shop, Category)
def edit_category(request: UserRequest, category: Category) -> HttpResponse:
    return _edited(request, CategoryForm, save_category, category, str(category))


@decided_by(rules.may_keep_shop)
def new_method(request: UserRequest) -> HttpResponse:
    return _edited(request, MethodForm, save_method, None, _("A way of delivery"))


@decided_by(rules.may_keep_shop, DeliveryMethod)
def edit_method(request: UserRequest, method: DeliveryMethod) -> HttpResponse:
    return _edited(request, MethodForm, save_method, method, str(method))


@decided_by(rules.may_keep_shop)
def new_voucher(request: UserRequest) -> HttpResponse:
    return _edited(request, VoucherForm, save_voucher, None, _("A voucher"))


@decided_by(rules.may_keep_shop, Voucher)
def edit_voucher(request: UserRequest, voucher: Voucher) -> HttpResponse:
    return _edited(request, VoucherForm, save_voucher, voucher, str(voucher))
