"""What the demo's invented people say, and the invented population by which they are weighted."""

TEXTS = {
    "ru": (
        "Хочется, чтобы читальный зал работал по воскресеньям.",
        "Мало новых книг для подростков.",
        "Не хватает тихого места для учёбы.",
        "Нужны занятия по цифровой грамотности для пожилых.",
        "Сделайте пандус у входа: с коляской не подняться.",
        "Всё хорошо, только интернет медленный.",
    ),
    "en": (
        "I wish the reading room were open on Sundays.",
        "There are few new books for teenagers.",
        "A quiet place to study is missing.",
        "Courses of digital literacy for older people are needed.",
        "Please build a ramp at the entrance: one cannot get in with a pram.",
        "All is well, only the internet is slow.",
    ),
}
NOTE = "Демонстрационный опрос: ответы и доли населения вымышлены. · A demo survey: the answers and the population are invented."
SOURCE = "Вымышленное население демонстрации · the demo's invented population"
TARGETS = {
    "margins": {
        "age": {"shares": {"a14": 14.0, "a25": 34.0, "a45": 32.0, "a65": 20.0}, "source": SOURCE},
        "sex": {"shares": {"w": 54.0, "m": 46.0}, "source": SOURCE},
        "settlement": {"shares": {"city": 74.0, "village": 26.0}, "source": SOURCE},
    },
    "low": 0.2,
    "high": 5.0,
}
