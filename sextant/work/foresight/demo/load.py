"""The demo's foresight session."""


def register() -> None:
    """Nothing yet."""
