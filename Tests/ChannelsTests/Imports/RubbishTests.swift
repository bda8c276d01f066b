import Kernel
import TestKit
import Testing

@testable import Channels

@Suite struct `Rubbish` {
    /// One small file of each format, with all that makes reading hard.
    private static let fixtures = [
        "user,event,at,score\nann,\"a,\"\"b\"\"\nc\",2026-03-01 10:00:00,4\r\nbob,zażółć,12/31/2010 8:26 PM,5\n客户,购买,1700000000,3\n",
        " id date amount\n 00001 19970101  1\n 00002 19970112 12\n",
        #"{"user": "a\u00e9", "event": "x", "at": "2026-03-01", "p": {"a": [1, {"b": null}]}}"# + "\n"
            + #"{"user": 2, "event": true, "at": 1.5e9}"#,
        "{\"type\": \"page\", \"userId\": \"u\", \"timestamp\": \"2026-03-01T10:00:00Z\", \"properties\": {\"revenue\": \"1.5\"}}\n",
        """
        <?xml version="1.0"?><log><trace><string key="concept:name" value="1 &amp; 2"/><event><string key="concept:name" value="a"/>
        <date key="time:timestamp" value="2026-03-01"/><list key="l"><string key="x" value="y"/></list></event></trace></log>
        """,
    ]

    /// Reads all of it; whatever is thrown must be a sentence for whoever gave us the file.
    private func read(_ bytes: [UInt8]) throws {
        do {
            _ = try Imported(TemporaryFile(bytes))
        } catch let failure as Failure {
            #expect("\(failure)".hasSuffix("."), "\(failure)")
        }
    }

    @Test(arguments: fixtures) func `cut off anywhere is read up to there`(text: String) throws {
        let bytes = Array(text.utf8)
        for length in 0...bytes.count { try read(Array(bytes.prefix(length))) }
    }

    @Test(arguments: fixtures) func `with some bytes changed is read or refused`(text: String) throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<150 {
            var bytes = Array(text.utf8)
            for _ in 0...random.below(4) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
            try read(bytes)
        }
    }

    @Test func `of random bytes is read or refused`() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<150 {
            let start: [UInt8] = [[], [0x1F, 0x8B], [0xFF, 0xFE], [0x3C], [0x7B]][random.below(5)]
            try read(start + (0..<random.below(3_000)).map { _ in UInt8(random.below(256)) })
        }
    }

    @Test func `in a mapping or in a map of a survey is refused`() {
        var random = SeededGenerator(seed: 13)
        let marks = Array(",=\"'.:-{}[]#&*!|> \nabcustomerkindat")
        for _ in 0..<500 {
            let text = String((0..<random.below(40)).map { _ in marks[random.below(marks.count)] })
            _ = refusal { _ = try Mapping(text) }
            #expect(refusal { _ = try SurveyMap(yaml: text, name: "map.yaml") }.hasPrefix("map.yaml"))
        }
    }
}

extension SeededGenerator {
    fileprivate mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
}
