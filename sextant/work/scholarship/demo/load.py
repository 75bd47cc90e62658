"""The demo."""


def register() -> None: ...
