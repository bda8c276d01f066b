import Kernel
import Language
import Storage
import TestKit
import Testing
import Web

@testable import Desk

@Suite struct `A saved reply` {
    private let greeting = SavedReply(id: ID(bits: 1), name: "Hello", texts: [.pl: "Dzień dobry", .en: "Hello"])

    @Test func `is in the customer's language, or in the first that there is`() {
        #expect(greeting.text(in: "pl") == "Dzień dobry")
        #expect(greeting.text(in: "pl-PL") == "Dzień dobry")
        #expect(greeting.text(in: "de") == "Hello")
        #expect(greeting.text(in: nil) == "Hello")
        #expect(SavedReply(id: ID(bits: 1), name: "Hello", texts: [.zh: "您好"]).text(in: "en") == "您好")
    }

    @Test func `is filled with what is known, and keeps what is not, to be asked for`() {
        let text = "Hello {customer}, this is {agent}. #{number}: {subject}"
        #expect(
            SavedReply.fill(text, [.customer: "Kim", .agent: "Ada", .number: "7", .subject: "{agent}"]) == "Hello Kim, this is Ada. #7: {agent}",
            "a fact that looks like another one's name stays as it is")
        #expect(SavedReply.fill("Hello {customer},", [:]) == "Hello {customer},")
    }

    @Test(arguments: ["{customers}", "Hello {name}!", "{}"]) func `names nothing that is not filled in`(text: String) {
        let reason = "may have in braces only what is filled in; there are {customer}, {first}, {agent}, {number}, {subject}, {company}, {order}"
        #expect(throws: Failure.invalid("text_en", reason)) { try SavedReply.check(text, "text_en") }
    }

    @Test(arguments: engines) func `says what is known in a conversation`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let store = SavedReplyStore(line: office.line, recording: { _, _ in })
            try await store.save(nil, name: "Sorry", [.en: "Sorry, {customer}.", .pl: "Przepraszamy, {customer}. {agent}"], by: office.ada.id)
            let reply = try #require(try await store.list().first)
            let number = try await office.receive(office.message("1"))
            #expect(try await store.text(reply, in: office.conversations.find(number), by: office.ada) == "Sorry, {customer}.")
            try await office.tell("kim@example.com", ["name": "Kim", "language": "pl"])
            #expect(try await store.text(reply, in: office.conversations.find(number), by: office.ada) == "Przepraszamy, Kim. Ada")
        }
    }

    @Test(arguments: engines) func `is changed and removed, and no two have one name`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let store = SavedReplyStore(line: office.line, recording: { _, _ in })
            try await store.save(nil, name: "Thanks", [.en: "Thank you"], by: office.ada.id)
            try await store.save(nil, name: "Apology", [.en: "Sorry", .ru: "Простите"], by: office.bob.id)
            #expect(try await store.list().map(\.name) == ["Apology", "Thanks"])
            await #expect(throws: Failure.invalid("name", "must be another one: a macro is called so already")) {
                try await store.save(nil, name: "thanks", [.en: "Thanks"], by: office.ada.id)
            }
            let apology = try #require(try await store.list().first)
            try await store.save(apology.id, name: "Apology", [.pl: "Przepraszamy"], by: office.ada.id)
            #expect(try await store.find(apology.id).texts == [.pl: "Przepraszamy"])
            try await store.remove(apology, by: office.ada.id)
            #expect(try await store.list().map(\.name) == ["Thanks"])
        }
    }
}
