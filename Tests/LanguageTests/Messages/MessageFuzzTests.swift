import Kernel
import Language
import TestKit
import Testing

/// `make verify` lets this run for a minute.
@Suite struct `A text with places, fuzzed,` {
    private static let texts = [
        "{count, plural, =0 {nobody} one {# person} other {# people}} of {name}", "{share, number, percent} on {when, date} at {when, time}",
        "{kind, select, mail {by ''mail'' '{x}'} other {{n, plural, few {# a} many {# b} other {#}}}}", "'{' }} {", "{a}{b}{c}",
    ]
    private static let values: [String: MessageValue] = [
        "count": .number(1e300), "name": .text("{count}"), "share": .number(.nan), "when": .moment(.distantFuture), "kind": .text("mail"),
        "n": .number(-3.5),
    ]

    @Test func `is read and filled, or refused`() throws {
        try fuzzing { chance, seed in
            let text = String(decoding: damaged(Self.texts, marks: "{},'#= ", by: &chance), as: UTF8.self)
            // Whether it can be read is its own business; that it ends, and what it then says, is ours.
            guard let message = try? Message(text) else { return }
            for language in ReaderLanguage.allCases {
                let filled = message.filled(Self.values, in: language) { value, _ in "\(value)" }
                #expect(filled.utf8.count <= 200_000, "seed \(seed)")
            }
        }
    }
}
