"""What this house makes known to the registries of base and society when the site starts."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.exports import registry as exports
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import checks, setup
from sextant.base.office import registry as tools
from sextant.base.permissions.pages import logged_in
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.society.ledger import numbering, subjects
from sextant.work.paid_services import letters, measures, rules
from sextant.work.paid_services.actions.clauses import ensure_clauses
from sextant.work.paid_services.actions.invoicing import ACT_SUBJECT, ADVANCE_SUBJECT
from sextant.work.paid_services.demo import load as demo
from sextant.work.paid_services.models import Act, Clause, Contract, OfferRequest, Service
from sextant.work.paid_services.queries.contracts import contracts_wanted
from sextant.work.paid_services.queries.invariants import trouble
from sextant.work.paid_services.queries.prices import offers_on, services_wanted
from sextant.work.paid_services.queries.tables import acts_table, contracts_table, offers_table
from sextant.work.paid_services.search import SERVICES

VERBS = {
    "paid_services.save_service": _("Service changed"),
    "paid_services.add_price": _("Price of the service added"),
    "paid_services.remove_price": _("Price of the service removed"),
    "paid_services.ask_offer": _("Offer asked for"),
    "paid_services.decline_request": _("Request declined"),
    "paid_services.draft_contract": _("Contract drawn up"),
    "paid_services.change_contract": _("Contract changed"),
    "paid_services.save_line": _("Line of the contract changed"),
    "paid_services.remove_line": _("Line of the contract removed"),
    "paid_services.send_contract": _("Contract sent"),
    "paid_services.recall_contract": _("Contract taken back to be changed"),
    "paid_services.sign_contract": _("Contract signed"),
    "paid_services.object_contract": _("Contract objected to"),
    "paid_services.cancel_contract": _("Contract cancelled"),
    "paid_services.fulfil_contract": _("Contract fulfilled"),
    "paid_services.renew_link": _("Customer's link renewed"),
    "paid_services.keep_copy": _("Signed copy kept"),
    "paid_services.write_act": _("Act drawn up"),
    "paid_services.discard_act": _("Draft act put aside"),
    "paid_services.send_act": _("Act sent"),
    "paid_services.accept_act": _("Act accepted"),
    "paid_services.refuse_act": _("Act refused"),
    "paid_services.take_back_act": _("Act taken back"),
    "paid_services.ensure_clauses": _("Clauses of contracts entered"),
    "paid_services.save_clause": _("Clause of contracts changed"),
}


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    record.register(Contract, _("Contract for services"), rules.may_see)
    record.register(Act, _("Act of acceptance"), rules.may_see)
    record.register(OfferRequest, _("Request for an offer"), rules.may_keep)
    record.register(Service, _("Service"), rules.may_see)
    record.register(Clause, _("Clause of contracts"), rules.may_see)
    record.register_verbs(**VERBS)
    register_names(
        advance=_("Advance"),
        contract=_("Contract"),
        customer=pgettext_lazy("contract", "Customer"),
        list=_("By the price list"),
        objected_on=_("Objected on"),
        objection=_("Objection"),
        offset=_("Taken from the advance"),
        request=_("Request"),
        service=_("Service"),
        signed_on=_("Signed on"),
        subject=_("Subject"),
        wanted_by=_("Wanted by"),
    )


def register_office() -> None:
    """The office's tools, and what a new site begins with."""
    group = _("Services")
    tools.register(
        pgettext_lazy("services", "Contracts"),
        "paid_services:contracts",
        rules.may_see,
        group=group,
        about=_("What is agreed, accepted, paid."),
        order=45,
    )
    tools.register(
        pgettext_lazy("services", "Requests"),
        "paid_services:requests",
        rules.may_keep,
        group=group,
        about=_("Who asks for an offer."),
        order=46,
    )
    tools.register(_("Services and prices"), "paid_services:services", rules.may_see, group=group, about=_("The price list and its days."), order=47)
    setup.register("paid_services", ensure_clauses)
    checks.register("paid_services", trouble)


def register_all() -> None:
    """Registers everything of this house."""
    register_office()
    register_record()
    for subject in (ADVANCE_SUBJECT, ACT_SUBJECT):
        subjects.register(subject)
    for model in (Contract, Act):
        numbering.register(model)
    letters.register_letters()
    search.register(SERVICES)
    exports.register("service-prices", _("Price list of services"), lambda: offers_table(offers_on(timezone.localdate(), services_wanted({}))))
    contracts = lambda: contracts_table(contracts_wanted({}, timezone.localdate()), timezone.localdate())  # noqa: E731
    exports.register("service-contracts", _("Contracts for services"), contracts)
    acts = Act.objects.select_related("contract").order_by("pk")
    exports.register("service-acts", _("Acts of acceptance"), lambda: acts_table(acts.all()))
    navigation.register(_("Services"), "paid_services:prices", 36, place="footer")
    navigation.register(_("My contracts"), "paid_services:my_contracts", 31, logged_in, place="account")
    waiting.register(measures.tasks_of)
    for measure in measures.MEASURES:
        measuring.register(measure)
    demo.register()
