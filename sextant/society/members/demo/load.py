"""Loading the members' part of the demo, and taking it away again."""

from allauth.account.models import EmailAddress

from sextant.base.accounts.models import User
from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.base.permissions.models import Grant
from sextant.base.search.actions import rebuild
from sextant.society.members.actions.plans import ensure_plans
from sextant.society.members.demo.benefits import make_benefits, remove_benefits
from sextant.society.members.demo.fees import make_plans, remove_plans
from sextant.society.members.demo.memberships import make_memberships
from sextant.society.members.demo.organisations import make_organisations
from sextant.society.members.demo.people import make_affiliations, make_people, make_sections
from sextant.society.members.models import Affiliation, Membership, Organisation, Person, Section

PASSWORD = "sextant-demo"  # noqa: S105 - printed for everybody who runs the demo
OFFICE, MEMBER = "secretary@demo.example", "member@demo.example"


def _make_users(world: World) -> None:
    for email, name, roles in ((OFFICE, "Demo secretary", ("secretary", "director", "editor", "analyst", "treasurer")), (MEMBER, "Demo member", ())):
        user = User.objects.create_user(email, PASSWORD, display_name=name, is_demo=True)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        for role in roles:
            Grant.objects.create(user=user, role=role)
        world.left[email] = user


def _link_member(world: World) -> None:
    """The demo member is a person in good standing who chairs a section."""
    member = Membership.objects.filter(is_demo=True, state="active", person__isnull=False, person__offices__role="chair").first()
    person = member.person if member is not None and member.person is not None else world.left["people"][100]
    person.user, person.email = world.left[MEMBER], MEMBER
    person.save(update_fields=["user", "email"])


def load(world: World) -> None:
    """Makes users, organisations, people, sections and memberships, and lets the search find them."""
    ensure_plans()
    make_plans()
    make_benefits(world)
    _make_users(world)
    make_organisations(world)
    make_people(world)
    make_affiliations(world)
    make_sections(world)
    make_memberships(world)
    _link_member(world)
    for kind in ("organisation", "person", "section"):
        rebuild(kind)


def remove() -> int:
    """Removes everything that `load` made."""
    gone = Membership.objects.filter(is_demo=True).delete()[0]
    gone += remove_benefits()
    gone += remove_plans()
    gone += Affiliation.objects.filter(organisation__is_demo=True).delete()[0]
    gone += Section.objects.filter(is_demo=True, parent__isnull=False).delete()[0]
    gone += Section.objects.filter(is_demo=True).delete()[0]
    gone += Person.objects.filter(is_demo=True).delete()[0]
    gone += Organisation.objects.filter(is_demo=True).delete()[0]
    gone += User.objects.filter(is_demo=True).delete()[0]
    for kind in ("organisation", "person", "section"):
        rebuild(kind)
    return gone


def greeting() -> list[str]:
    """The two log-ins, for as long as the demo is there."""
    if not User.objects.filter(email=OFFICE, is_demo=True).exists():
        return []
    return [
        "Demo data is loaded: people, libraries and figures are invented.",
        f"  office:  {OFFICE}  password {PASSWORD}",
        f"  member:  {MEMBER}  password {PASSWORD}",
        "  Remove it with `sextant demo --remove`; start without it with `sextant run`.",
    ]


def register() -> None:
    registry.register("members", 10, load, remove)
    registry.greet(greeting)
