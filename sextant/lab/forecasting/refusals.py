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
    "no_series": (
        "There are no values to forecast. Check the indicator and the files.",
        "Нет значений для прогноза. Проверьте показатель и файлы.",
    ),
    "years_of_panel": (
        "The series span {given} years; from 2 to {most} can be forecast. Give files of at least two years, and check the years in them.",
        "Ряды охватывают лет: {given}; прогноз возможен для 2–{most}. Дайте файлы хотя бы за два года и проверьте в них годы.",
    ),
    "no_amount": (
        "{unit}, {year}: the value is negative or infinite. Forecasts are made of amounts; correct the value or leave it out.",
        "{unit}, {year}: значение отрицательное или бесконечное. Прогноз строится по количествам; исправьте значение или уберите его.",
    ),
    "last_year_empty": (
        "No unit has a value for {year}, the last year. Leave that year out.",
        "Ни у кого нет значения за последний год, {year}. Уберите этот год.",
    ),
    "too_few_errors": (
        "For {step} years ahead fewer than {needed} past errors are known, so no interval can be made. Ask for fewer years, or give more.",
        "На {step} лет вперёд известно меньше {needed} прошлых ошибок, интервал построить нельзя. Уменьшите число лет или дайте больше данных.",
    ),
    "too_many_classes": (
        "The units are in {given} classes; at most {most} can be told apart. Join some.",
        "Классов единиц: {given}; различить можно не больше {most}. Объедините часть из них.",
    ),
    "break_ahead": (
        "A break is declared for {year}, the first year ahead: it will not mean what the known years mean, so nothing is forecast."
        " Wait for values after the break.",
        "На {year}, первый год прогноза, объявлен разрыв: он будет значить не то, что известные годы, и прогноза нет."
        " Подождите значений после разрыва.",
    ),
    "no_region": (
        "A break is declared for region “{region}”, but no library lies there. Write the region as the returns do.",
        "Разрыв объявлен для региона «{region}», но библиотек в нём нет. Напишите регион так, как он назван в отчётах.",
    ),
    "level": ("The level of the intervals lies between 50 and 99 per cent.", "Уровень интервалов — от 50 до 99 процентов."),
}


class ForecastRefused(ValueError):
    """A series that is not forecast; `code` is what programs compare, `sentence` what people read."""

    def __init__(self, code: str, **words: int | str) -> None:
        self.code, self.words = code, words
        super().__init__(self.sentence())

    def sentence(self, language: str = "en") -> str:
        english, russian = SENTENCES[self.code]
        return (russian if language == "ru" else english).format(**self.words)
