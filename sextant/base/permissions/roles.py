"""The role words of the site. Apps register theirs; this house knows only (user, role word, scope)."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Role:
    """A word for what somebody is: `secretary`, `chair`, `juror` …, with its name for people."""

    code: str
    name: str | Promise
    about: str | Promise
    grantable: bool = True


_roles: dict[str, Role] = {}


def register(code: str, name: str | Promise, about: str | Promise, *, grantable: bool = True) -> None:
    """Makes a role word known; `grantable=False` where the role follows from facts (a member in good standing)."""
    _roles[code] = Role(code, name, about, grantable)


def all_roles() -> list[Role]:
    """Every registered role, in order of registration."""
    return list(_roles.values())


def role(code: str) -> Role:
    """The role of that word; an unknown one is a KeyError, a programmer's mistake."""
    return _roles[code]
