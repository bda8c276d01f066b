import Kernel
import People
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Channels
@testable import Desk

@Suite struct `Further people in a conversation` {
    private func people(in number: Int64, _ office: Office) async throws -> [String] {
        let whole = try await office.conversations.whole(number)
        return try await ThreadFactsStore(line: office.line).facts(of: whole.conversation, whole.parts).participants.map(\.name)
    }

    @Test(arguments: engines) func `come with the copies of a letter, and write under their own name and on their own line`(engine: Engine)
        async throws
    {
        try await withPostOffice(engine) { post in
            try await post.office.tell("lea@example.com", ["name": "Lea Wolf"])
            let number = try #require(try await post.bring(post.letter(more: "Cc: Lea <lea@example.com>")).conversation)
            #expect(try await people(in: number, post.office) == ["Lea Wolf"])
            let letter = post.letter("I am her neighbour.", from: "Lea <lea@example.com>", id: "l1@example.com", answers: "k1@example.com")
            #expect(try await post.bring(letter).conversation == number)
            let whole = try await post.office.conversations.whole(number)
            let entry = try #require(whole.entries.last { $0.happening == .message })
            #expect(whole.strangers[entry.number] == "Lea Wolf")
        }
    }

    @Test(arguments: engines) func `are added by the address of somebody known, and taken off again`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("1"))
            let participants = ParticipantStore(line: office.line)
            for (address, reason) in [
                ("nobody@example.com", "must be the address of a customer who is known here"), ("kim@example.com", "is the customer's own"),
                ("x", "must be an email address, such as help@example.com"),
            ] {
                await #expect(throws: Failure.invalid("address", reason)) {
                    try await participants.add(address, to: number, by: office.ada, at: noon())
                }
            }
            try await office.tell("lea@example.com", ["name": "Lea Wolf"])
            for _ in 1...2 { try await participants.add("Lea@example.com", to: number, by: office.ada, at: noon()) }
            #expect(try await people(in: number, office) == ["Lea Wolf"])
            #expect(try await office.conversations.whole(number).entries.count { $0.tie?.word == .joined } == 1)
            try await participants.remove("lea@example.com", from: number, by: office.ada, at: noon())
            #expect(try await people(in: number, office) == [])
        }
    }
}

@Suite struct `The company beside a conversation` {
    @Test(arguments: engines) func `is the one that its customer acted for when it began`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let kim = [Identifier(.email, "kim@example.com")].compactMap(\.self)
            for (place, (company, hours)) in [("Oak Ltd", -48), ("Ash Ltd", -1)].enumerated() {
                var joined = NewTouchpoint("group", channel: "web", by: kim, at: noon().adding(.hours(Int64(hours))), key: SourceKey("g\(place)"))
                joined.company = company
                _ = try await office.line.append([joined], from: office.shop)
            }
            let number = try await office.receive(office.message("1", after: -600))
            let facts = try await ThreadFactsStore(line: office.line).facts(of: office.conversations.find(number), [])
            #expect(facts.companies.map(\.name) == ["Oak Ltd"])
        }
    }
}
