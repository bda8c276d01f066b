import Kernel
import TestKit
import Testing

@testable import Web

/// `make verify` lets these run for a minute each.
@Suite struct `An address that nobody of ours has written, fuzzed,` {
    private static let queries = [
        "q=a+b&period=month&from=2026-01-01&to=2026-12-31", "segment=01jx&rule=%7B%22rule%22%3A%22did%22%7D&rule=%FF%00", "a=%E4%BD&=&&b&c==d",
    ]
    private static let paths = [
        "/customers", "//evil.example", "/\\evil.example", "https://evil.example", "/a?b=//c", "javascript:alert(1)",
        "/%2f%2fx",
    ]

    @Test func `means the same when it is written again`() throws {
        try fuzzing { chance, seed in
            let query = Query(String(decoding: damaged(Self.queries, marks: "%&=+;#?/", by: &chance), as: UTF8.self))
            let again = Query(String(query.text.dropFirst()))
            #expect(again.text == query.text, "seed \(seed)")
            #expect(again.pairs.map(\.name) == query.pairs.map(\.name) && again.pairs.map(\.value) == query.pairs.map(\.value), "seed \(seed)")
            #expect(query.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && ![0x22, 0x27, 0x3C, 0x3E].contains($0) }, "seed \(seed)")
        }
    }

    @Test func `never leads away from us`() throws {
        try fuzzing { chance, seed in
            let path = String(decoding: damaged(Self.paths, marks: "/\\:.?#@%", by: &chance), as: UTF8.self)
            let ours = Array(ownPath(path).unicodeScalars)
            #expect(ours.first == "/", "seed \(seed)")
            // Browsers take a backslash for a slash and leave out tabs and line ends.
            let seen = ours.filter { $0 != "\t" && $0 != "\n" && $0 != "\r" }
            #expect(seen.count < 2 || seen[1] != "/" && seen[1] != "\\", "seed \(seed): \(path.debugDescription)")
        }
    }
}
