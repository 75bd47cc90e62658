"""What a job says in a line: its pay, its filters."""

from typing import Any

from django.utils.translation import gettext as _

from sextant.base.words.money import money
from sextant.society.members.models import Region
from sextant.work.careers.models import Job


def pay_in_words(job: Job) -> str:
    """`60 000–75 000 ₽ a month, before tax`; one amount where the range has no width."""
    low, high = money(job.salary_from_minor, job.currency), money(job.salary_to_minor, job.currency)
    amounts = low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
    words = {
        ("month", "gross"): _("%(amounts)s a month, before tax"),
        ("month", "net"): _("%(amounts)s a month, after tax"),
        ("year", "gross"): _("%(amounts)s a year, before tax"),
        ("year", "net"): _("%(amounts)s a year, after tax"),
    }
    return words[job.period, job.tax] % {"amounts": amounts}


def search_in_words(search: dict[str, Any], regions: dict[str, Region] | None = None) -> str:
    """The filters of a saved search, such as `“catalogue”, Pskov, from 60,000 a month`; every job where there are none."""
    parts = [_("“%(words)s”") % {"words": search["q"]}] if search.get("q") else []
    if search.get("region"):
        region = (regions or {}).get(str(search["region"])) or Region.objects.filter(pk=search["region"]).first()
        parts += [str(region)] if region else []
    for name, kinds in (("contract", Job.Contract), ("remote", Job.Remote), ("language", Job.Language)):
        parts += [str(dict(kinds.choices).get(search[name], ""))] if search.get(name) else []
    if search.get("salary"):
        parts.append(_("from %(amount)s a month") % {"amount": money(int(search["salary"]) * 100, "RUB")})
    return ", ".join(part for part in parts if part) or _("every job")
