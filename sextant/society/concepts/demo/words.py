"""Terms that the invented texts of the demo use, and what was decided about them."""

from dataclasses import dataclass

SOURCE = "Доклады (демо) · Talks (demo)"


@dataclass(frozen=True)
class DemoNear:
    """A concept near to a term."""

    concept: str


@dataclass(frozen=True)
class DemoTerm:
    """A term as `actions.suggestions.keep` takes it; `beside` is a label of the concept that is near to it."""

    term: str
    language: str
    works: int
    c_value: float
    beside: str
    examples: tuple[str, ...]
    frequency: int = 0
    near: tuple[DemoNear, ...] = ()


WAITING = (
    DemoTerm(
        "библиотека вещей",
        "ru",
        14,
        23.0,
        "library service",
        ("в районной сети открылась первая библиотека вещей: дрель, палатка и швейная машина", "через библиотеку вещей в городе прошло 400 выдач"),
    ),
    DemoTerm("human library", "en", 11, 19.0, "library service", ("the human library lets readers borrow a conversation instead of a book",)),
    DemoTerm("краеведческий квест", "ru", 9, 15.5, "library service", ("подростки прошли краеведческий квест по следам купеческих усадеб",)),
    DemoTerm("read-aloud session", "en", 8, 12.7, "family reading", ("a weekly read-aloud session for children and grandparents",)),
    DemoTerm("медиалаборатория", "ru", 7, 11.0, "third place", ("в медиалаборатории школьники записывают подкасты о книгах",)),
    DemoTerm("data steward", "en", 7, 10.0, "research data", ("the university library hired a data steward for each faculty",)),
    DemoTerm("читательский марафон", "ru", 6, 9.5, "reading promotion", ("читательский марафон длился сто дней, до конца дошли 212 участников",)),
    DemoTerm("seed library", "en", 4, 5.0, "library service", ("a seed library grows beside the gardening shelf",)),
)
SYNONYM = DemoTerm("книжный клуб", "ru", 10, 16.0, "book club", ("книжный клуб собирается по четвергам",))
REFUSED = (
    (DemoTerm("современный этап", "ru", 31, 28.0, "library", ("на современном этапе развития",)), "Общие слова. General words."),
    (DemoTerm("following results", "en", 18, 21.0, "library", ("the following results were obtained",)), "Общие слова. General words."),
)
