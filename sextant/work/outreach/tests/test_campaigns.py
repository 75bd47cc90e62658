"""Campaigns and their kit."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from sextant.base.jobs.worker import perform_here
from sextant.work.outreach.actions.campaigns import ask_kit, move_campaign, open_channel, save_campaign
from sextant.work.outreach.models import Campaign, KitFile
from sextant.work.outreach.printed import piece
from sextant.work.outreach.states import ENDED, RUNNING
from sextant.work.outreach.tests.factories import BROWSER, DAY, drawn_up, running

pytestmark = pytest.mark.django_db


def with_kit():
    campaign = running()
    perform_here(campaign.job)
    return Campaign.objects.get()


def test_a_campaign_that_begins_makes_a_kit_in_both_languages_and_the_same_words_give_the_same_bytes():
    campaign = with_kit()
    files = {(one.kind, one.language): one for one in KitFile.objects.all()}
    assert (campaign.state, len(files), campaign.kit_fingerprint != "") == ("done", 8, True)
    heads = {kind: files[kind, "ru"].file.open("rb").read(8) for kind in KitFile.Kind.values}
    assert heads == {"press": b"%PDF-1.7", "slides": b"%PDF-1.7", "card-wide": b"\x89PNG\r\n\x1a\n", "card-square": b"\x89PNG\r\n\x1a\n"}
    for (kind, language), made in files.items():
        assert made.file.open("rb").read() == piece(campaign, kind, language)


def test_cards_have_the_sizes_that_networks_show_whole():
    campaign = running()
    sizes = {kind: piece(campaign, kind, "en")[16:24] for kind in ("card-wide", "card-square")}
    assert sizes == {"card-wide": (1200).to_bytes(4) + (630).to_bytes(4), "card-square": (1080).to_bytes(4) * 2}


def test_a_kit_is_made_anew_only_where_words_have_changed():
    campaign = with_kit()
    before = dict(KitFile.objects.values_list("pk", "sha256"))
    perform_here(ask_kit(campaign, by=None).job)
    assert dict(KitFile.objects.values_list("pk", "sha256")) == before
    save_campaign(campaign, agenda=campaign.agenda, by=None, call_en="Read it today")
    perform_here(Campaign.objects.get().job)
    after = dict(KitFile.objects.values_list("pk", "sha256"))
    changed = {KitFile.objects.get(pk=key).language for key in before if before[key] != after[key]}
    assert (set(before) == set(after), changed) == (True, {"en"})


def test_the_kit_is_taken_whole_or_by_pieces_and_counted(client):
    campaign = with_kit()
    answer = client.get(reverse("outreach:kit_zip", args=["spring"]), headers={"user-agent": BROWSER})
    names = zipfile.ZipFile(io.BytesIO(b"".join(answer))).namelist()
    one = client.get(reverse("outreach:kit_file", args=[KitFile.objects.get(kind="press", language="en").pk]), headers={"user-agent": BROWSER})
    assert (len(names), "spring-press-en.pdf" in names, one["Content-Disposition"]) == (8, True, 'attachment; filename="spring-press-en.pdf"')
    assert campaign.counts.get(act="taken").count == 2


def test_a_campaign_needs_both_languages_a_free_address_and_keeps_them_once_begun():
    with pytest.raises(ValidationError, match="both languages"):
        drawn_up(title_en="")
    with pytest.raises(ValidationError, match="address of the site"):
        drawn_up(code="adoptions")
    with pytest.raises(ValidationError, match="call to readers"):
        move_campaign(drawn_up(code="empty", call_en=""), target=RUNNING, today=DAY, by=None)
    campaign = running()
    with pytest.raises(ValidationError, match="links lead to it"):
        save_campaign(campaign, agenda=campaign.agenda, by=None, code="summer")
    with pytest.raises(ValidationError, match="word in its link"):
        open_channel(campaign, name="Again", kind="site", code="spring-site", by=None)


def test_a_campaign_ends_and_may_be_taken_up_again():
    campaign = move_campaign(running(), target=ENDED, today=DAY, by=None)
    assert (campaign.stage, campaign.ends_on) == ("ended", DAY)
    with pytest.raises(ValidationError, match="changed meanwhile"):
        move_campaign(campaign, target=ENDED, today=DAY, by=None)
    again = move_campaign(campaign, target=RUNNING, today=DAY.replace(day=26), by=None)
    assert (again.stage, again.ends_on) == ("running", None)


def test_a_draft_and_the_reach_are_for_those_who_keep_campaigns(client, make_user):
    drawn_up()
    pages = [reverse(f"outreach:{name}", args=["spring"]) for name in ("campaign", "reach", "edit_campaign", "kit")]
    assert [client.get(page).status_code for page in pages] == [302] * 4
    client.force_login(make_user("member"))
    assert [client.get(page).status_code for page in pages] == [403] * 4
    client.force_login(make_user("editor"))
    assert [client.get(page).status_code for page in pages] == [200] * 4
    client.logout()
    assert "The agenda" not in client.get(reverse("outreach:campaigns")).content.decode().split("<main", 1)[1].split("No campaign", 1)[0]
