import Kernel
import Language
import People
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `A macro` {
    private let deeds: [MacroDeed] = [.take, .priority(.high), .label("box"), .note("@Bob, a dented one"), .status(.resolved)]

    private func run(_ deeds: [MacroDeed], _ text: String, in number: Int64, _ office: Office) async throws {
        let seen = try await office.conversations.find(number).lastEntry
        try await office.work.reply(
            .init(text: text, seen: seen, once: "macro-\(number)", deeds: deeds, macro: "Dented"), in: number, by: office.ada,
            at: noon().adding(.minutes(3)))
    }

    @Test(arguments: engines) func `answers and does all that it says, and is taken back with one word`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await office.labels.save(nil, name: "Box", .sea, by: nil)
            let number = try await office.receive(office.message("m-1"))
            let before = try await office.standing(number)
            try await run(deeds, "", in: number, office)
            let whole = try await office.conversations.whole(number)
            #expect(whole.conversation.status == .resolved && whole.conversation.priority == .high)
            #expect(whole.conversation.assignee == office.ada.id && whole.labels.map(\.key) == ["box"])
            #expect(whole.entries.dropFirst().map(\.happening) == [.assignment, .priority, .labelled, .note, .status])
            #expect(try await office.kinds().last == "ticket_resolved")
            #expect(try await office.mentions.isCalled(office.bob.id, in: number))
            let now = noon().adding(.minutes(4))
            let offer = try #require(try await office.undos.latest(by: office.ada.id, in: number, at: now))
            #expect(offer.done.detail == "Dented")
            #expect(try await office.undos.undo(offer.done.id, by: office.ada, at: now).done == [number])
            #expect(try await office.standing(number) == before)
        }
    }

    @Test(arguments: engines) func `does nothing of it where one thing cannot be done`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            let before = try await office.standing(number)
            await #expect(throws: Failure.missing("This label")) { try await run(deeds, "We send a new one.", in: number, office) }
            #expect(try await office.standing(number) == before)
            #expect(try await !office.kinds().contains("service_reply"))
            try await office.work.assign(number, to: office.bob.id, by: office.bob, at: noon())
            await #expect(throws: Failure.conflict("A colleague has taken this conversation.")) {
                try await run([.priority(.low), .take], "", in: number, office)
            }
            #expect(try await office.conversations.find(number).priority == .normal)
        }
    }

    @Test(arguments: engines) func `whose words were heard takes back what it did, not what was said`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            try await run([.status(.waiting)], "Which part is it?", in: number, office)
            let now = noon().adding(.minutes(4))
            let offer = try #require(try await office.undos.latest(by: office.ada.id, in: number, at: now))
            _ = try await office.undos.undo(offer.done.id, by: office.ada, at: now)
            let after = try await office.conversations.find(number)
            #expect(after.status == .open && after.unansweredSince == nil && after.preview == "Which part is it?")
        }
    }

    @Test(arguments: engines) func `is done with several, but not where it says what nobody knows`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await office.macros.save(nil, name: "Ordered", [.en: "Dear {first}, {order} is on its way."], [.status(.resolved)], by: nil)
            let macro = try #require(try await office.macros.list().first)
            #expect(macro.deeds == [.status(.resolved)])
            let known = try await office.receive(office.message("m-1"))
            var other = office.message("m-2", thread: "other")
            other = IncomingMessage(
                key: other.key, thread: other.thread, channel: .chat, from: [Identifier(.email, "lee@example.com")].compactMap(\.self), subject: "",
                text: "Where is it?", at: noon())
            let unknown = try await office.receive(other)
            try await office.order("A-77", by: "kim@example.com")
            try await office.tell("kim@example.com", ["name": "Kim Berg"])
            let outcome = try await office.work.perform(
                .macro(macro.id), with: [known, unknown], by: office.ada, at: noon().adding(.minutes(3)), macros: office.macros)
            #expect(outcome.done == [known] && outcome.refused.map(\.number) == [unknown])
            #expect(outcome.refused.first?.failure == .conflict("The macro says what is not known here; there are {order}"))
            let whole = try await office.conversations.whole(known)
            #expect(whole.entries.first { $0.happening == .reply }?.text == "Dear Kim, A-77 is on its way.")
            #expect(whole.conversation.status == .resolved)
            #expect(try await office.conversations.find(unknown).status == .open)
        }
    }

    @Test func `asks for what is not known, and never sends a hole`() throws {
        let text = "Hello {first}, order {order} of {company}. {order}!"
        #expect(SavedReply.gaps(in: text) == [.first, .order, .company])
        #expect(throws: Failure.invalid("fact_first", "must be filled in before it is sent")) { try SavedReply.close(text, [:]) }
        #expect(throws: Failure.invalid("fact_company", "must be filled in before it is sent")) {
            try SavedReply.close(text, [.first: "", .order: "7", .company: ""])
        }
        #expect(try SavedReply.close(text, [.first: "", .order: "7", .company: "Birch"]) == "Hello, order 7 of Birch. 7!")
        #expect(try SavedReply.close("{words} of theirs", [:]) == "{words} of theirs")
    }

    @Test func `is written as it is read`() throws {
        let all: [MacroDeed] = deeds + [.snooze(24), .unlabel("old-one"), .status(.waiting), .status(.open), .note("a: b")]
        for deed in all { #expect(MacroDeed(deed.text) == deed) }
        for text in ["", "status:snoozed", "status:gone", "snooze:0", "snooze:9999", "label:", "note:", "take:x", "erase"] {
            #expect(MacroDeed(text) == nil, "\(text)")
        }
        let label = Label(key: "box", name: "Box", colour: .sea, isPutAway: false)
        let form = Form(MacroForm.fields([.take, .label("box"), .snooze(5)]).map { ($0.key, $0.value) })
        #expect(try MacroForm.deeds(form, labels: [label]) == [.take, .label("box"), .snooze(5)])
    }
}

extension Office {
    func order(_ number: String, by email: String) async throws {
        let who = [Identifier(.email, email)].compactMap(\.self)
        _ = try await line.append(
            [
                NewTouchpoint(
                    "order_placed", channel: "web", by: who, at: noon(), key: SourceKey("order \(number)"), subject: Subject("order", number))
            ],
            from: shop)
    }
}
