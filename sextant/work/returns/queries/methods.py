"""Methods of imputation, strata and models of forecasts in the reader's words."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

METHODS: dict[str, str | Promise] = {
    "last_value": gettext_lazy("the library's last value"),
    "growth_ratio_of_sums": gettext_lazy("last value × growth of the group (ratio of sums)"),
    "growth_mean_of_ratios": gettext_lazy("last value × growth of the group (mean of ratios)"),
    "growth_median": gettext_lazy("last value × growth of the group (median of ratios)"),
    "own_ratio": gettext_lazy("last value × own growth of a related item"),
    "ratio_to_related": gettext_lazy("related item × ratio of the group's sums"),
    "median_ratio_to_related": gettext_lazy("related item × median ratio of the group"),
    "cell_mean": gettext_lazy("mean of the group"),
    "cell_median": gettext_lazy("median of the group"),
    "cell_mean_by_population": gettext_lazy("population × the group's value per head"),
    "cell_median_by_population": gettext_lazy("population × the group's median per head"),
    "nearest": gettext_lazy("value of the nearest library"),
    "nearest_five": gettext_lazy("population × median per head of the five nearest libraries"),
    "sum_of_parts": gettext_lazy("sum of the parts"),
}
AFTERWARDS: dict[str, str | Promise] = {
    "raked": gettext_lazy("then scaled so that parts add up to their total"),
    "bounded": gettext_lazy("then held within its whole"),
}
MODELS: dict[str, str | Promise] = {
    "naive": pgettext_lazy("forecast", "last value"),
    "drift": pgettext_lazy("forecast", "drift"),
    "damped_trend": pgettext_lazy("forecast", "damped trend"),
    "theta": pgettext_lazy("forecast", "theta"),
    "group_growth": pgettext_lazy("forecast", "growth of the group"),
}
WAYS: dict[str, str | Promise] = {
    "bottom_up": gettext_lazy("regions and nation are the sums of their libraries"),
    "top_down": gettext_lazy("the nation's forecast is divided by the shares of the last year"),
    "wls": gettext_lazy("all levels are adjusted by the variances of their past errors (WLS)"),
    "mint": gettext_lazy("all levels are adjusted by the covariances of their past errors (MinT)"),
    "none needed": gettext_lazy("the forecasts add up by themselves"),
    "none": gettext_lazy("the levels are forecast separately, because every way to make them add up made one of them worse"),
}


def method_name(code: str) -> str:
    """A method in words, with what was done to its answer afterwards."""
    first, *more = code.split("+")
    return ", ".join([str(METHODS.get(first, first)), *(str(AFTERWARDS.get(one, one)) for one in more)])


def model_name(code: str) -> str:
    """A model in words: `drift_50` is a drift; what made sums agree is told elsewhere."""
    first = code.partition("+")[0]
    family = next((name for name in MODELS if first.startswith(name)), "")
    return str(MODELS[family]) if family else first


def stratum_name(code: str, regions: dict[str, str]) -> str:
    """The group of libraries that an imputed value rests on."""
    area, _slash, size = code.partition("/")
    if not code:
        return str(_("the library itself"))
    place = str(_("the whole country")) if area == "*" else regions.get(area, area)
    return _("%(place)s, population class %(number)s") % {"place": place, "number": size} if size else place


def choices(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Methods to choose from in a filter."""
    return [("", str(_("all methods"))), *((code, method_name(code)) for code in codes)]
