"""Why a series is not forecast, in a sentence."""

SENTENCES = {
    "too_short": (
        "The series has {given} values; for {horizon} steps ahead with intervals of {level} % at least {needed} are needed."
        " Ask for fewer steps, or wait for more values.",
        "В ряду значений: {given}; для прогноза на {horizon} шагов вперёд с интервалами {level} % нужно не меньше {needed}."
        " Уменьшите число шагов или подождите новых значений.",
    ),
    "too_short_in_panel": (
        "The series have {given} years; at least {needed} are needed. Wait for more years, or ask for fewer steps.",
        "В рядах лет: {given}; нужно не меньше {needed}. Подождите новых данных или уменьшите число шагов.",
    ),
    "uneven_panel": (
        "One series has {given} years, another {wanted}. All must have the same years.",
        "В одном ряду лет: {given}, в другом: {wanted}. Годы всех рядов должны совпадать.",
    ),
    "gaps": (
        "The series has a gap at place {place}. Fill it, or begin after it.",
        "В ряду пропуск на месте {place}. Заполните его или начните ряд после него.",
    ),
    "horizon": ("A forecast needs at least one step ahead.", "Для прогноза нужен хотя бы один шаг вперёд."),
    "level": ("The level of the intervals lies between 50 and 99 per cent.", "Уровень интервалов — от 50 до 99 процентов."),
}


class ForecastRefused(ValueError):
    """A series that is not forecast; `code` is what programs compare, `sentence` what people read."""

    def __init__(self, code: str, **words: int) -> None:
        self.code, self.words = code, words
        super().__init__(self.sentence())

    def sentence(self, language: str = "en") -> str:
        english, russian = SENTENCES[self.code]
        return (russian if language == "ru" else english).format(**self.words)
