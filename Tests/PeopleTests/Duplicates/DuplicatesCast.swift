import TestKit

@testable import People

/// People made up from syllables, with the mistakes that records of people have. The same in every run.
struct DuplicatesCast {
    private(set) var rows: [[String?]] = []
    /// By row: who it truly is.
    private(set) var truth: [String] = []
    private var random: SeededGenerator
    private var people = 0

    static let attributes = [
        Attribute("first_name", .givenName), Attribute("surname", .familyName), Attribute("born", .birthDate), Attribute("email", .email),
        Attribute("street", .street), Attribute("city", .place),
    ]

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    var roster: Roster { Self.roster(rows) }

    static func roster(_ rows: [[String?]]) -> Roster {
        var builder = RosterBuilder(attributes)
        for row in rows { builder.add(row) }
        return builder.roster()
    }

    mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }
    mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

    /// One of `count` made-up words.
    mutating func word(_ count: Int, salt: Int) -> String { Self.word(pick(count), salt: salt) }

    static func word(_ number: Int, salt: Int) -> String {
        let syllables = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu", "dan", "fer", "gil", "hor", "jun", "pas"]
        var mixed = UInt64(number &* 7_919 &+ salt &* 104_729 &+ 12_345)
        return (0..<4).map { _ in
            mixed = mixed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return syllables[Int(mixed >> 60)]
        }.joined()
    }

    mutating func birthday() -> String {
        "\(1930 + pick(80))-\(Self.two(1 + pick(12)))-\(Self.two(1 + pick(28)))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// Somebody new, who lives at a place of their own or at the one given.
    mutating func person(surname: String? = nil, home: (street: String, city: String)? = nil) -> [String?] {
        let home = home ?? (word(3_000, salt: 5) + " \(1 + pick(90))", word(40, salt: 6))
        people += 1
        return [
            word(150, salt: 1), surname ?? word(500, salt: 2), birthday(), "\(word(90_000, salt: 4))\(people)@mail.example", home.street, home.city,
        ]
    }

    mutating func add(_ row: [String?], as person: String) {
        rows.append(row)
        truth.append(person)
    }

    /// The same once more, with each value lost or misspelt now and then.
    mutating func copy(_ row: [String?], losing: Double = 0.15, misspelling: Double = 0.1) -> [String?] {
        row.map { value in
            guard let value, !chance(losing) else { return nil }
            return chance(misspelling) ? misspelt(value) : value
        }
    }

    mutating func misspelt(_ value: String) -> String {
        var characters = Array(value)
        let place = pick(characters.count - 1)
        if chance(0.5) { characters.swapAt(place, place + 1) } else { characters.remove(at: place) }
        return String(characters)
    }
}

extension DuplicatesCast {
    /// So many people, a part of whom have a second and a third record.
    static func town(_ count: Int, seed: UInt64, repeated: Double = 0.4) -> DuplicatesCast {
        var cast = DuplicatesCast(seed: seed)
        for number in 0..<count {
            let person = cast.person()
            cast.add(person, as: "\(number)")
            while cast.chance(repeated) { cast.add(cast.copy(person), as: "\(number)") }
        }
        return cast
    }

    /// Families under one roof, nobody twice.
    static func families(_ count: Int, seed: UInt64) -> DuplicatesCast {
        var cast = DuplicatesCast(seed: seed)
        for family in 0..<count {
            let (surname, home) = (cast.word(500, salt: 2), (cast.word(3_000, salt: 5) + " \(family)", cast.word(40, salt: 6)))
            for member in 0..<(1 + cast.pick(4)) { cast.add(cast.copy(cast.person(surname: surname, home: home)), as: "\(family) \(member)") }
        }
        return cast
    }
}
