"""What is computed of donors, what came after a letter, statements of a year: through the pages, by the real jobs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from sextant.base.jobs.worker import run_waiting
from sextant.base.letters.models import Letter
from sextant.work.fundraising.actions.segments import draw_up_mailing, keep_segment, send_mailing
from sextant.work.fundraising.models import Analysis, Donor, Gift, MailingDonor, Part, Score
from sextant.work.fundraising.queries.results import rounded
from sextant.work.fundraising.queries.segments import outcome_of, sentences_of
from sextant.work.fundraising.tests.factories import a_donor, an_entered, paid, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def fundraiser(make_user, client):
    user = make_user("fundraiser", language="en")
    client.force_login(user)
    return user


def gave(donor, *years_ago, amount=1000_00):
    """Gifts of money so many years ago, each a month before today."""
    for ago in years_ago:
        day = today() - timedelta(days=30 + 365 * ago)
        paid(an_entered(amount, donor=donor), day=day, reference=f"{donor.pk}-{ago}")


def donors(count, wants_letters=True):
    made = [a_donor(f"Donor {number}", f"d{number}@example.org") for number in range(count)]
    Donor.objects.filter(pk__in=[one.pk for one in made]).update(wants_letters=wants_letters)
    return made


def computed(client):
    client.post(reverse("fundraising:compute"))
    run_waiting()
    return Analysis.objects.first()


def test_a_few_donors_are_placed_and_what_cannot_be_forecast_is_said(client, fundraiser):
    faithful, silent = donors(2)
    gave(faithful, 0, 1, 2, 3)
    gave(silent, 3)
    analysis = computed(client)
    scores = {score.donor_id: score for score in Score.objects.all()}
    assert (analysis.state, analysis.gifts, analysis.donors, len(analysis.inputs)) == ("done", 5, 2, 64)
    assert (scores[faithful.pk].pattern, scores[silent.pk].pattern, scores[silent.pk].segment) == ("retained", "sybunt", "lapsed")
    assert (analysis.parts["forecast"], scores[faithful.pk].expected) == (None, None)
    page = client.get(reverse("fundraising:results")).content.decode()
    assert "Lapsed" in page
    assert analysis.parts["notes"][0]["en"] in page


def test_enough_donors_get_a_forecast_with_its_interval(client, fundraiser):
    for number, donor in enumerate(donors(40)):
        gave(donor, *[[0, 1, 2, 3, 4], [1, 3, 4], [3, 4], [0, 2, 4]][number % 4], amount=(1 + number % 7) * 500_00)
    analysis = computed(client)
    found, scores = analysis.parts["forecast"], list(Score.objects.order_by("donor"))
    assert found["givers_low"] <= found["givers"] <= found["givers_high"] <= 40
    assert found["value_low"] <= found["value"] <= found["value_high"]
    assert all(score.low <= score.expected <= score.high and 0 <= score.alive <= 1 for score in scores)
    assert scores[0].expected > scores[2].expected
    assert "donors who will give" in client.get(reverse("fundraising:results")).content.decode()
    before = analysis.inputs, [score.expected for score in scores]
    again = computed(client)
    assert (again.inputs, list(Score.objects.order_by("donor").values_list("expected", flat=True))) == before


def test_without_gifts_it_says_so_and_what_was_computed_before_stays(client, fundraiser):
    assert computed(client).state == "failed"
    page = client.get(reverse("fundraising:results")).content.decode()
    assert Analysis.objects.get().sentence in page
    assert len(Analysis.objects.get().sentence) > 20


def test_what_came_after_a_letter_is_compared_with_those_held_back(fundraiser):
    made = donors(40)
    listed = keep_segment(name="All", donors=[one.pk for one in made], wish={}, by=fundraiser)
    letter = draw_up_mailing(
        listed, by=fundraiser, appeal=None, held_percent=50, subject_ru="", subject_en="Hello", text_ru="", text_en="Give", seed=1
    )
    letter = send_mailing(letter, on=today() - timedelta(days=40), by=fundraiser)
    for row in MailingDonor.objects.filter(mailing=letter, is_held=False).select_related("donor")[:15]:
        gave(row.donor, 0)
    outcome = outcome_of(letter, today())
    assert (outcome.written.donors, outcome.written.gave, outcome.held.donors, outcome.held.gave) == (20, 15, 20, 0)
    assert "more" in sentences_of(outcome)[0].lower()

    with translation.override("ru"):
        assert sentences_of(outcome)[0].startswith("В группе «получили письмо» дали больше людей, чем в группе «придержаны»: 75,0 против 0,0 из 100")


def test_a_forecast_shows_three_figures_and_whole_units():
    assert [rounded(amount) for amount in (1_237_372_29, 170_311_72, 949_49, 7_50, 0)] == [1_240_000_00, 170_000_00, 949_00, 8_00, 0]


def test_without_a_control_group_nothing_is_claimed(fundraiser):
    listed = keep_segment(name="All", donors=[one.pk for one in donors(6)], wish={}, by=fundraiser)
    letter = draw_up_mailing(listed, by=fundraiser, appeal=None, held_percent=0, subject_ru="", subject_en="x", text_ru="", text_en="y")
    assert sentences_of(outcome_of(send_mailing(letter, on=today(), by=fundraiser), today())) == []


def test_statements_of_a_year_go_once_to_those_who_agreed(client, fundraiser):
    agreed, silent = donors(2)
    Donor.objects.filter(pk=silent.pk).update(wants_letters=False)
    last_year = today().year - 1
    for donor in (agreed, silent):
        paid(an_entered(1000_00, donor=donor), day=today().replace(year=last_year, month=1, day=15), reference=str(donor.pk))
    for _time in range(2):
        client.post(reverse("fundraising:statements"), {"year": last_year})
        run_waiting()
    assert list(Letter.objects.filter(template="fundraising.statement").values_list("to_address", flat=True)) == [agreed.email]
    refused = client.post(reverse("fundraising:statements"), {"year": today().year})
    assert (refused.status_code, "year that is over" in refused.content.decode()) == (400, True)


def test_only_the_fundraiser_sees_and_asks(client, make_user):
    gave(donors(1)[0], 0)
    for user in (make_user("treasurer"), make_user()):
        client.force_login(user)
        for name in ("results", "compute", "statements"):
            answer = client.post(reverse(f"fundraising:{name}"), {"year": 2020})
            assert (answer.status_code, "Donor 0" in answer.content.decode()) == (403, False)
    assert not Analysis.objects.exists()


def test_the_page_of_a_donor_shows_the_gifts_and_nobody_else_sees_it(client, fundraiser, make_user):
    donor = donors(1)[0]
    gave(donor, 0, 1)
    page = client.get(reverse("fundraising:donor", args=[donor.pk]))
    assert (page.status_code, "RUB\u00a01,000" in page.content.decode()) == (200, True)
    client.force_login(make_user("treasurer"))
    refused = client.get(reverse("fundraising:donor", args=[donor.pk]))
    assert (refused.status_code, "Donor 0" in refused.content.decode()) == (403, False)


def test_a_donor_with_a_thousand_gifts_is_shown_with_as_many_queries_as_one_with_two(client, fundraiser, django_assert_max_num_queries):
    donor = donors(1)[0]
    gave(donor, 0, 1)
    first = Gift.objects.filter(donor=donor).first()
    same = {name: getattr(first, name) for name in ("donor", "fund", "kind", "source", "state", "currency", "promised_on", "name", "email")}
    made = Gift.objects.bulk_create([Gift(amount_minor=100, booked_minor=100, **same) for _number in range(1000)])
    Part.objects.bulk_create([Part(gift=gift, amount_minor=100, day=today()) for gift in made])
    with django_assert_max_num_queries(30):
        assert client.get(reverse("fundraising:donor", args=[donor.pk])).status_code == 200
