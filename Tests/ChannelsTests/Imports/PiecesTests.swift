import Foundation
import Kernel
import TestKit
import Testing

@testable import Channels

private func items(_ text: some Sequence<UInt8>, mostBytes: Int = JSONItems.mostBytes) throws -> JSONItems {
    let bytes = Array(text)
    return JSONItems(
        try TextStream(ByteSource(name: "x.json", head: bytes, isCut: false), encoding: .utf8),
        lists: ["tickets", "users", "payload", "data.payload"],
        mostBytes: mostBytes)
}

/// Each object with the line where it begins and the list in which it stands: `3 users {…}`.
private func told(_ text: some Sequence<UInt8>, mostBytes: Int = JSONItems.mostBytes) throws -> [String] {
    let items = try items(text, mostBytes: mostBytes)
    var told: [String] = []
    while let item = try items.next() { told.append("\(item.line) \(item.list) \(item.text.map { String(decoding: $0, as: UTF8.self) } ?? "–")") }
    return told
}

@Suite struct `Objects of a JSON file` {
    @Test(arguments: [
        ("{\"a\":1}\n{\"a\":[2,{}]}\n", ["1  {\"a\":1}", "2  {\"a\":[2,{}]}"]),
        ("\u{FEFF}[{\"a\":1},\n {\"a\":\"]}\\\"\"}]", ["1  {\"a\":1}", "2  {\"a\":\"]}\\\"\"}"]),
        ("{\"count\":2,\"tickets\":[{\"a\":1}],\"users\":[{\"b\":2}],\"next\":null}", ["1 tickets {\"a\":1}", "1 users {\"b\":2}"]),
        ("{\"data\":{\"meta\":{\"x\":[1]},\"payload\":[{\"a\":1},\n{\"a\":2}]}}", ["1 payload {\"a\":1}", "2 payload {\"a\":2}"]),
        ("{\"meta\":{},\"payload\":[]}{\"payload\":[{\"a\":3}]}", ["1 payload {\"a\":3}"]),
        ("{\n \"a\": {\"tickets\": 1}\n}", ["1  {\n \"a\": {\"tickets\": 1}\n}"]),
        ("[1, \"two\", null]", ["1  1", "1  \"two\"", "1  null"]), ("", []), ("  \n", []), ("[]", []),
    ]) func `are found in whatever stands around them`(text: String, expected: [String]) throws {
        #expect(try told(text.utf8) == expected)
    }

    @Test func `that are broken are lost with their line, and the next ones found`() throws {
        #expect(try told("{\"a\":\"x\n{\"b\":1}\n{\"c\" 1}\n{\"d\":{}}".utf8) == ["1  {\"a\":\"x", "2  {\"b\":1}", "3  {\"c\" 1}", "4  {\"d\":{}}"])
    }

    @Test func `that are too long are passed over, wherever they are too long`() throws {
        let long = "{\"text\":\"\(String(repeating: "a", count: 200))\",\"more\":[1,2]}"
        let many = "{\(Array(repeating: "\"n\":{\"m\":1}", count: 30).joined(separator: ","))}"
        #expect(try told("\(long)\n{\"a\":1}\n\(many)\n{\"a\":2}\n".utf8, mostBytes: 100) == ["1  –", "2  {\"a\":1}", "3  –", "4  {\"a\":2}"])
        #expect(
            try told("[\(long),{\"a\":1},\(many),{\"a\":2}]".utf8, mostBytes: 100).map { String($0.suffix(7)) } == [
                "1  –", "{\"a\":1}", "1  –", "{\"a\":2}",
            ])
    }

    @Test(arguments: [
        "[{\"a\":1},{\"b\"", "{\"tickets\":[{\"a\":1}", "[{\"a\":1}", "{\"a\":1", "[{\"a\":1}}", "{\"tickets\":[{\"a\":1}],3}", ":", "]",
    ])
    func `break off in one sentence`(text: String) throws {
        let items = try items(text.utf8)
        #expect { while try items.next() != nil {} } throws: { ($0 as? Failure).map { "\($0)".hasPrefix("x.json ") } ?? false }
    }

    @Test func `end, whatever is cut off or changed`() throws {
        let text = Array("{\"data\":{\"payload\":[{\"a\":\"\\\"\"},{\"b\":[1,{\"c\":null}]}]}}\n[{\"d\":1}]\n{\"e\":{}}".utf8)
        var chance = Chance(seed: 7)
        for _ in 0..<3_000 {
            var changed = Array(text.prefix(Int.random(in: 0...text.count, using: &chance)))
            for _ in 0..<3 where !changed.isEmpty {
                changed[Int.random(in: 0..<changed.count, using: &chance)] = Array("{}[]\",:\\ \n1a".utf8).randomElement(using: &chance) ?? 0
            }
            let items = try items(changed, mostBytes: 40)
            var count = 0
            // A fault ends it; what it is does not matter here.
            while count <= changed.count, (try? items.next()) != nil { count += 1 }
            #expect(count <= changed.count, "\(String(decoding: changed, as: UTF8.self))")
        }
    }
}

@Suite struct `Messages of an mbox` {
    private func told(_ text: String, mostBytes: Int = 1_000) throws -> [String] {
        let file = MailFile(try TextStream(ByteSource(name: "x.mbox", head: Array(text.utf8), isCut: false), encoding: .utf8), mostBytes: mostBytes)
        var told: [String] = []
        while let message = try file.next() {
            told.append("\(message.line) \(message.at.map { "\($0)" } ?? "?") \(message.bytes.map { String(decoding: $0, as: UTF8.self) } ?? "–")")
        }
        return told
    }

    @Test func `begin at their lines, and nowhere else`() throws {
        let text =
            "From a Mon Sep  8 07:12:04 2025\nA: 1\n\nFrom here on it is text.\n>From b\n>>From c\n\n"
            + "From b@x Tue Sep 9 1:02:03 +0200 2025\r\nB: 2\r\n"
        #expect(
            try told(text) == [
                "1 2025-09-08T07:12:04Z A: 1\n\nFrom here on it is text.\nFrom b\n>From c\n\n", "8 2025-09-08T23:02:03Z B: 2\r\n",
            ])
    }

    @Test func `that are too long are passed over`() throws {
        let text = "From a Mon Sep  8 07:12:04 2025\n\(String(repeating: "x\n", count: 700))\nFrom a Mon Sep  8 07:12:05 2025\nB\n"
        #expect(try told(text) == ["1 2025-09-08T07:12:04Z –", "703 2025-09-08T07:12:05Z B\n"])
        #expect(try told("no mbox\n\nat all\n") == [])
    }

    @Test(arguments: [
        ("From x Mon Sep  8 07:12:04 2025", "2025-09-08T07:12:04Z"), ("From x Sat Feb 30 07:12:04 2025", nil), ("From x yesterday at 9:00", nil),
        ("From 123@xxx Fri Dec 05 09:00:59 +0000 2025", "2025-12-05T09:00:59Z"), ("From x Mon Sep 8 07:12 2025", "2025-09-08T07:12:00Z"),
    ]) func `say when they came`(line: String, time: String?) { #expect(MailFile.time(of: line) == time.flatMap { Instant($0) }) }
}
