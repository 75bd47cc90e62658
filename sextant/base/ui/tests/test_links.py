from django.utils import translation

from sextant.base.ui.links import full_address, full_url, site_host


def test_a_path_gets_the_name_of_the_site(settings):
    settings.SEXTANT_URL = "https://library.test"
    assert full_url("/ru/ui/") == "https://library.test/ru/ui/"


def test_an_address_is_of_the_language_asked_for_whatever_the_reader_uses(settings):
    settings.SEXTANT_URL = "https://library.test"
    with translation.override("en"):
        assert full_address("ui:patterns", "ru") == "https://library.test/ru/ui/"
        assert translation.get_language() == "en"


def test_the_host_has_no_port(settings):
    settings.SEXTANT_URL = "https://library.test:8443"
    assert site_host() == "library.test"
