import Kernel
import TestKit
import Testing
import Timeline

@testable import Channels

/// `make verify` lets these run for a minute each.
@Suite struct `A damaged file, fuzzed,` {
    private static let tables = [
        "user,event,at,score\nann,\"a,\"\"b\"\"\nc\",2026-03-01 10:00:00,4\r\nbob,zażółć,12/31/2010 8:26 PM,5\n客户,购买,1700000000,3\n",
        "customer;time;event;nps;price\n1;2026-01-01T10:00:00+02:00;survey_nps;9;1.234,50\n2;1.2.2026;order;;12,00 zł\n",
        "{\"type\":\"track\",\"userId\":\"1\",\"event\":\"A\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"properties\":{\"a\":[1,{\"b\":null}]}}\n",
        "{\"user\":\"1\",\"at\":1700000000000,\"kind\":\"x\",\"score\":1e3}\n{\"user\":\"2\",\"at\":\"2026-01-01\",\"kind\":\"\\ud83d\\ude00\"}\n",
        " id date amount\n 00001 19970101  1\n 00002 19970112 12\n",
    ]
    private static let logs = [
        """
        <?xml version="1.0" encoding="UTF-8"?><log xes.version="1.0"><extension name="Time" prefix="time" uri="x"/><global scope="event">\
        <string key="concept:name" value="?"/></global><trace><string key="concept:name" value="a&amp;b"/><event>\
        <string key="concept:name" value="A"/><date key="time:timestamp" value="2026-01-01T10:00:00.000+02:00"/><float key="cost" value="1.5"/>\
        <list key="l"><values><int key="i" value="1"/></values></list></event></trace></log>
        """,
        "<log><trace><string key='concept:name' value='1'/><event><string key='concept:name' value='A'/>"
            + "<date key='time:timestamp' value='2026-01-01'/></event><event/></trace></log>",
    ]

    @Test func `of rows or of JSON is read, or refused in a sentence`() throws {
        try fuzzing { chance, seed in try Self.read(damaged(Self.tables, marks: ",;\t|\"'{}[]:\\0-.eE ", by: &chance), seed) }
    }

    @Test func `of XES is read, or refused in a sentence`() throws {
        try fuzzing { chance, seed in try Self.read(damaged(Self.logs, marks: "<>&;\"'=/!?[]-", by: &chance), seed) }
    }

    /// Nothing but touchpoints or a sentence may come of it.
    private static func read(_ bytes: [UInt8], _ seed: UInt64) throws {
        let file = try TemporaryFile(bytes, named: "damaged")
        do {
            let whole = try Imported(file)
            for touchpoint in whole.touchpoints {
                #expect(touchpoint.score.map { $0.value.isFinite } ?? true, "seed \(seed)")
                #expect(touchpoint.weight.map { $0.isFinite } ?? true, "seed \(seed)")
            }
        } catch let failure as Failure {
            #expect(!failure.description.isEmpty && failure.description.count < 2_000, "seed \(seed)")
        } catch {
            Issue.record("seed \(seed): \(error)")
        }
    }
}
