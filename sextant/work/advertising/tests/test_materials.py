"""Hostile and honest uploads, links, approving and returning, labels."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sextant.work.advertising.actions.labels import check_rule, ensure_labels, fill_labels
from sextant.work.advertising.actions.materials import approve_material, return_material
from sextant.work.advertising.actions.running import begin_if_ready
from sextant.work.advertising.models import LabelRule, Material
from sextant.work.advertising.queries.labels import labels_of
from sextant.work.advertising.queries.showing import what_is_missing
from sextant.work.advertising.targets import checked_target, shown_domain
from sextant.work.advertising.tests.factories import TODAY, ask, confirmed, gif, make_place, marked, pay, picture, running, send

pytestmark = pytest.mark.django_db
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def said(call) -> str:
    with pytest.raises(ValidationError) as refusal:
        call()
    return " ".join(refusal.value.messages)


def upload(content: bytes, name: str = "banner.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/png")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty. Choose it again."),
        (SVG, "SVG and HTML are not taken: they can carry programs. Export the picture as PNG and send it again."),
        (b"<html><script>1</script>", "SVG and HTML are not taken: they can carry programs. Export the picture as PNG and send it again."),
        (b"MZ\x90\x00 a program", "This is none of the kinds this place takes: PNG, JPEG."),
        (gif(), "The file is GIF by its content. This place takes: PNG, JPEG."),
        (b"%PDF-1.7 ...", "The file is PDF by its content. This place takes: PNG, JPEG."),
        (picture().read()[:-4], "The picture is damaged or breaks off. Save it anew and send it again."),
        (picture(73, 9).read(), "The picture is 73 × 9 pixels; this place takes 72 × 9 / 144 × 18."),
        (picture(13_000, 1).read(), "The picture is larger than anything we show. Save it smaller and send it again."),
    ],
    ids=["empty", "svg", "html", "program", "gif", "pdf", "cut", "size", "huge"],
)
def test_a_bad_file_is_refused_whatever_its_name_says(content, sentence):
    booking = ask(make_place())
    assert said(lambda: send(booking, file=upload(content))) == sentence
    assert Material.objects.count() == 0


def test_what_follows_the_end_of_a_picture_is_not_kept():
    own = picture().read()
    material = send(ask(make_place()), file=upload(own + b"PK\x03\x04 a second file"))
    assert (material.file.open("rb").read(), material.size) == (own, len(own))


def test_a_file_too_heavy_is_refused_before_it_is_read_whole():
    booking = ask(make_place(weight_limit=1))
    assert said(lambda: send(booking, file=upload(b"\x89PNG" + bytes(5000)))).startswith("The file is larger than 1 KB.")


@pytest.mark.parametrize(("limit", "frames", "hundredths", "word"), [(0, 2, 10, "no moving pictures"), (3, 4, 100, "runs 4 seconds; 3 are allowed")])
def test_an_animation_is_limited(limit, frames, hundredths, word):
    booking = ask(make_place(file_types="gif", seconds_limit=limit))
    assert word in said(lambda: send(booking, file=upload(gif(frames, hundredths))))


def test_a_short_animation_and_a_picture_of_double_size_are_taken():
    booking = ask(make_place(file_types="png,gif", seconds_limit=5))
    assert [send(booking, file=file).kind for file in (upload(gif(2, 100)), picture(144, 18))] == ["gif", "png"]


def test_print_needs_three_hundred_dots_an_inch():
    booking = ask(make_place(spot="", channel="journal", measure="mm", width=20, height=10))
    assert said(lambda: send(booking, file=picture(200, 100))) == "The picture is 200 × 100 pixels; print at 300 dots an inch needs 236 × 118."
    assert send(booking, file=picture(236, 118)).width == 236


@pytest.mark.parametrize("mark", [b"/JavaScript", b"/EmbeddedFile", b"/Launch", b"/Encrypt"])
def test_a_pdf_that_could_do_something_is_refused(mark):
    booking = ask(make_place(spot="", channel="journal", file_types="pdf"))
    assert said(lambda: send(booking, file=upload(b"%PDF-1.7 << " + mark + b" 5 0 R >>"))).startswith("This PDF holds a script")
    assert send(booking, file=upload(b"%PDF-1.7 << /Type /Catalog >>")).kind == "pdf"


def test_the_name_of_the_file_never_becomes_a_path(tmp_path):
    material = send(ask(make_place()), file=picture(name="../../etc/passwd.png"))
    assert (material.name, material.file.name) == ("passwd.png", f"advertising/{material.sha256[:2]}/{material.sha256}.png")


@pytest.mark.parametrize(("alt_ru", "alt_en"), [("", "Shelves"), ("Полки", " ")])
def test_the_site_needs_the_picture_in_words_in_both_languages(alt_ru, alt_en):
    assert said(lambda: send(ask(make_place()), alt_ru=alt_ru, alt_en=alt_en)).startswith("Say in words what the picture shows")


@pytest.mark.parametrize(
    "address",
    [
        "http://shelf.example/",
        "javascript:alert(1)",
        "https://user@shelf.example/",
        "https://shelf.example:8443/",
        "https://192.168.0.1/",
        "https://[::1]/",
        "https://localhost/",
        "https://shelf.example/\u200bpage",
        "https://shelf.example\\@evil.example/",
        "//shelf.example/",
        "https://",
    ],
)
def test_a_link_that_is_no_plain_https_page_is_refused(address):
    assert said(lambda: checked_target(address)) != ""


@pytest.mark.parametrize(
    ("address", "kept", "shown"),
    [
        ("https://www.Shelf.example/a?b=1", "https://www.shelf.example/a?b=1", "shelf.example"),
        ("https://библиотека.рф/", "https://xn--80abaqnbpf2a4b.xn--p1ai/", "библиотека.рф"),
        ("https://аррlе.example/", "https://xn--l-7sbq6ba.example/", "xn--l-7sbq6ba.example"),
    ],
)
def test_readers_see_the_true_name_of_the_site(address, kept, shown):
    assert (checked_target(address), shown_domain(checked_target(address))) == (kept, shown)


def test_a_text_keeps_to_its_length():
    booking = ask(make_place(spot="", channel="newsletter", file_types="", text_limit=10))
    assert said(lambda: send(booking, file=None, text="x" * 11)) == "The text has 11 characters; this place takes 10."
    assert send(booking, file=None, text="x" * 10).text == "x" * 10


def test_only_one_version_is_approved_and_a_returned_one_is_not_shown():
    booking = running()
    first = booking.materials.get()
    second = send(booking)
    assert begin_if_ready(booking) is False
    approve_material(second, now=timezone.now(), by=None)
    first.refresh_from_db()
    assert (first.state, booking.materials.get(state="approved").version) == ("replaced", 2)
    return_material(Material.objects.get(version=2), reason="Too loud", now=timezone.now(), by=None)
    assert what_is_missing(booking) == ["No material is approved yet."]


def test_a_decided_version_is_not_decided_again():
    material = send(ask(make_place()))
    return_material(material, reason="No", now=timezone.now(), by=None)
    assert said(lambda: approve_material(material, now=timezone.now(), by=None)) == "This version is decided already. Look at the page again."


def test_a_label_that_lacks_something_waits_until_it_is_filled_in_or_the_manager_takes_it_on_himself():
    ensure_labels()
    booking = confirmed(make_place())
    approve_material(send(booking), now=timezone.now(), by=None)
    booking = pay(booking)
    lacking = "The label lacks what the rules ask for: the token of the advertisement (erid), the age mark."
    assert (booking.state, what_is_missing(booking)) == ("confirmed", [lacking])
    fill_labels(booking, erid="", age_mark="none", tax_id="", spite="The register is down today", by=None)
    booking.refresh_from_db()
    assert (booking.state, labels_of(booking, "ru").words) == ("running", ["Реклама", "Shelf Ltd"])


def test_rules_are_unchecked_until_a_lawyer_is_named_with_a_day():
    ensure_labels()
    assert (ensure_labels(), LabelRule.objects.exclude(checked_on=None).count()) == (0, 0)
    booking = marked(ask(make_place()))
    assert labels_of(booking, "en").checked is False
    assert said(lambda: check_rule(LabelRule.objects.first(), is_on=True, checked_by="A. Lawyer", checked_on=None, by=None)).startswith("Give both")
    for rule in LabelRule.objects.all():
        check_rule(rule, is_on=True, checked_by="A. Lawyer", checked_on=TODAY(), by=None)
    assert labels_of(booking, "en").checked is True


def test_another_country_has_only_the_mark_of_the_house():
    ensure_labels()
    assert labels_of(ask(make_place(country="RS")), "en").words == ["Advertisement"]
