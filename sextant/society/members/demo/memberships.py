"""Memberships of the demo in every state, with their paid periods and seats."""

from datetime import date, timedelta

from sextant.base.accounts.models import User
from sextant.base.demo.registry import World
from sextant.society.members import states
from sextant.society.members.demo.fees import CALENDAR_YEAR, EVERY_NETWORK, EVERY_YEARLY, NETWORK, make_reductions
from sextant.society.members.models import Membership, MembershipPeriod, Organisation, Person, Plan, Seat
from sextant.society.members.queries.fees import fee_of_stretch
from sextant.society.members.queries.periods import Stretch, state_by_date, stretch_from

APPLICATIONS, APPROVALS = 24, 18


def _plan_of(person: Person, plans: dict[str, Plan], today: date) -> Plan:
    age = person.age_on(today) or 40
    if person.is_student:
        return plans["student"]
    return plans["young" if age <= 35 else "personal"]


def _periods(world: World, plan: Plan) -> list[tuple[date, date, date]]:
    """Consecutive stretches from a first day in the last six years; most people go on to this day, some stop."""
    since = world.today - timedelta(days=world.chance.randint(20, 6 * 365))
    stretches = []
    while since <= world.today:
        stretch = stretch_from(plan, since)
        stretches.append((stretch.since, stretch.until, stretch.good_until))
        if world.chance.random() < 0.07:
            break
        since = stretch.until + timedelta(days=1)
    if world.chance.random() < 0.03 and len(stretches) > 1:
        stretches.pop()
    return stretches


class _Book:
    """Collects memberships and their periods, so that both are written in a few statements."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.memberships: list[Membership] = []
        self.periods: list[MembershipPeriod] = []
        self.clerk = User.objects.filter(email="secretary@demo.example").first()

    def _add(self, membership: Membership, stretches: list[tuple[date, date, date]]) -> None:
        self.memberships.append(membership)
        for number, (since, until, good_until) in enumerate(stretches, 1):
            reference = f"ПП {1000 + len(self.memberships)}-{number}"
            due = fee_of_stretch(membership.plan, Stretch(since, until, good_until), extra_seats=membership.extra_seats)
            fee = {"fee_minor": due.amount_minor, "currency": due.currency}
            self.periods.append(MembershipPeriod(membership=membership, since=since, until=until, good_until=good_until, reference=reference, **fee))

    def member(self, plan: Plan, *, extra_seats: int = 0, **holder: Person | Organisation) -> None:
        """A membership that was paid at least once."""
        stretches = _periods(self.world, plan)
        first, last = stretches[0], stretches[-1]
        state = state_by_date(last[1], last[2], self.world.today)
        membership = Membership(
            **holder,
            plan=plan,
            number=f"D-{len(self.memberships) + 1:05d}",
            state=state,
            applied_on=first[0] - timedelta(days=20),
            approved_on=first[0] - timedelta(days=9),
            since=first[0],
            until=last[1],
            paid_on=last[0],
            extra_seats=extra_seats,
            payment_reference=f"ПП {1001 + len(self.memberships)}-{len(stretches)}",
            is_demo=True,
        )
        if state == states.LAPSED and self.world.chance.random() < 0.3:
            membership.state, membership.resigned_on = states.RESIGNED, last[1]
        self._add(membership, stretches)

    def applicant(self, plan: Plan, state: str, **holder: Person | Organisation) -> None:
        """An application of the last weeks, decided or not."""
        applied = self.world.today - timedelta(days=self.world.chance.randint(1, 40))
        approved = applied + timedelta(days=1) if state == states.APPROVED else None
        words = "Хочу участвовать в работе секций и учиться у коллег."
        self._add(Membership(**holder, plan=plan, state=state, applied_on=applied, approved_on=approved, motivation=words, is_demo=True), [])

    def write(self) -> None:
        Membership.objects.bulk_create(self.memberships, batch_size=1000)
        MembershipPeriod.objects.bulk_create(self.periods, batch_size=1000)


def _enrol(book: _Book, plans: dict[str, Plan], place: int, organisation: Organisation) -> None:
    if organisation.kind == Organisation.Kind.REGIONAL_LIBRARY:
        book.member(plans["institutional-large"], organisation=organisation)
    elif place % EVERY_NETWORK == 0:
        book.member(plans[NETWORK], extra_seats=place % 5, organisation=organisation)
    else:
        book.member(plans["institutional"], organisation=organisation)


def make_memberships(world: World) -> None:
    """Two thirds of the people and all organisations of other kinds are or were members; the office has applications to decide."""
    plans, book = {plan.code: plan for plan in Plan.objects.all()}, _Book(world)
    people = world.left["people"]
    for place, person in enumerate(people):
        if place < APPLICATIONS + APPROVALS:
            state = states.APPLIED if place < APPLICATIONS else states.APPROVED
            book.applicant(_plan_of(person, plans, world.today), state, person=person)
        elif world.chance.random() < 0.64:
            plan = _plan_of(person, plans, world.today)
            book.member(plans[CALENDAR_YEAR] if plan.code == "personal" and place % EVERY_YEARLY == 0 else plan, person=person)
    for place, organisation in enumerate(world.left["others"]):
        _enrol(book, plans, place, organisation)
    book.write()
    make_reductions(world, book.memberships)
    _seats(world, [one for one in book.memberships if one.organisation_id and one.state in states.GOOD_STANDING])


def _seats(world: World, memberships: list[Membership]) -> None:
    free, rows = list(world.left["people"][APPLICATIONS + APPROVALS :]), []
    world.chance.shuffle(free)
    for membership in memberships:
        for _number in range(world.chance.randint(0, min(3, membership.all_seats))):
            if free and membership.since is not None:
                rows.append(Seat(membership=membership, person=free.pop(), since=membership.since))
    Seat.objects.bulk_create(rows, batch_size=1000)
