"""Loading and removing the demo association."""

import time
from collections.abc import Callable
from random import Random

from django.db import transaction
from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.base.demo.registry import World, seeders
from sextant.base.office import setup
from sextant.base.search.actions import forget_vanished

SEED = 2019


def load_demo(*, libraries: int = 2000, members: int = 600, people: int = 5000, echo: Callable[[str], object] = lambda _line: None) -> World:
    """Makes the demo association in one transaction: all of it or nothing. The same seed gives the same association."""
    world = World(chance=Random(SEED), libraries=libraries, members=members, people=people, today=timezone.localdate())
    with transaction.atomic():
        setup.run_all()
        for seeder in seeders():
            begun = time.monotonic()
            seeder.load(world)
            echo(f"  {seeder.name}: {time.monotonic() - begun:.1f} s")
    return world


def remove_demo() -> int:
    """Takes away everything the seeders made, last first; returns how many rows went."""
    with transaction.atomic():
        gone = sum(seeder.remove() for seeder in reversed(seeders()))
        forget_vanished()
    return gone


def is_loaded() -> bool:
    """True when demo data is on the site."""
    return User.objects.filter(is_demo=True).exists()


def load_if_empty(echo: Callable[[str], object]) -> bool:
    """Loads the demo where nobody has an account yet."""
    if User.objects.exists():
        return False
    echo("Loading the demo association …")
    load_demo(echo=echo)
    return True
