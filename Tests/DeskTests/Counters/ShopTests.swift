import Kernel
import Statistics
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `A desk in a shop` {
    private struct Shop: Sendable {
        let office: Office
        let desk: ShopDesk
        var visits: ShopVisitStore { ShopVisitStore(line: office.line) }
        var ratings: ShopRatingStore { ShopRatingStore(line: office.line) }

        @discardableResult
        func take(_ once: String, after minutes: Int64 = 0, name: String = "", about: String = "") async throws -> ShopVisit {
            try await visits.take(
                .init(once: "once-\(once)", name: name, email: "", about: about), at: desk, now: noon().adding(.minutes(minutes)))
        }

        func states(after minutes: Int64 = 0) async throws -> [String] {
            try await visits.today(at: desk, now: noon().adding(.minutes(minutes))).map { "\(desk.label($0.number)) \($0.state.rawValue)" }
        }
    }

    private func withShop(_ engine: Engine, _ body: @escaping @Sendable (Shop) async throws -> Void) async throws {
        try await withOffice(engine) { office in
            let desks = ShopDeskStore(line: office.line)
            let desk = try await desks.find(desks.add(.init(name: "Advice", place: "Ground floor", hours: ""), by: nil))
            try await body(Shop(office: office, desk: desk))
        }
    }

    @Test(arguments: engines) func `gives each visitor the next number of the day, and the same for the same form`(engine: Engine) async throws {
        try await withShop(engine) { shop in
            let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
                for place in 0..<12 { group.addTask { try await shop.take("\(place / 2)").number } }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(numbers.sorted() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6])
            #expect(try await shop.take("next day", after: 24 * 60).number == 1)
            #expect(shop.desk.label(1) == "A-001" && shop.desk.label(1234) == "A-1234")
        }
    }

    @Test(arguments: engines) func `calls one after the other, and of two who call at once each has another`(engine: Engine) async throws {
        try await withShop(engine) { shop in
            for place in 1...3 { try await shop.take("\(place)") }
            let called = try await withThrowingTaskGroup(of: Int?.self) { group in
                for staff in [shop.office.ada, shop.office.bob] {
                    group.addTask { try await shop.visits.callNext(at: shop.desk, by: staff, now: noon())?.number }
                }
                return try await group.reduce(into: Set<Int?>()) { $0.insert($1) }
            }
            #expect(called == [1, 2])
            #expect(try await shop.states() == ["A-001 called", "A-002 called", "A-003 waiting"])
            let first = try await shop.visits.today(at: shop.desk, now: noon())[0]
            try await shop.visits.miss(first.id)
            try await shop.visits.callAgain(first.id, by: shop.office.ada, now: noon())
            try await shop.visits.leave(try await shop.visits.today(at: shop.desk, now: noon())[2])
            #expect(try await shop.states() == ["A-001 called", "A-002 called", "A-003 left"])
            #expect(try await shop.visits.callNext(at: shop.desk, by: shop.office.ada, now: noon()) == nil)
            await #expect(throws: Failure.self) { try await shop.visits.leave(try await shop.visits.today(at: shop.desk, now: noon())[2]) }
        }
    }

    @Test(arguments: engines) func `has a conversation of each visit, with how long was waited and how long it took`(engine: Engine) async throws {
        try await withShop(engine) { shop in
            let visit = try await shop.take("1", name: "Kim", about: "A desk for two")
            _ = try await shop.visits.callNext(at: shop.desk, by: shop.office.ada, now: noon().adding(.minutes(7)))
            for _ in 1...2 { try await shop.visits.begin(visit.id, at: shop.desk, by: shop.office.ada, now: noon().adding(.minutes(8))) }
            for _ in 1...2 {
                try await shop.visits.finish(visit.id, at: shop.desk, isResolved: true, by: shop.office.ada, now: noon().adding(.minutes(20)))
            }
            let after = try await shop.visits.find(token: visit.token)
            let number = try #require(after.conversation)
            let whole = try await shop.office.conversations.whole(number)
            #expect(
                whole.conversation.channel == "in_person" && whole.conversation.subject == "A desk for two" && whole.conversation.status == .resolved)
            let call = try #require(try await shop.office.calls.calls(in: shop.office.conversations.whole(number).entries).values.first)
            #expect(call.waited == .minutes(8) && call.talked == .minutes(12))
            #expect(try await shop.office.kinds() == ["desk_visit", "ticket_opened", "service_reply", "ticket_resolved"])
            #expect(try await CustomerNameStore(line: shop.office.line).names([whole.conversation.person]).first?.name == "Kim")
        }
    }

    @Test(arguments: engines) func `says how many are ahead, and how long it takes only once it knows`(engine: Engine) async throws {
        try await withShop(engine) { shop in
            for place in 0..<10 {
                let visit = try await shop.take("old \(place)", after: Int64(place) * 10)
                #expect(try await shop.visits.outlook(of: visit, at: shop.desk, now: noon().adding(.minutes(Int64(place) * 10))).wait == nil)
                try await shop.visits.begin(visit.id, at: shop.desk, by: shop.office.ada, now: noon().adding(.minutes(Int64(place) * 10 + 4)))
            }
            try await shop.take("new 1", after: 120)
            let second = try await shop.take("new 2", after: 120)
            let outlook = try await shop.visits.outlook(of: second, at: shop.desk, now: noon().adding(.minutes(121)))
            // Everybody waited four minutes with nobody before them: two steps are eight.
            #expect(outlook.ahead == 1 && outlook.wait?.expected == .minutes(8) && outlook.wait?.n == 10)
        }
    }

    @Test func `tells no wait from too few visits`() {
        #expect(ShopWait(before: 3, waits: Array(repeating: (ahead: 0, waited: .minutes(1)), count: 9)) == nil)
        #expect(ShopWait(before: 3, waits: Array(repeating: (ahead: 1, waited: .minutes(4)), count: 10))?.expected == .minutes(8))
    }

    @Test(arguments: engines) func `takes one answer of a double touch, for whoever was there last`(engine: Engine) async throws {
        try await withShop(engine) { shop in
            let visit = try await shop.take("1")
            try await shop.visits.begin(visit.id, at: shop.desk, by: shop.office.ada, now: noon().adding(.minutes(1)))
            try await shop.visits.finish(visit.id, at: shop.desk, isResolved: false, by: shop.office.ada, now: noon().adding(.minutes(5)))
            let now = noon().adding(.minutes(6))
            #expect(try await shop.ratings.take(5, once: "touch-01", at: shop.desk, isDevice: true, now: now))
            #expect(try await !shop.ratings.take(1, once: "touch-02", at: shop.desk, isDevice: true, now: now.adding(.seconds(2))))
            #expect(try await !shop.ratings.take(5, once: "touch-01", at: shop.desk, isDevice: true, now: now.adding(.minutes(1))))
            // Somebody else, of whom nothing is known; and the visitor again, on a telephone of their own.
            #expect(try await shop.ratings.take(2, once: "touch-03", at: shop.desk, isDevice: true, now: now.adding(.seconds(30))))
            #expect(try await shop.ratings.take(4, once: "touch-04", at: shop.desk, isDevice: false, now: now.adding(.seconds(31))))
            let figures = try await shop.ratings.figures(of: shop.desk, days: 30, now: now.adding(.minutes(2)))
            #expect(figures.counts == [0, 1, 0, 1, 1] && figures.satisfied.count == 2)
            let touchpoints = try await shop.office.line.database.read { session in
                try session.rows(
                    """
                    SELECT subject_type, channel.key AS channel FROM touchpoint JOIN kind ON kind.id = touchpoint.kind
                    JOIN channel ON channel.id = touchpoint.channel WHERE kind.key = 'survey_csat' ORDER BY position
                    """
                ).map { "\(try $0.get("subject_type", as: String.self)) \(try $0.get("channel", as: String.self))" }
            }
            #expect(touchpoints == ["conversation in_person", "desk kiosk", "desk kiosk"])
        }
    }
}

@Suite struct `A QR code` {
    @Test func `grows with what it says, and refuses what is too long`() {
        #expect(QRCode("https://cx.example.com/desk/a")?.size == 29)
        #expect(QRCode(String(repeating: "a", count: 213))?.size == 57)
        #expect(QRCode(String(repeating: "a", count: 214)) == nil)
    }

    @Test func `has the corrections that the standard has`() {
        // ISO/IEC 18004, annex I: “01234567”, version 1-M.
        let data: [UInt8] = [0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11]
        #expect(ReedSolomon.correction(of: data, count: 10) == [0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55])
    }
}
