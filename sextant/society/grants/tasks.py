"""What waits for the office, for the treasurer and for recipients."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.base.measures.waiting import Task
from sextant.base.words.money import money
from sextant.society.grants import rules, states
from sextant.society.grants.links import token_of
from sextant.society.grants.models import Grant
from sextant.society.grants.queries.lists import changes_to_decide, own_grants, reports_to_read, to_close
from sextant.society.grants.queries.payable import payable_by

SHOWN = 20
AHEAD = timedelta(days=14)
"""Reports and payments stand on the desk so long before they are due."""


def tasks_of(user: Any) -> Iterator[Task]:
    yield from _office(user)
    yield from _treasurer(user)
    yield from _recipient(user)


def _office(user: Any) -> Iterator[Task]:
    if not rules.may_keep(user):
        return
    group = _("Grants")
    drafts = Grant.objects.filter(state=states.PROMISED, agreement__sent_on=None)
    if count := drafts.count():
        words = ngettext("Send the agreement of %(count)s grant", "Send the agreements of %(count)s grants", count) % {"count": count}
        yield Task(words, f"{reverse('grants:grants')}?state={states.PROMISED}", None, group)
    for report in reports_to_read()[:SHOWN]:
        yield Task(
            _("Read the report on grant %(number)s") % {"number": report.grant.number}, reverse("grants:report", args=[report.pk]), None, group
        )
    for change in changes_to_decide()[:SHOWN]:
        title = _("Decide about a change of grant %(number)s") % {"number": change.grant.number}
        yield Task(title, reverse("grants:grant", args=[change.grant_id]), None, group)
    for grant in to_close()[:SHOWN]:
        yield Task(
            _("Close grant %(number)s: all is paid and reported") % {"number": grant.number}, reverse("grants:grant", args=[grant.pk]), None, group
        )


def _treasurer(user: Any) -> Iterator[Task]:
    if not rules.may_pay(user):
        return
    for instalment in payable_by(timezone.localdate() + AHEAD)[:SHOWN]:
        grant = instalment.grant
        words = {"amount": money(instalment.amount_minor, grant.currency), "number": grant.number}
        yield Task(_("Pay %(amount)s of grant %(number)s") % words, reverse("grants:grant", args=[grant.pk]), instalment.due_on, _("Grants"))


def _recipient(user: Any) -> Iterator[Task]:
    if not user.is_authenticated:
        return
    mine = own_grants(user, rules.represented(user)).filter(state__in=states.STANDING).prefetch_related("reports")
    until = timezone.localdate() + AHEAD
    for grant in mine[:SHOWN]:
        page, group = reverse("grants:own", args=[token_of(grant)]), _("My grants")
        if grant.state == states.PROMISED and grant.agreement.waits:
            yield Task(_("Sign the agreement of grant %(number)s") % {"number": grant.number}, page, None, group)
        for report in grant.reports.all():
            if grant.state in states.BINDING and report.is_open and report.due_on <= until:
                address = reverse("grants:own_report", args=[token_of(grant), report.pk])
                yield Task(_("Report on grant %(number)s") % {"number": grant.number}, address, report.due_on, group)
