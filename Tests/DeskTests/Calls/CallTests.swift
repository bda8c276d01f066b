import Kernel
import People
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `A call` {
    /// Tells of one call in every order, each thing twice, each time from another number; returns what was to be seen.
    private func sights(_ engine: Engine, _ story: @escaping @Sendable (Office, String, String) -> [CallReport]) async throws -> [Office.Sight] {
        try await withOffices(engine) { office in
            var sights: [Office.Sight] = []
            for (place, order) in orders(of: Array(story(office, "", "").indices)).enumerated() {
                let (key, phone) = ("c-\(place)", "+48600\(100_000 + place)")
                let reports = story(office, key, phone)
                var last: CallStore.Receipt?
                for index in order {
                    #expect(try await !office.tell(reports[index]).isDuplicate)
                    last = try await office.tell(reports[index])
                    #expect(last?.isDuplicate == true)
                }
                for report in reports { #expect(try await office.tell(report).isDuplicate) }
                var sight = try await office.sight(of: try #require(last).call)
                sight.said = sight.said.map { $0.replacing(phone, with: "the number") }
                sights.append(sight)
            }
            return sights
        }
    }

    @Test(arguments: engines) func `is the same in whichever order it is told of, once and twice`(engine: Engine) async throws {
        let sights = try await sights(engine) { office, key, phone in
            [
                office.report(key, .ringing, after: 0, from: phone, by: office.ada),
                office.report(key, .ringing, after: 3, from: phone, by: office.bob),
                office.report(key, .answered, after: 12, from: phone, by: office.bob),
                office.report(key, .ended, after: 80, from: phone, by: office.bob, talked: 65, recording: "https://pbx.example/1"),
            ]
        }
        #expect(sights.count == 24 && Set(sights).count == 1)
        let sight = try #require(sights.first)
        #expect(
            sight.outcome == .answered && sight.waited == .seconds(12) && sight.talked == .seconds(65) && sight.recording == "https://pbx.example/1")
        #expect(sight.status == .open && sight.unanswered == nil && sight.assignee == ID(bits: 2) && sight.opened == noon())
        #expect(sight.figures?.firstResponse?.time.customer.calendar == .seconds(12) && sight.figures?.messages == 2)
        #expect(sight.kinds.map { $0.prefix { $0 != " " } } == ["phone_call", "service_reply", "ticket_opened"])
    }

    @Test(arguments: engines) func `that nobody picked up waits for an answer, in whichever order it is told of`(engine: Engine) async throws {
        let sights = try await sights(engine) { office, key, phone in
            [
                office.report(key, .ringing, after: 0, from: phone, by: office.ada), office.report(key, .missed, after: 25, from: phone),
                office.report(key, .voicemail, after: 40, from: phone, text: "Please call me back."),
                office.report(key, .ended, after: 41, from: phone),
            ]
        }
        #expect(sights.count == 24 && Set(sights).count == 1)
        let sight = try #require(sights.first)
        #expect(sight.outcome == .voicemail && sight.waited == .seconds(25) && sight.talked == nil && sight.unanswered == noon())
        #expect(sight.said.count == 2 && sight.said.contains { $0.hasSuffix("Please call me back. ") } && sight.assignee == nil)
    }

    @Test(arguments: engines) func `that goes from one to another is theirs who has it last`(engine: Engine) async throws {
        let sights = try await sights(engine) { office, key, phone in
            [
                office.report(key, .answered, after: 5, from: phone, by: office.ada),
                office.report(key, .answered, after: 60, from: phone, by: office.bob),
                office.report(key, .ended, after: 100, from: phone), office.report(key, .voicemail, after: 2, from: phone, text: "Hello?"),
            ]
        }
        #expect(sights.count == 24 && Set(sights).count == 1)
        #expect(sights.first?.assignee == ID(bits: 2) && sights.first?.unanswered == nil && sights.first?.talked == .seconds(95))
    }

    @Test(arguments: engines) func `to a customer is our word, and waits for nobody`(engine: Engine) async throws {
        let sights = try await sights(engine) { office, key, phone in
            [
                office.report(key, .ringing, after: 0, from: phone, by: office.ada, .outgoing),
                office.report(key, .missed, after: 20, from: phone, by: office.ada, .outgoing),
                office.report(key, .answered, after: 30, from: phone, by: office.ada, .outgoing),
                office.report(key, .ended, after: 90, from: phone, by: office.ada, .outgoing),
            ]
        }
        #expect(sights.count == 24 && Set(sights).count == 1)
        let sight = try #require(sights.first)
        #expect(sight.unanswered == nil && sight.assignee == ID(bits: 1) && sight.figures?.firstResponse == nil)
        #expect(sight.kinds.map { $0.prefix { $0 != " " } } == ["service_reply"])
    }

    @Test(arguments: engines) func `is no customer and no conversation while it rings`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let ringing = try await office.tell(office.report("c", .ringing, after: 0, by: office.ada))
            #expect(ringing.conversation == nil)
            #expect(try await office.line.database.read { try $0.value("SELECT COUNT(*) FROM identifier", as: Int.self) } == 0)
            let missed = try await office.tell(office.report("c", .missed, after: 20))
            let conversation = try await office.conversations.find(try #require(missed.conversation))
            #expect(conversation.channel == "phone" && conversation.subject == "☎ +48600100200" && conversation.unansweredSince == noon())
        }
    }

    @Test(arguments: engines) func `within a day of another one of the same customer joins its conversation, until that is resolved`(
        engine: Engine
    ) async throws {
        try await withOffice(engine) { office in
            let first = try #require(try await office.tell(office.report("c-1", .missed, after: 20)).conversation)
            let back = try await office.tell(office.report("c-2", .answered, after: 3_700, by: office.ada, began: 3_600, .outgoing))
            #expect(back.conversation == first)
            #expect(try await office.conversations.find(first).unansweredSince == nil)
            // One that is told of late began before.
            let late = try await office.tell(office.report("c-0", .missed, after: -600, began: -620))
            let joined = try await office.conversations.find(first)
            #expect(late.conversation == first && joined.openedAt == noon().adding(.seconds(-620)) && joined.unansweredSince == nil)
            try await office.work.stand(.resolved, first, by: office.ada, at: noon().adding(.hours(2)))
            #expect(try await office.tell(office.report("c-3", .missed, after: 8_020, began: 8_000)).conversation != first)
            #expect(
                try await office.tell(office.report("c-4", .missed, after: 200_020, from: "+48 600 100 201", began: 200_000)).conversation != first)
        }
    }

    @Test(arguments: engines) func `is told of alike each time, or refused`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await office.tell(office.report("c", .ringing, after: 0))
            let reason = "must be what was told of this call before"
            await #expect(throws: Failure.invalid("began_at", reason)) { try await office.tell(office.report("c", .missed, after: 20, began: 1)) }
            await #expect(throws: Failure.invalid("number", reason)) { try await office.tell(office.report("c", .missed, after: 20, from: "112")) }
            await #expect(throws: Failure.invalid("direction", reason)) { try await office.tell(office.report("c", .missed, after: 20, .outgoing)) }
        }
    }

    @Test(arguments: engines) func `with a withheld number is a customer of whom nothing is known`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let first = try await office.tell(office.report("c-1", .missed, after: 20, from: ""))
            let other = try await office.tell(office.report("c-2", .missed, after: 20, from: ""))
            let (one, two) = (try #require(first.conversation), try #require(other.conversation))
            #expect(try await office.conversations.find(one).person != office.conversations.find(two).person)
        }
    }

    @Test(arguments: engines) func `rings for those it is for, and stays until it is put aside`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await office.tell(office.report("c", .ringing, after: 0, by: office.ada))
            let now = noon().adding(.seconds(5))
            #expect(try await office.pops.pops(for: office.ada, at: now).map(\.call.key) == ["c"])
            #expect(try await office.pops.pops(for: office.bob, at: now).isEmpty)
            #expect(try await office.pops.pops(for: office.ada, at: noon().adding(.minutes(6))).isEmpty)
            try await office.tell(office.report("all", .ringing, after: 0, from: "+48 600 100 201"))
            #expect(try await office.pops.pops(for: office.bob, at: now).map(\.call.key) == ["all"])
            // Whoever picks it up has it, and nobody else any more.
            try await office.tell(office.report("c", .answered, after: 6, by: office.bob))
            #expect(try await office.pops.pops(for: office.ada, at: now).map(\.call.key) == ["all"])
            let pops = try await office.pops.pops(for: office.bob, at: noon().adding(.minutes(30)))
            let pop = try #require(pops.first)
            #expect(pop.call.key == "c" && pop.customers.count == 1 && pop.conversation != nil)
            try await office.pops.dismiss(pop.call.number, by: office.bob)
            #expect(try await office.pops.pops(for: office.bob, at: noon().adding(.minutes(30))).isEmpty)
        }
    }

    @Test(arguments: engines) func `tells pages that are open, and only where something is new`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            var events = try office.watch.calls.listen(by: office.ada).makeAsyncIterator()
            try await office.watch.look(at: noon())
            #expect(await events.next()?.name == "call")
            try await office.tell(office.report("c", .ringing, after: 0, by: office.ada))
            try await office.watch.look(at: noon())
            #expect(await events.next()?.name == "call")
        }
    }

    @Test(arguments: engines) func `keeps what was written while it rang, before there was a conversation and afterwards`(engine: Engine) async throws
    {
        try await withOffice(engine) { office in
            let notes = CallNoteStore(line: office.line)
            let call = try await office.tell(office.report("c", .ringing, after: 0, by: office.ada)).call
            for _ in 1...2 { try await notes.write("Sounds cross.", of: call, by: office.ada, once: "note-0001", at: noon()) }
            let number = try #require(try await office.tell(office.report("c", .answered, after: 6, by: office.ada)).conversation)
            for _ in 1...2 {
                try await notes.write("A leg is missing.", of: call, by: office.ada, once: "note-0002", at: noon().adding(.seconds(60)))
            }
            let whole = try await office.conversations.whole(number)
            #expect(whole.entries.filter { $0.happening == .note }.map(\.text) == ["Sounds cross.", "A leg is missing."])
            #expect(ConversationJSON(whole, at: noon()).messages.allSatisfy { $0.text == "☎ +48600100200" })
        }
    }

    @Test(arguments: engines) func `from a number that customers share shows all of them, and goes to the one that is chosen`(engine: Engine)
        async throws
    {
        try await withOffice(engine) { office in
            let phone = try #require(Identifier(.phone, "+48 600 100 200"))
            for (place, user) in ["u-1", "u-2"].enumerated() {
                _ = try await office.line.append(
                    [
                        NewTouchpoint(
                            "identify", channel: "web", by: [try #require(Identifier(.userID, user)), phone],
                            at: noon().adding(.days(-9 + Int64(place))), key: SourceKey(user), traits: ["name": user == "u-1" ? "Kim" : "Jo"])
                    ], from: office.shop)
            }
            let call = try await office.tell(office.report("c", .ringing, after: 0, by: office.ada)).call
            let pops = try await office.pops.pops(for: office.ada, at: noon())
            let pop = try #require(pops.first)
            #expect(pop.customers.map(\.name.name).sorted() == ["Jo", "Kim"])
            let jo = try #require(pop.customers.first { $0.name.name == "Jo" })
            await #expect(throws: Failure.self) { try await office.pops.choose(ID(bits: 77), of: call, by: office.ada, at: noon()) }
            #expect(try await office.pops.choose(jo.name.id, of: call, by: office.ada, at: noon()) == nil)
            #expect(try await office.pops.pops(for: office.ada, at: noon()).first?.customers.map(\.name.name) == ["Jo"])
            let number = try #require(try await office.tell(office.report("c", .answered, after: 6, by: office.ada)).conversation)
            #expect(try await office.conversations.find(number).person == jo.name.number)
        }
    }

    @Test(arguments: engines) func `that was answered first goes to whom is chosen afterwards`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let phone = try #require(Identifier(.phone, "+48 600 100 200"))
            for user in ["u-1", "u-2"] {
                _ = try await office.line.append(
                    [
                        NewTouchpoint(
                            "identify", channel: "web", by: [try #require(Identifier(.userID, user)), phone], at: noon(), key: SourceKey(user))
                    ],
                    from: office.shop)
            }
            let receipt = try await office.tell(office.report("c", .answered, after: 6, by: office.ada))
            let (call, number) = (receipt.call, try #require(receipt.conversation))
            let pops = try await office.pops.pops(for: office.ada, at: noon())
            let held = try await office.conversations.find(number).person
            let other = try #require(pops.first?.customers.first { $0.name.number != held })
            #expect(try await office.pops.choose(other.name.id, of: call, by: office.ada, at: noon()) == number)
            #expect(try await office.conversations.find(number).person == other.name.number)
            #expect(try await office.conversations.whole(number).entries.last?.call?.word == .chosen)
        }
    }
}

/// The same with an answer.
func withOffices<Answer: Sendable>(_ engine: Engine, _ body: @escaping @Sendable (Office) async throws -> Answer) async throws -> Answer {
    let box = Box<Answer>()
    try await withOffice(engine) { office in await box.put(try await body(office)) }
    return try #require(await box.answer)
}

private actor Box<Answer: Sendable> {
    private(set) var answer: Answer?
    func put(_ answer: Answer) { self.answer = answer }
}
