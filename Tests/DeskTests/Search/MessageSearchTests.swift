import Kernel
import Storage
import TestKit
import Testing
import Timeline

@testable import Desk

@Suite struct `Search over messages` {
    private func found(_ typed: String, _ office: Office) async throws -> [Int64] {
        try await MessageSearchStore(line: office.line).search(typed).found.map(\.row.conversation.number)
    }

    @Test(arguments: engines) func `finds what was said, in four languages, by the beginnings of words`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let index = MessageIndexStore(database: office.line.database)
            var numbers: [String: Int64] = [:]
            for (thread, text) in [
                ("en", "The armrest of the chair is loose."), ("pl", "Biurko przyjechało porysowane, łóżko też."),
                ("ru", "Кресло скрипит, ёлки-палки!"),
                ("zh", "桌子的配送太慢了"), ("other", "Where is my invoice?"),
            ] { numbers[thread] = try await office.receive(office.message("m-\(thread)", thread: thread, text)) }
            try await index.catchUp()
            for (typed, thread) in [
                ("armrest", "en"), ("ARM loos", "en"), ("loose chair", "en"), ("porysowane", "pl"), ("PORYS lozko", "pl"), ("кресло", "ru"),
                ("елки", "ru"),
                ("配送", "zh"), ("太慢了", "zh"), ("invo", "other"),
            ] { #expect(try await found(typed, office) == [numbers[thread]], "\(typed)") }
            for typed in ["armrests", "chair invoice", "慢太", "rest", "!", "", " ", "x"] { #expect(try await found(typed, office) == [], "\(typed)") }
        }
    }

    @Test(arguments: engines) func `finds answers, notes, subjects, numbers and names, the newest first`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let index = MessageIndexStore(database: office.line.database)
            try await office.tell("kim@example.com", ["name": "Kim Okafor"])
            let first = try await office.receive(office.message("1", thread: "a", "The desk wobbles."))
            let second = try await office.receive(office.message("2", thread: "b", "The lamp flickers.", after: 1))
            try await office.work.reply(office.writing("Tighten the bolts.", in: first), in: first, by: office.ada, at: noon())
            try await office.work.note(office.writing("Known fault of the batch.", in: second), in: second, by: office.ada, at: noon())
            try await index.catchUp()
            #expect(try await found("bolts", office) == [first])
            #expect(try await found("batch", office) == [second])
            #expect(try await found("the", office) == [second, first], "by what was said last")
            #expect(try await found("#\(first)", office) == [first])
            #expect(try await found("\(second)", office) == [second])
            #expect(try await found("okafor", office) == [second, first])
            let answer = try await MessageSearchStore(line: office.line).search("bolts")
            #expect(answer.found.first?.entry?.text == "Tighten the bolts." && !answer.isCut)
        }
    }

    @Test(arguments: engines) func `takes each message once, also where it went on after a stop`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            for number in 0..<450 {
                try await office.receive(office.message("m-\(number)", thread: "t-\(number % 60)", "Message number\(number) of many."))
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for longStep in [5_000, 100, 300] {
                    group.addTask { try await MessageIndexStore(database: office.line.database, longStep: longStep).catchUp() }
                }
                try await group.waitForAll()
            }
            let rows: Int? = try await office.line.database.read { try $0.value("SELECT COUNT(*) FROM message_word WHERE word = 'many'") }
            #expect(rows == 450)
            #expect(try await found("number449", office).count == 1)
            let answer = try await MessageSearchStore(line: office.line).search("many")
            #expect(answer.found.count == MessageSearchStore.most && answer.isCut)
        }
    }

    @Test(arguments: [
        ("The desk wobbles when I write.", "wobb", "The desk [wobbles] when I write. "), ("Nothing of that.", "else", "Nothing of that. "),
        ("配送太慢了 thanks", "太慢", "[配送太慢了] thanks "), ("", "a", ""),
    ])
    func `marks what was wanted`(text: String, typed: String, shown: String) {
        #expect(MessageGlance.parts(of: text, typed).map { $0.isWanted ? "[\($0.text)]" : $0.text }.joined() == shown)
    }

    @Test func `shows the place, and not all of a long message`() {
        let text = String(repeating: "word ", count: 500) + "needle " + String(repeating: "word ", count: 500)
        let parts = MessageGlance.parts(of: text, "needle")
        #expect(parts.first?.text == "… " && parts.last?.text == "…" && parts.contains { $0.isWanted } && parts.count < 100)
    }
}
