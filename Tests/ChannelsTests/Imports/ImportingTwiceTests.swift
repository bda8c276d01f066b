import Foundation
import Kernel
import People
import Testing
import Timeline

@testable import Channels

@Suite struct `Importing the same file twice` {
    private let file = log("ann,a,2026-03-01", "bob,b,2026-03-02", "ann,a,2026-03-01", "bad", "ann,a,2026-03-01", "cid,c,soon", "bob,b,2026-03-02")

    @Test func `gives the same keys, and equal rows have different ones`() throws {
        let (first, second) = (try Imported(file), try Imported(file))
        #expect(first.touchpoints.map(\.key) == second.touchpoints.map(\.key))
        #expect(Set(first.touchpoints.compactMap(\.key)).count == 5)
    }

    @Test func `finds in a longer file what was there before`() throws {
        let (short, long) = (try Imported(file), try Imported(file + "ann,a,2026-03-01\n"))
        #expect(Array(long.touchpoints.map(\.key).prefix(5)) == short.touchpoints.map(\.key))
        #expect(Set(long.touchpoints.compactMap(\.key)).count == 6)
    }

    @Test func `from any record on gives what the whole gives from there`() throws {
        let whole = try Imported(file)
        let source = try TemporaryFile(file)
        for start in 0...8 {
            let rest = try Imported(source, startingAt: start)
            #expect(rest.touchpoints.map(\.key) == whole.touchpoints.map(\.key).suffix(rest.touchpoints.count))
            #expect(rest.rejected == whole.rejected.suffix(rest.rejected.count))
            #expect(rest.touchpoints.count + rest.rejected.count == max(0, 7 - start))
        }
    }

    @Test func `uses the sender's own ids where there are some`() throws {
        let file = try Imported("event_id,user,event,at\ne1,ann,a,2026-03-01\ne2,ann,a,2026-03-01\n")
        #expect(file.touchpoints.map(\.key) == [SourceKey("e1"), SourceKey("e2")])
    }

    @Test func `tells apart equals beyond counting`() {
        var keys = RecordKeys()
        var record = Record()
        record.begin(line: 1)
        _ = record.append("same".utf8, column: 0)
        let ordinals = (0..<70_000).map { _ in keys.ordinal(of: record) }
        #expect(Set(ordinals).count == 70_000)
    }

    @Test func `counts many records that differ`() {
        var keys = RecordKeys()
        var record = Record()
        for round in 0..<2 {
            var sum = 0
            for number in 0..<50_000 {
                record.begin(line: 1)
                _ = record.append("row \(number)".utf8, column: 0)
                sum += keys.ordinal(of: record)
            }
            #expect(sum == round * 50_000)
        }
    }

    @Test func `is recognised by the signature of its plan, which all that changes a touchpoint changes`() throws {
        let plain = try Imported(file).plan.signature
        #expect(try Imported(file).plan.signature == plain)
        #expect(try Imported(file, map: #"kind="x""#).plan.signature != plain)
        #expect(try Imported(file) { $0.timeZone = TimeZone(identifier: "Asia/Tokyo") }.plan.signature != plain)
        #expect(try Imported(file) { $0.channel = "web" }.plan.signature != plain)
        let survey = try SurveyMap(yaml: "respondent: user\nat: at\nanswers:\n  - { column: event, kind: x }\n", name: "map.yaml")
        #expect(try Imported(file) { $0.survey = survey }.plan.signature != plain)
    }
}
