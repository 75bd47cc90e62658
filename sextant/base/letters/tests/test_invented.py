import pytest

from sextant.base.letters.invented import is_invented


@pytest.mark.parametrize(
    ("address", "is_demo", "invented"),
    [
        ("anna@demo.example", True, True),
        ("anna@demo.example", False, False),
        ("anna@library.ru", True, False),
        ("example@library.ru", True, False),
        ("", True, False),
    ],
)
def test_only_an_invented_address_of_the_demo_is_left_out(address, is_demo, invented):
    assert is_invented(address, is_demo=is_demo) is invented
