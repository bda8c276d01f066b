import Demo
import Kernel
import People
import Testing
import Timeline

@Suite struct `The demo company` {
    @Test func `has about 300,000 touchpoints and 5,000 customers known by name`() {
        #expect((280_000...320_000).contains(DemoLine.touchpoints.count))
        let known = Set(DemoLine.touchpoints.lazy.flatMap(\.identifiers).filter { $0.type == .userID })
        #expect((4_750...5_250).contains(known.count))
        #expect(abs(DemoLine.company.expectedCount - DemoLine.touchpoints.count) < 30_000)
    }

    @Test func `covers two years in order of time and ends now`() throws {
        let times = DemoLine.touchpoints.map(\.occurredAt)
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(times.first?.day.month.description == "2024-11")
        #expect(try #require(times.last) <= DemoLine.now)
        #expect(try #require(times.last) > DemoLine.now.adding(.hours(-3)))
    }

    @Test func `uses kinds and channels of the catalogue only`() {
        #expect(Set(DemoLine.touchpoints.map(\.kind)).subtracting(Kind.defaults.map(\.key)) == [])
        #expect(Set(DemoLine.touchpoints.map(\.channel)).subtracting(Channel.defaults.map(\.key)) == [])
    }

    @Test func `meets its customers at all five moments and on nearly every channel`() {
        let stages = Dictionary(uniqueKeysWithValues: Kind.defaults.map { ($0.key, $0.stage) })
        #expect(Set(DemoLine.touchpoints.compactMap { stages[$0.kind] ?? nil }) == Set(Stage.allCases))
        #expect(Set(DemoLine.touchpoints.map(\.channel)).count >= 20)
    }

    @Test func `gives every touchpoint a key of its own`() {
        #expect(Set(DemoLine.touchpoints.map(\.key?.bits)).count == DemoLine.touchpoints.count)
        #expect(DemoLine.touchpoints.allSatisfy { $0.key != nil })
    }

    @Test func `pays in the money of the country`() {
        let currencies = Set(DemoLine.touchpoints.compactMap(\.value?.currency.code))
        #expect(currencies == ["EUR", "PLN", "CNY", "KZT"])
        for order in DemoLine.touchpoints where order.kind == "order_placed" && DemoLine.trait("country", of: order) == "CN" {
            #expect(order.value?.currency == .cny)
        }
    }

    @Test func `names the companies its people act for`() {
        let accounts = Set(DemoLine.company.accounts.map(\.key))
        #expect(accounts.count == DemoLine.company.accounts.count)
        #expect(Set(DemoLine.touchpoints.compactMap(\.company)).isSubset(of: accounts))
        #expect(DemoLine.company.accounts.count > 400)
    }

    @Test func `keeps to working hours in its service`() {
        let replies = DemoLine.touchpoints.filter { $0.kind == "service_reply" && DemoLine.trait("country", of: $0) == "PL" }
        let inHours = replies.count { (6...19).contains($0.occurredAt.seconds % 86_400 / 3_600 + 1) && $0.occurredAt.day.weekday < 7 }
        #expect(inHours == replies.count)
    }
}

@Suite struct `Telling the demo company again` {
    /// A smaller company, so that it can be told several times.
    private func line(seed: UInt64 = 1, until now: Instant = DemoLine.now) -> [Told] {
        DemoCompany(seed: seed, customers: 300, until: now).touchpoints.map(Told.init)
    }

    @Test func `gives the same line`() {
        #expect(line() == line())
    }

    @Test func `gives another line for another seed, with keys of its own`() {
        let (one, other) = (line(), line(seed: 2))
        #expect(one != other)
        #expect(Set(one.map(\.key)).isDisjoint(with: other.map(\.key)))
    }

    @Test func `later in the month only appends to the line`() {
        let earlier = line(until: DemoLine.now.adding(.days(-9)))
        let later = line()
        #expect(earlier.count < later.count)
        #expect(Array(later.prefix(earlier.count)) == earlier)
    }

    @Test func `scales with the number of customers`() {
        let known = Set(line().flatMap(\.identifiers).filter { $0.type == .userID })
        #expect((270...330).contains(known.count))
    }
}

/// A touchpoint as a value that can be compared.
private struct Told: Equatable {
    let kind: String
    let channel: String
    let identifiers: [Identifier]
    let at: Instant
    let score: Score?
    let value: Money?
    let key: UInt128?
    let properties: String
    let traits: [String: String]

    init(_ touchpoint: NewTouchpoint) {
        kind = touchpoint.kind
        channel = touchpoint.channel
        identifiers = touchpoint.identifiers
        at = touchpoint.occurredAt
        score = touchpoint.score
        value = touchpoint.value
        key = touchpoint.key?.bits
        properties = touchpoint.properties
        traits = touchpoint.traits
    }
}
