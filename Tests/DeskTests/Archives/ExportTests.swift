import Channels
import Foundation
import Kernel
import People
import Storage
import Synchronization
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

extension Office {
    func lines(since: Instant? = nil) async throws -> String {
        let bytes = Mutex<[UInt8]>([])
        try await ConversationExportStore(line: line, since: since).lines { piece in bytes.withLock { $0 += piece } }
        return String(decoding: bytes.withLock { $0 }, as: UTF8.self)
    }

    func table(_ table: ConversationExportStore.Table) async throws -> [String] {
        let bytes = Mutex<[UInt8]>([])
        try await ConversationExportStore(line: line).table(table) { piece in bytes.withLock { $0 += piece } }
        return String(decoding: bytes.withLock { $0 }, as: UTF8.self).components(separatedBy: "\r\n").filter { !$0.isEmpty }
    }

    /// What happened in all conversations, without numbers.
    func stories() async throws -> [[String]] {
        var stories: [[String]] = []
        for number in try await numbers() {
            let thread: String = try await line.database.read { try $0.value("SELECT thread FROM conversation WHERE number = \(number)") } ?? ""
            stories.append(try await story(thread))
        }
        return stories
    }
}

@Suite struct `An export of conversations` {
    /// What came by files, what was said here, a snooze, and one that was opened again.
    private func fill(_ office: Office) async throws {
        for name in ["zendesk.json", "chatwoot.json", "zammad.json"] { try await office.bring(example: name) }
        let number = try await office.receive(office.message("m-1", "=HYPERLINK(\"x\")"))
        try await office.work.reply(
            office.writing("A new top.", in: number, then: .resolved), in: number, by: office.ada, at: noon().adding(.minutes(5)))
        try await office.receive(office.message("m-2", "Still “dented”,\nsorry.", after: 9))
        try await office.work.note(office.writing("Poor Kim.", in: number), in: number, by: office.bob, at: noon().adding(.minutes(10)))
        try await office.work.snooze(number, until: noon().adding(.days(300)), by: office.bob, at: noon().adding(.minutes(11)))
    }

    @Test(arguments: engines) func `is taken back by an import, whole and once`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await fill(office)
            let lines = try await office.lines()
            #expect(lines.split(separator: "\n").count == 8)
            let stories = try await office.stories()
            let again = try await office.bring(text: lines).result
            #expect(again.counts == .init(records: 8, duplicates: 8), "here all of it is there already")
            try await withOffice(engine) { other async throws in
                let result = try await other.bring(text: lines).result
                #expect(result.counts == .init(records: 8, accepted: 8))
                let taken = try await other.stories()
                #expect(taken == stories)
                #expect(try await other.bring(text: lines).result.counts == .init(records: 8, duplicates: 8))
                let (kinds, before) = (try await other.kinds().sorted(), try await office.kinds().sorted())
                #expect(kinds == before)
                let snoozed = try await other.conversations.find(try await other.number(of: "shop/chat"))
                #expect(snoozed.status == .snoozed && snoozed.snoozedUntil == noon().adding(.days(300)) && snoozed.assignee == other.ada.id)
                #expect(try await other.customer(of: "archive:zendesk/5101") == office.customer(of: "5101"))
                let twice = try await other.lines().replacing("archive:throughline", with: "x")
                #expect(twice.split(separator: "\n").count == 8)
            }
        }
    }

    @Test(arguments: engines) func `in tables has a row for each conversation, and for each message`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await fill(office)
            let conversations = try await office.table(.conversations)
            #expect(conversations.count == 9 && conversations[0].hasPrefix("\u{FEFF}number,source,thread,channel,subject,status"))
            let shop = try #require(conversations.last)
            #expect(
                shop.contains(",shop,chat,chat,\"'=HYPERLINK(\"\"x\"\")\",snoozed,") && shop.hasSuffix(",kim@example.com,'+48600100200,2,1,1,,,"),
                "\(shop)")
            let messages = try await office.table(.messages)
            #expect(messages.count == 24)
            #expect(messages.contains { $0.contains(",reply,chat,Ada,ada@example.com,A new top.,") })
        }
    }

    @Test(arguments: engines) func `since a day has those in which something happened since`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await fill(office)
            #expect(try await office.lines(since: noon().adding(.hours(-1))).split(separator: "\n").count == 1)
            #expect(try await office.lines(since: Instant("2025-10-01T00:00:00Z")).split(separator: "\n").count == 6)
        }
    }

    @Test(arguments: engines) func `names nobody who was erased, and what is left of them is not taken back`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await fill(office)
            try await office.erase(#require(Identifier(.email, "kim@example.com")))
            let lines = try await office.lines()
            #expect(!lines.contains("kim@example.com") && !lines.contains("dented") && !lines.contains("a dent") && !lines.contains("Kim Lee"))
            try await withOffice(engine) { other async throws in
                let result = try await other.bring(text: lines)
                #expect(result.result.counts == .init(records: 8, accepted: 6, rejected: 2))
                #expect(result.rejected.contains("is with nobody any more"))
            }
        }
    }
}
