import Analytics
import Kernel
import Statistics
import Testing

@Suite struct `What changed` {
    private static let monday = Day(year: 2024, month: 1, day: 1) ?? Day(number: 0)
    private let now = Self.monday.adding(days: 182).start

    /// A shop of half a year: 40 people a day look, some of them buy; for three weeks paying fails, for most of those on phones.
    private static func shop(fault: Range<Int> = 98..<119, phonesOnly: Bool = false) throws -> JourneyLog {
        try log(touches(fault: fault, phonesOnly: phonesOnly))
    }

    private static func touches(fault: Range<Int> = 98..<119, phonesOnly: Bool = false) -> [Told] {
        var random = Seeded(state: 11)
        var touches: [Told] = []
        func tell(_ kind: String, _ person: Int64, _ day: Int) {
            let at = monday.adding(days: day).start.adding(.seconds(Int64.random(in: 0..<80_000, using: &random)))
            touches.append(Told(person: person, position: Int64(touches.count), at: at, kind: kind))
        }
        for day in 0..<182 {
            for _ in 0..<40 {
                let person = Int64.random(in: 0..<400, using: &random)
                for _ in 0..<Int.random(in: 1...9, using: &random) { tell("page", person, day) }
                let fails = fault.contains(day) && (!phonesOnly || person < 120) && Int.random(in: 0..<10, using: &random) < 4
                if fails { tell("payment_failed", person, day) }
                if fails, Bool.random(using: &random) { tell("call", person, day) }
                if Int.random(in: 0..<20, using: &random) == 0 { tell("call", person, day) }
                if !fails, Int.random(in: 0..<4, using: &random) == 0 { tell("buy", person, day) }
            }
        }
        return touches
    }

    @Test func `is told to the day, once, with what went along with it`() async throws {
        let episodes = try await Self.shop().episodes(now: now)
        let fault = try #require(episodes.first)
        #expect(episodes.count == 1, "\(episodes)")
        #expect(fault.first.kind == "payment_failed" && fault.first.isRise && fault.first.before.count == 0)
        #expect(abs(fault.first.from.number - Self.monday.adding(days: 98).number) <= 1)
        #expect(abs((fault.first.until?.number ?? 0) - Self.monday.adding(days: 119).number) <= 1)
        #expect(fault.incidents.contains { $0.kind == "call" && $0.isRise })
        #expect(fault.incidents.contains { $0.kind == "buy" && !$0.isRise } && !fault.incidents.contains { $0.kind == "page" })
    }

    @Test func `is told of the group that it befell`() async throws {
        let groups = [
            PeopleGroup("device", "phone", Set(0..<120)), PeopleGroup("device", "desk", Set(120..<400)), PeopleGroup("device", "tv", [1, 2]),
        ]
        let episodes = try await Self.shop(phonesOnly: true).episodes(groups: groups, now: now)
        #expect(episodes.first?.first.value == "phone" && episodes.first?.first.kind == "payment_failed")
        #expect(episodes.allSatisfy { $0.incidents.allSatisfy { $0.value != "tv" } })
    }

    @Test func `tells a consequence below what it follows from, and not the other way round`() async throws {
        var random = Seeded(state: 3)
        var touches: [Told] = []
        func tell(_ kind: String, _ person: Int64, _ day: Int) {
            touches.append(Told(person: person, position: Int64(touches.count), at: Self.monday.adding(days: day).start, kind: kind))
        }
        // From day 100 on parcels are late; three weeks later what was late is sent anew. A campaign of the same days has nothing to do with it.
        for day in 0..<182 {
            for _ in 0..<40 {
                let person = Int64.random(in: 0..<4_000, using: &random)
                tell("page", person, day)
                let isLate = day >= 100 && Int.random(in: 0..<4, using: &random) == 0
                if isLate { tell("late", person, day) }
                if isLate, Int.random(in: 0..<10, using: &random) < 9, day + 21 < 182 { tell("sent_anew", person, day + 21) }
                if day >= 121, Int.random(in: 0..<4, using: &random) == 0 { tell("campaign", person, day) }
            }
        }
        let episodes = try await log(touches).episodes(now: now)
        let late = try #require(episodes.first { $0.first.kind == "late" })
        #expect(late.incidents.map(\.kind).contains("sent_anew") && !late.incidents.contains { $0.kind == "campaign" })
        #expect(episodes.contains { $0.incidents.contains { $0.kind == "campaign" } } && !episodes.contains { $0.first.kind == "sent_anew" })
        let line = try log(touches)
        let since = Filter(from: Self.monday.adding(days: 110).start)
        #expect(try await line.cause(of: "sent_anew", among: ["late", "campaign"], since) == "late")
        #expect(try await line.cause(of: "late", among: ["sent_anew", "campaign"], since) == nil)
        #expect(try await line.cause(of: "sent_anew", among: [], since) == nil)
    }

    /// People of one day see a page; of those of a region, or of all, so many in a hundred meet the fault.
    private static func steps(_ share: @Sendable (_ day: Int, _ isSouth: Bool) -> Int) throws -> JourneyLog {
        var random = Seeded(state: 7)
        var touches: [Told] = []
        for day in 0..<182 {
            for _ in 0..<120 {
                let person = Int64.random(in: 0..<2_000, using: &random)
                let at = monday.adding(days: day).start
                touches.append(Told(person: person, position: Int64(touches.count), at: at, kind: "page"))
                guard Int.random(in: 0..<100, using: &random) < share(day, person < 500) else { continue }
                touches.append(Told(person: person, position: Int64(touches.count), at: at.adding(.hours(1)), kind: "fault"))
            }
        }
        return try log(touches)
    }

    @Test func `that goes on changing is told each time, the last of it as what still is`() async throws {
        let log = try Self.steps { day, _ in day < 60 ? 2 : day < 120 ? 7 : 22 }
        let faults = try await log.episodes(now: now).flatMap(\.incidents).filter { $0.kind == "fault" }.sorted { $0.from < $1.from }
        #expect(faults.count == 2)
        let (first, last) = (try #require(faults.first), try #require(faults.last))
        #expect(abs(first.from.number - Self.monday.adding(days: 60).number) <= 3 && first.until == last.from)
        #expect(abs(last.from.number - Self.monday.adding(days: 120).number) <= 1 && last.until == nil)
        #expect((last.during.share ?? 0) > 0.19 && abs((last.before.share ?? 0) - 0.07) < 0.02)
    }

    @Test func `that befell one region alone is not told of all`() async throws {
        let groups = [PeopleGroup("region", "South", Set(0..<500)), PeopleGroup("region", "North", Set(500..<2_000))]
        let south = try await Self.steps { day, isSouth in day >= 100 && isSouth ? 40 : 3 }.episodes(groups: groups, now: now)
        #expect(south.flatMap(\.incidents).map(\.value) == ["South"])
        let all = try await Self.steps { day, _ in day >= 100 ? 20 : 3 }.episodes(groups: groups, now: now)
        #expect(all.flatMap(\.incidents).map(\.value) == [nil])
    }

    @Test func `for good has no end`() async throws {
        let first = try await Self.shop(fault: 120..<182).episodes(now: now).first?.first
        #expect(first?.kind == "payment_failed" && first?.until == nil)
    }

    @Test func `is found beside a date that nobody meant`() async throws {
        let log = try log(Self.touches() + [Told(person: 1, position: 1_000_000, at: Day(number: 2_900_000).start, kind: "page")])
        let found = try await log.episodes(now: now)
        #expect(found.first?.first.kind == "payment_failed")
    }

    @Test func `is nothing where nothing did`() async throws {
        #expect(try await Self.shop(fault: 0..<0).episodes(now: now) == [])
        #expect(try await log().episodes(now: now) == [])
    }
}
