import Columnar
import Kernel
import Language
import People
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Journeys

private let everything = JourneyScope(Query(), today: noon().day)

/// A shop of one customer, whose store tells nothing that is measured in less than `quick` as it was before.
private func withStore(quick: Duration, _ body: @escaping @Sendable (Line, JourneyStore) async throws -> Void) async throws {
    try await withMigratedDatabase(.sqlite) { database in
        let line = try await Line.open(database)
        let engine = LineEngine(source: LineFeedStore(line: line))
        try await visit("Mary", line)
        try await body(line, JourneyStore(line: line, quick: quick) { try await engine.line() })
    }
}

private func visit(_ name: String, _ line: Line) async throws {
    let source = try await line.source("shop", name: "Shop", medium: .file)
    let by = [Identifier(.userID, name)].compactMap(\.self)
    _ = try await line.append([NewTouchpoint("page_view", channel: "web", by: by, at: noon())], from: source)
}

@Suite struct `An answer that takes long` {
    @Test func `is told as it was, with its time, while it is measured anew`() async throws {
        try await withStore(quick: .zero) { line, store in
            let first = try await store.journey(everything, at: noon())
            #expect(first.answer.people == 1 && first.at == nil)
            try await visit("Anna", line)
            let old = try await store.journey(everything, at: noon().adding(.seconds(60)))
            #expect(old.answer.people == 1 && old.at == noon())
            await store.memory.settled(Journey.self)
            let new = try await store.journey(everything, at: noon().adding(.seconds(120)))
            #expect(new.answer.people == 2 && new.at == nil)
        }
    }

    @Test func `is waited for where the one before is older than ten minutes`() async throws {
        try await withStore(quick: .zero) { line, store in
            _ = try await store.journey(everything, at: noon())
            try await visit("Anna", line)
            let found = try await store.journey(everything, at: noon().adding(.seconds(600)))
            #expect(found.answer.people == 2 && found.at == nil)
        }
    }

    @Test func `is measured anew at once when somebody was erased`() async throws {
        try await withStore(quick: .zero) { line, store in
            _ = try await store.journey(everything, at: noon())
            try await line.database.write { _ = try $0.run("UPDATE counter SET value = value + 1 WHERE name = 'erasure'") }
            #expect(try await store.journey(everything, at: noon()).at == nil)
        }
    }

    @Test func `says on the page when it was measured, in each language`() async throws {
        try await withStore(quick: .zero) { _, store in
            let journey = try await store.journey(everything, at: noon()).answer
            for language in ReaderLanguage.allCases {
                let t = Texts(language, now: noon().adding(.seconds(60)))
                func page(_ times: [Instant?]) -> String {
                    JourneyPage(t: t, journey: journey, measured: MeasuringTime(t: t, times: times), scope: everything, query: Query()).html.text
                }
                #expect(page([nil, noon(), noon().adding(.seconds(30))]).contains(t("journey.measured", ["time": t.time(noon())])))
                #expect(!page([nil, nil]).contains(t("journey.measured", ["time": t.time(noon())])))
            }
        }
    }
}

private actor Counter {
    private(set) var count = 0
    func more() { count += 1 }
}

@Suite struct `Answers that are kept` {
    @Test func `are measured once for all who ask the same at once`() async throws {
        try await withStore(quick: .zero) { line, _ in
            let memory = AnswerMemory(quick: .zero)
            let version = try await line.database.read { try LineVersionStore().version($0) }
            let measured = Counter()
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await memory.answer("how many", version, at: noon(), mayBeOld: true) {
                            await measured.more()
                            await Task.yield()
                            return 42
                        }.answer
                    }
                }
                for try await answer in group { #expect(answer == 42) }
            }
            #expect(await measured.count == 1)
        }
    }

    @Test func `are asked for anew where measuring failed`() async throws {
        try await withStore(quick: .zero) { line, _ in
            let memory = AnswerMemory(quick: .zero)
            let version = try await line.database.read { try LineVersionStore().version($0) }
            await #expect(throws: Failure.self) {
                try await memory.answer("how many", version, at: noon(), mayBeOld: true) { () -> Int in throw Failure.missing("The line") }
            }
            #expect(try await memory.answer("how many", version, at: noon(), mayBeOld: true) { 42 }.answer == 42)
        }
    }
}
