"""Downloads: counted, expiring, renewed under a new link, and closed to everybody else."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from sextant.work.shop.actions.licences import renew_links, take_download
from sextant.work.shop.models import Download, Licence
from sextant.work.shop.queries.tokens import licence_token, order_token
from sextant.work.shop.tests.factories import digital, order, pay

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def licence():
    pay(order((digital(max_downloads=2, licence="library", seats=10), 1)))
    return Licence.objects.get()


def expire(licence):
    Licence.objects.filter(pk=licence.pk).update(open_until=timezone.now() - timedelta(minutes=1))


def test_no_more_downloads_than_the_licence_allows(licence):
    take_download(licence)
    take_download(licence)
    with pytest.raises(ValidationError, match="as often as the licence allows"):
        take_download(licence)
    assert Download.objects.count() == 2


def test_an_expired_link_says_so_and_gives_no_file(client, licence):
    expire(licence)
    page = client.get(reverse("shop:download", args=[licence_token(licence)]))
    taken = client.post(reverse("shop:take", args=[licence_token(licence)]))
    assert [(answer.status_code, b"This link has expired" in answer.content) for answer in (page, taken)] == [(410, True)] * 2
    assert Download.objects.count() == 0


def test_renewed_links_work_and_the_old_ones_open_nothing(client, licence):
    expire(licence)
    old = licence_token(licence)
    renewed = renew_links(licence, on=TODAY(), by=None)
    answers = [client.get(reverse("shop:download", args=[token])).status_code for token in (old, licence_token(renewed))]
    assert (answers, renewed.works) == ([404, 200], True)


def test_a_forged_link_opens_neither_a_licence_nor_an_order(client, licence):
    forged = licence_token(licence).replace(f"{licence.pk}-", f"{licence.pk + 1}-")
    pages = [reverse("shop:download", args=[forged]), reverse("shop:own_order", args=[forged]), reverse("shop:own_order", args=["1.x"])]
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]
    assert client.get(reverse("shop:download", args=[order_token(licence.line.order)])).status_code == 404


def test_a_library_licence_carries_its_seats_and_its_certificate(client, licence):
    certificate = client.get(reverse("shop:certificate", args=[licence_token(licence)]))
    assert (licence.seats, licence.kind, certificate.content[:5]) == (10, "library", b"%PDF-")


def test_looking_at_the_page_does_not_count(client, licence):
    for _look in range(3):
        client.get(reverse("shop:download", args=[licence_token(licence)]))
    licence.refresh_from_db()
    assert licence.downloads == 0
