import Kernel
import Language
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `Fields of conversations` {
    private func fields(_ office: Office) async throws -> ConversationFieldStore {
        let store = ConversationFieldStore(line: office.line, recording: { _, _ in })
        try await store.save(nil, .choice, [.en: "Carrier", .pl: "Przewoźnik"], ["DHL", "UPS"], by: nil)
        try await store.save(nil, .number, [.en: "Parcels"], [], by: nil)
        try await store.save(nil, .date, [.en: "Promised"], [], by: nil)
        return store
    }

    private func values(_ number: Int64, _ office: Office) async throws -> [String: String] { try await office.conversations.whole(number).fields }

    @Test(arguments: engines) func `are filled in, emptied and told in the conversation`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (store, number) = (try await fields(office), try await office.receive(office.message("1")))
            try await store.fill(["carrier": "DHL", "parcels": "2,5", "promised": ""], in: number, by: office.ada, at: noon())
            #expect(try await values(number, office) == ["carrier": "DHL", "parcels": "2.5"])
            try await store.fill(["carrier": "DHL", "parcels": ""], in: number, by: office.ada, at: noon())
            #expect(try await values(number, office) == ["carrier": "DHL"])
            let told = try await office.conversations.whole(number).entries.filter { $0.tie?.word == .field }
            #expect(told.map { "\($0.tie?.rest ?? "") \($0.text)" } == ["carrier DHL", "parcels 2.5", "parcels "])
            for (key, value, field, reason) in [
                ("carrier", "TNT", "fields.carrier", "must be one of the choices"), ("parcels", "many", "fields.parcels", "must be a number"),
                ("promised", "soon", "fields.promised", "must be a day, such as 2026-11-22"),
                ("colour", "red", "fields", "name a field that there is not; there are carrier, parcels, promised"),
            ] {
                await #expect(throws: Failure.invalid(field, reason)) { try await store.fill([key: value], in: number, by: office.ada, at: noon()) }
            }
        }
    }

    @Test(arguments: engines) func `come with messages of programs, once, and are a list of the inbox`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            _ = try await fields(office)
            var message = office.message("1")
            message.fields = ["carrier": "UPS"]
            let number = try await office.receive(message)
            try await office.receive(message)
            try await office.receive(office.message("2", thread: "other"))
            let list = try await office.inbox.list(
                InboxAddress(view: .open, field: FieldChoice(key: "carrier", value: "UPS")), of: office.ada.id, at: noon())
            #expect(list.rows.map(\.conversation.number) == [number] && list.counts[.open] == 1)
            message.fields = ["carrier": "TNT"]
            message.key = "3"
            await #expect(throws: Failure.invalid("fields.carrier", "must be one of the choices")) { try await office.receive(message) }
            #expect(try await office.conversations.whole(number).entries.count { $0.happening == .message } == 1)
        }
    }

    @Test(arguments: engines) func `that are put away stay where something stands in them`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (store, number) = (try await fields(office), try await office.receive(office.message("1")))
            let other = try await office.receive(office.message("2", thread: "other"))
            try await store.fill(["carrier": "DHL"], in: number, by: office.ada, at: noon())
            try await store.putAway(store.find("carrier"), true, by: office.ada.id)
            let facts = ThreadFactsStore(line: office.line)
            #expect(try await facts.facts(of: office.conversations.find(number), []).fields.map(\.field.key) == ["carrier", "parcels", "promised"])
            #expect(try await facts.facts(of: office.conversations.find(other), []).fields.map(\.field.key) == ["parcels", "promised"])
            try await store.save("carrier", .text, [.en: "Shipper"], ["DHL"], by: nil)
            #expect(try await store.find("carrier").kind == .choice, "the kind stays")
        }
    }
}
