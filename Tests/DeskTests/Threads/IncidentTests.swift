import Kernel
import Language
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Channels
@testable import Desk

@Suite struct `An incident` {
    private struct Killed: Error {}

    /// Three customers who cannot pay, one of them Polish.
    private func house(_ office: Office) async throws -> (incident: Int64, children: [Int64]) {
        let incident = try await office.receive(office.message("0", thread: "root", "Payment is down."))
        try await office.incidents.declare(incident, true, by: office.ada, at: noon())
        try await office.tell("ola@example.com", ["name": "Ola", "language": "pl"])
        var children: [Int64] = []
        for (place, address) in ["lea@example.com", "ola@example.com", "max@example.com"].enumerated() {
            let child = try await office.receive(office.message(from: address, "m\(place)", thread: "t\(place)", "I cannot pay.", after: 1))
            try await office.incidents.put(child, under: incident, by: office.ada, at: noon().adding(.minutes(5)))
            children.append(child)
        }
        return (incident, children)
    }

    private func answers(_ office: Office) -> IncidentAnswerStore {
        IncidentAnswerStore(line: office.line, replies: SavedReplyStore(line: office.line, recording: { _, _ in }))
    }

    private func said(_ number: Int64, _ office: Office) async throws -> [String] {
        try await office.conversations.whole(number).entries.filter { $0.happening == .reply }.map(\.text)
    }

    @Test(arguments: engines) func `has children, and says how they stand`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (incident, children) = try await house(office)
            #expect(try await office.incidents.whole(incident).children.map(\.conversation.number) == children)
            await #expect(throws: Failure.conflict("This incident has children: take them out first.")) {
                try await office.incidents.declare(incident, false, by: office.ada, at: noon())
            }
            await #expect(throws: Failure.invalid("incident", "must be the number of an incident")) {
                try await office.incidents.put(children[0], under: children[1], by: office.ada, at: noon())
            }
            try await office.incidents.put(children[0], under: nil, by: office.ada, at: noon().adding(.minutes(6)))
            #expect(try await office.conversations.find(children[0]).incident == nil)
            let outcome = try await office.work.perform(.put(under: incident), with: [children[0]], by: office.bob, at: noon().adding(.minutes(7)))
            #expect(outcome.done == [children[0]] && BulkWork("under:\(incident)") == .put(under: incident))
            #expect(try await office.inbox.list(InboxAddress(view: .open), of: office.ada.id, at: noon()).incidents.map(\.number) == [incident])
        }
    }

    @Test(arguments: engines) func `is answered to all, each in their language, and resolved with it`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (incident, children) = try await house(office)
            let replies = SavedReplyStore(line: office.line, recording: { _, _ in })
            try await replies.save(nil, name: "Pay", [.en: "Hello {customer}, it works.", .pl: "Już działa, {customer}!"], by: nil)
            let reply = try #require(try await replies.names().first?.id)
            let wanted = IncidentAnswerStore.Wanted(text: "", reply: reply, resolves: true, once: ID(at: noon()))
            try await answers(office).ask(wanted, of: incident, by: office.ada, at: noon().adding(.hours(1)))
            try await answers(office).give(wanted.once)
            #expect(try await said(children[0], office) == ["Hello, it works."])
            #expect(try await said(children[1], office) == ["Już działa, Ola!"])
            for child in children { #expect(try await office.conversations.find(child).status == .resolved) }
            #expect(try await office.conversations.find(incident).status == .open)
            let told = try #require(try await office.incidents.whole(incident).answers.first)
            #expect((told.sent, told.waiting, told.failures.count) == (3, 0, 0))
        }
    }

    @Test(arguments: engines) func `is answered once, wherever the server is killed`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (incident, children) = try await house(office)
            let wanted = IncidentAnswerStore.Wanted(text: "We are on it.", reply: nil, resolves: false, once: ID(at: noon()))
            for _ in 1...2 { try await answers(office).ask(wanted, of: incident, by: office.ada, at: noon().adding(.hours(1))) }
            #expect(try await office.incidents.whole(incident).answers.map(\.waiting) == [3])
            try await answers(office).give(wanted.once)
            // As if it had died after each answer, before that was written down.
            try await office.line.database.write { try $0.run("UPDATE incident_answer_part SET state = 'waiting'") }
            try await answers(office).give(wanted.once)
            for child in children { #expect(try await said(child, office) == ["We are on it."]) }
            #expect(try await office.kinds().count { $0 == "service_reply" } == 3)
        }
    }

    @Test(arguments: engines) func `says whom an answer did not come to`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (incident, children) = try await house(office)
            let wanted = IncidentAnswerStore.Wanted(text: "We are on it.", reply: nil, resolves: false, once: ID(at: noon()))
            try await answers(office).ask(wanted, of: incident, by: office.ada, at: noon().adding(.hours(1)))
            try await office.merges.merge(children[0], into: children[2], isSure: true, by: office.ada, at: noon().adding(.hours(1)))
            try await answers(office).give(wanted.once)
            let told = try #require(try await office.incidents.whole(incident).answers.first)
            #expect(told.sent == 2)
            #expect(told.failures == [.init(conversation: children[0], fault: "This conversation is a part of #\(children[2]): go on there.")])
        }
    }
}
