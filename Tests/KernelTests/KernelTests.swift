import Kernel
import Testing

@Suite struct `An identifier` {
    enum Thing {}

    @Test func `survives a round trip through text and bytes`() {
        for microseconds in [0, 1_000, 1_790_000_000_000_000] as [Int64] {
            let id = ID<Thing>(at: Instant(microseconds: microseconds))
            #expect(ID<Thing>(id.description) == id)
            #expect(ID<Thing>(bytes: id.bytes) == id)
        }
    }

    @Test func `sorts by the time it was made`() {
        let ids = (1...50).map { ID<Thing>(at: Instant(microseconds: $0 * 1_000_000)) }
        #expect(ids == ids.sorted())
        #expect(ids.map(\.description) == ids.map(\.description).sorted())
    }

    @Test func `is a UUID of version 7`() {
        let bytes = ID<Thing>(at: Instant(microseconds: 1_790_000_000_000_000)).bytes
        #expect(bytes[6] >> 4 == 7)
        #expect(bytes[8] >> 6 == 2)
    }

    @Test(arguments: ["", "8zzzzzzzzzzzzzzzzzzzzzzzzz", "not-an-id", "01J", "zzzzzzzzzzzzzzzzzzzzzzzzzz"]) func `refuses other text`(text: String) {
        #expect(ID<Thing>(text) == nil)
    }
}

@Suite struct `A day` {
    @Test func `counts from 1970 in both directions`() {
        #expect(Day(year: 1970, month: 1, day: 1)?.number == 0)
        #expect(Day(year: 1969, month: 12, day: 31)?.number == -1)
        #expect(Day(year: 2000, month: 3, day: 1)?.number == 11_017)
    }

    @Test func `is the same day after a round trip, over 400 years and more`() {
        for number in stride(from: Int32(-200_000), to: 200_000, by: 37) {
            let civil = Day(number: number).civil
            #expect(Day(year: civil.year, month: civil.month, day: civil.day)?.number == number)
        }
    }

    @Test func `knows weeks that begin on Monday`() {
        #expect(Day("2026-11-22")?.weekday == 7)
        #expect(Day("2026-11-22")?.startOfWeek.description == "2026-11-16")
    }

    @Test(arguments: ["2023-02-29", "2024-13-01", "2024-00-10", "24-01-01", "2024-1", "x"]) func `refuses what no calendar has`(text: String) {
        #expect(Day(text) == nil)
    }
}

@Suite struct `An instant` {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1970-01-01", 0), ("1970-01-01 01:00:00+01:00", 0), ("1969-12-31T23:59:59.5Z", -500_000),
            ("2024-02-29T12:00:00.123456789Z", 1_709_208_000_123_456), ("2024-02-29T24:00:00Z", 1_709_251_200_000_000),
            ("2024-02-29T12:00-0530", 1_709_227_800_000_000),
        ] as [(String, Int64)]) func `is read from ISO 8601`(text: String, microseconds: Int64)
    {
        #expect(Instant(text)?.microseconds == microseconds)
    }

    @Test(arguments: [
        "", "2024", "2024-02-30T00:00:00Z", "2024-02-29T25:00:00Z", "2024-02-29T12:60:00Z", "2024-02-29T12:00:00Zx", "2024-02-29T24:00:01Z",
    ])
    func `is not read from anything else`(text: String) {
        #expect(Instant(text) == nil)
    }

    @Test(arguments: [0, 1, -1, 1_709_208_000_123_456, -62_135_596_800_000_000, 253_402_300_799_999_999] as [Int64])
    func `is the same after a round trip through text`(microseconds: Int64) {
        let instant = Instant(microseconds: microseconds)
        #expect(Instant(instant.description) == instant)
    }
}

@Suite struct `An amount` {
    @Test func `of two currencies cannot be added`() throws {
        #expect(try Money(100, .eur) + Money(250, .eur) == Money(350, .eur))
        #expect(throws: Failure.self) { try Money(100, .eur) + Money(250, .usd) }
    }

    @Test func `stands in a file as people write it`() {
        #expect(CSV.amount(121_051.6, .eur) == "1210.52" && CSV.amount(-7, .eur) == "-0.07" && CSV.amount(40.4, .jpy) == "40")
        #expect(CSV.amount(nil, .eur) == "" && CSV.amount(.infinity, .eur) == "")
    }

    @Test func `knows how many decimals its currency has`() {
        #expect(Currency.eur.digits == 2)
        #expect(Currency.jpy.digits == 0)
        #expect(Currency("KWD")?.digits == 3)
        #expect(Currency("euro") == nil)
    }
}
