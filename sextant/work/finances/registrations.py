"""What this house makes known to the registries of base and society when the site starts."""


def register_all() -> None:
    """Registers everything of this house."""
