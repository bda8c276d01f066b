/// A part of the world that one warehouse delivers to.
struct Region: Sendable {
    let name: String
    /// Its share of all customers, in parts of a hundred.
    let share: Double
    let cities: [City]
}

struct City: Sendable {
    /// As people there write it.
    let name: String
    let country: Country
    let share: Double
    /// English, Russian, Polish, Chinese: how often each is spoken by customers here.
    let tongues: [Double]

    init(_ name: String, _ country: Country, _ share: Double, _ tongues: [Double]) {
        self.name = name
        self.country = country
        self.share = share
        self.tongues = tongues
    }

    func language(_ dice: inout Dice) -> Language { Language.allCases[dice.place(in: tongues)] }
}

extension Region {
    static let all = [north, west, south, east, asia]

    static let north = Region(
        name: "North", share: 21,
        cities: [
            City("Gdańsk", .poland, 38, [12, 8, 78, 2]), City("Szczecin", .poland, 20, [12, 6, 80, 2]), City("Olsztyn", .poland, 12, [6, 6, 87, 1]),
            City("Rīga", .latvia, 17, [45, 53, 0, 2]), City("Tallinn", .estonia, 13, [50, 48, 0, 2]),
        ])

    static let west = Region(
        name: "West", share: 20,
        cities: [
            City("Poznań", .poland, 36, [12, 5, 81, 2]), City("Wrocław", .poland, 28, [20, 9, 68, 3]), City("Berlin", .germany, 21, [62, 18, 12, 8]),
            City("Dublin", .ireland, 15, [94, 1, 3, 2]),
        ])

    static let south = Region(
        name: "South", share: 26,
        cities: [
            City("Kraków", .poland, 36, [24, 8, 65, 3]), City("Katowice", .poland, 22, [14, 6, 78, 2]), City("Rzeszów", .poland, 14, [8, 12, 79, 1]),
            City("Wien", .austria, 17, [60, 22, 3, 15]), City("Bratislava", .slovakia, 11, [66, 18, 4, 12]),
        ])

    static let east = Region(
        name: "East", share: 20,
        cities: [
            City("Warszawa", .poland, 52, [22, 9, 65, 4]), City("Lublin", .poland, 13, [6, 10, 83, 1]),
            City("Białystok", .poland, 10, [5, 12, 82, 1]),
            City("Алматы", .kazakhstan, 25, [8, 88, 0, 4]),
        ])

    static let asia = Region(
        name: "Asia", share: 13,
        cities: [City("上海", .china, 52, [12, 0, 0, 88]), City("苏州", .china, 26, [6, 0, 0, 94]), City("深圳", .china, 22, [9, 0, 0, 91])])
}
