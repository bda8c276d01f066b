/// Months and weekdays by name, as they stand in dates: English, Polish and Russian, whole or shortened.
enum MonthNames {
    static func month(_ word: String) -> Int? {
        guard word.count >= 3 else { return nil }
        return beginnings.first { $0.0.contains { word.hasPrefix($0) } }?.1
    }

    static func isWeekday(_ word: String) -> Bool {
        weekdays.contains { word.hasPrefix($0) }
    }

    private static let beginnings: [([String], Int)] = [
        (["jan", "sty", "янв"], 1), (["feb", "lut", "фев"], 2), (["mar", "мар"], 3), (["apr", "kwi", "апр"], 4), (["may", "maj", "май", "мая"], 5),
        (["jun", "cze", "июн"], 6), (["jul", "lip", "июл"], 7), (["aug", "sie", "авг"], 8), (["sep", "wrz", "сен"], 9),
        (["oct", "paź", "paz", "окт"], 10),
        (["nov", "lis", "ноя"], 11), (["dec", "gru", "дек"], 12),
    ]

    private static let weekdays = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "pon", "wto", "śro", "sro", "czw", "pią", "pia", "sob", "nie", "пон", "вто", "сре", "чет",
        "пят", "суб", "вос",
    ]
}
