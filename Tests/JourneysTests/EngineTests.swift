import Analytics
import Columnar
import Foundation
import Kernel
import People
import Statistics
import Storage
import TestKit
import Testing
import Timeline

/// Does something to the line that may change whose anything is.
private struct Happenings {
    let line: Line
    let source: Source
    var random: SeededGenerator
    private var merged: [Int64] = []

    init(_ line: Line, seed: UInt64) async throws {
        self.line = line
        source = try await line.source("shop", name: "Shop", medium: .http)
        random = SeededGenerator(seed: seed)
    }

    mutating func happen() async throws {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: try await merge()
        case 1: try await takeBack()
        case 2: try await erase()
        default: try await append(Int.random(in: 1...20, using: &random))
        }
    }

    private mutating func append(_ count: Int) async throws {
        var touchpoints: [NewTouchpoint] = []
        for _ in 0..<count {
            var by = [Identifier(.anonymousID, "visitor-\(Int.random(in: 0..<60, using: &random))")]
            // Now and then a visitor says who they are: what they did before comes to that person.
            if Int.random(in: 0..<4, using: &random) == 0 { by.append(Identifier(.userID, "user-\(Int.random(in: 0..<25, using: &random))")) }
            let kind = ["page_view", "cart_add", "order_placed", "survey_nps"].randomElement(using: &random) ?? "page_view"
            let score = kind == "survey_nps" ? Score(Double(Int.random(in: 0...10, using: &random)), on: .nps) : nil
            touchpoints.append(
                NewTouchpoint(
                    kind, channel: "web", by: by.compactMap(\.self), at: noon().adding(.minutes(-Int64.random(in: 0...90_000, using: &random))),
                    score: score))
        }
        _ = try await line.append(touchpoints, from: source)
    }

    private func people() async throws -> [Int64] {
        try await line.database.read { try $0.rows("SELECT DISTINCT person FROM identifier ORDER BY person").map { try $0.get(at: 0) } }
    }

    private mutating func merge() async throws {
        let people = try await people()
        guard let one = people.randomElement(using: &random), let other = people.randomElement(using: &random), one != other else { return }
        let (line, rules) = (line, line.rules)
        merged.append(
            try await line.database.write { try line.identities.merge(one, with: other, by: [1], reason: "Same", in: $0, rules: rules) })
    }

    private mutating func takeBack() async throws {
        guard let link = merged.popLast() else { return }
        let (line, rules) = (line, line.rules)
        try await line.database.write { try line.identities.unlink([link], by: [1], reason: "Not the same", in: $0, rules: rules) }
    }

    private mutating func erase() async throws {
        let ids: [ID<Person>] = try await line.database.read { try $0.rows("SELECT id FROM person ORDER BY number").map { try $0.get(at: 0) } }
        guard Int.random(in: 0..<3, using: &random) == 0, let id = ids.randomElement(using: &random) else { return }
        // Numbers that belong to another now are nobody's to erase; what was merged by hand may be gone with them.
        do { _ = try await ErasureStore(line: line) { _, _ in }.erase(id, by: nil) } catch Failure.missing { return }
        merged = []
    }
}

private func expectSame(_ engine: LineEngine, _ line: Line, _ note: String) async throws {
    let (columns, log) = (try await engine.line(), try await line.journeyLog())
    let comment = Comment(rawValue: note)
    #expect(columns.overview() == log.overview(), comment)
    #expect(columns.directlyFollows() == log.directlyFollows(), comment)
    #expect(columns.variants(VariantQuestion(top: 20)) == log.variants(VariantQuestion(top: 20)), comment)
    #expect(columns.scores(ScoreQuestion(.nps, every: .month)) == log.scores(ScoreQuestion(.nps, every: .month)), comment)
    #expect(columns.stageConversion() == log.stageConversion(), comment)
}

private func withLine(_ engine: Engine, _ body: @escaping @Sendable (Line) async throws -> Void) async throws {
    try await withMigratedDatabase(engine) { database in
        try await database.write { try CatalogueStore().add(Kind.defaults, Channel.defaults, in: $0) }
        try await body(try await Line.open(database))
    }
}

@Suite struct `The line in columns` {
    @Test(arguments: engines) func `says what the database says, whatever has happened to it`(engine: Engine) async throws {
        try await withLine(engine) { line in
            var happenings = try await Happenings(line, seed: 77)
            let columns = LineEngine(source: LineFeedStore(line: line))
            for step in 0..<60 {
                try await happenings.happen()
                try await expectSame(columns, line, "step \(step)")
            }
        }
    }

    @Test func `is opened again as it was left, and made anew when its file is broken or gone`() async throws {
        try await withDirectory { directory async throws in
            try await withLine(.sqlite) { line in
                var happenings = try await Happenings(line, seed: 5)
                for _ in 0..<10 { try await happenings.happen() }
                let path = directory + "/cache/line.columns"
                _ = try await LineEngine(source: LineFeedStore(line: line), path: path).line()
                for _ in 0..<10 { try await happenings.happen() }
                try await expectSame(LineEngine(source: LineFeedStore(line: line), path: path), line, "opened again")
                var bytes = try Data(contentsOf: URL(filePath: path))
                bytes[bytes.count / 2] ^= 1
                try bytes.write(to: URL(filePath: path))
                try await expectSame(LineEngine(source: LineFeedStore(line: line), path: path), line, "broken")
                try Data("rubbish".utf8).write(to: URL(filePath: path))
                try await expectSame(LineEngine(source: LineFeedStore(line: line), path: path), line, "rubbish")
                try FileManager.default.removeItem(atPath: path)
                try await expectSame(LineEngine(source: LineFeedStore(line: line), path: path), line, "gone")
                #expect(try FileManager.default.contentsOfDirectory(atPath: directory + "/cache") == ["line.columns"])
            }
        }
    }

    @Test func `has what was acknowledged before it was asked, also when many ask at once`() async throws {
        try await withLine(.sqlite) { line in
            let source = try await line.source("shop", name: "Shop", medium: .http)
            let columns = LineEngine(source: LineFeedStore(line: line))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<50 {
                    group.addTask {
                        let by = [Identifier(.userID, "user-\(number)")].compactMap(\.self)
                        _ = try await line.append([NewTouchpoint("page_view", channel: "web", by: by, at: noon())], from: source)
                        let person: Int64 = try await line.database.read {
                            try $0.value("SELECT person FROM identifier WHERE value = \("user-\(number)")") ?? 0
                        }
                        #expect(try await columns.line().line(of: person).count == 1)
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
