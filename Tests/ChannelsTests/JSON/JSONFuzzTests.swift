import Foundation
import Testing

@testable import Channels

/// What we read is what Foundation reads, and what it refuses we refuse.
@Suite struct `The JSON scanner beside Foundation's` {
    @Test(arguments: 0..<16) func `reads the same values`(seed: Int) throws {
        var chance = Chance(seed: UInt64(seed))
        for _ in 0..<300 {
            let text = Self.value(depth: 0, &chance)
            let ours = try JSONText(Array(text.utf8)).root
            #expect(Self.isSame(ours, try Self.theirs(Data(text.utf8))), "\(text)")
        }
    }

    @Test(arguments: 0..<16) func `takes a damaged text only if Foundation does`(seed: Int) throws {
        var chance = Chance(seed: UInt64(1_000 + seed))
        for _ in 0..<600 {
            let bytes = Self.damaged(Array(Self.value(depth: 0, &chance).utf8), &chance)
            guard let text = try? JSONText(bytes), !Self.hasHugeNumber(text.root) else { continue }
            // What we take and they refuse would be a text that nobody else can read; half a character is none by the time that it is taken.
            let ours = text.root
            let theirs = try? Self.theirs(Data(text.bytes))
            #expect(theirs.map { Self.isSame(ours, $0) } == true, "\(String(decoding: bytes, as: UTF8.self))")
        }
    }

    @Test(arguments: 0..<16) func `refuses a damaged text only if Foundation does`(seed: Int) throws {
        var chance = Chance(seed: UInt64(2_000 + seed))
        for _ in 0..<600 {
            let bytes = Self.damaged(Array(Self.value(depth: 0, &chance).utf8), &chance)
            guard (try? Self.theirs(Data(bytes))) != nil, !Self.isLeniency(bytes) else { continue }
            #expect((try? JSONText(bytes)) != nil, "\(String(decoding: bytes, as: UTF8.self))")
        }
    }

    private static func theirs(_ data: Data) throws -> Any { try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed) }

    /// A number beyond 1e308 is refused by whoever asks for it, with the name of its field; Foundation refuses the whole text.
    private static func hasHugeNumber(_ value: JSONValue) -> Bool {
        switch value.form {
        case .number: value.double == nil
        case .list: value.elements.contains(where: hasHugeNumber)
        case .object: value.members.contains { hasHugeNumber($0.value) }
        default: false
        }
    }

    /// Foundation guesses other encodings by NUL bytes and a byte order mark, and lets a list end with a comma; RFC 8259 does neither.
    private static func isLeniency(_ bytes: [UInt8]) -> Bool {
        let dense = bytes.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        let endsWithComma = zip(dense, dense.dropFirst()).contains { $0 == 0x2C && ($1 == 0x7D || $1 == 0x5D) }
        return bytes.contains(0) || bytes.starts(with: [0xEF, 0xBB, 0xBF]) || endsWithComma
    }
}

// MARK: - Texts

extension `The JSON scanner beside Foundation's` {
    private static func value(depth: Int, _ chance: inout Chance) -> String {
        switch Int.random(in: 0..<(depth < 6 ? 9 : 6), using: &chance) {
        case 0: return ["null", "true", "false"].randomElement(using: &chance) ?? "null"
        case 1, 2: return number(&chance)
        case 3, 4, 5: return text(&chance)
        case 6:
            let elements = (0..<Int.random(in: 0...4, using: &chance)).map { _ in value(depth: depth + 1, &chance) }
            return "[\(blank(&chance))\(elements.joined(separator: "\(blank(&chance)),"))]"
        default:
            let members = (0..<Int.random(in: 0...4, using: &chance)).map { _ in
                "\(text(&chance))\(blank(&chance)):\(value(depth: depth + 1, &chance))"
            }
            return "{\(members.joined(separator: ",\(blank(&chance))"))}"
        }
    }

    private static func number(_ chance: inout Chance) -> String {
        let texts = ["0", "-0", "1", "-17", "3.25", "19.99", "1e3", "-2.5E-2", "9007199254740993", "0.1", "1E+2", "123456789.123456789"]
        return texts.randomElement(using: &chance) ?? "0"
    }

    private static func text(_ chance: inout Chance) -> String {
        let pieces = ["a", "key", "Łódź", "中文", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u0041", "\\u4e2d", "\\ud83d\\ude00", " ", "0123456789abcdef"]
        return "\"" + (0..<Int.random(in: 0...5, using: &chance)).compactMap { _ in pieces.randomElement(using: &chance) }.joined() + "\""
    }

    private static func blank(_ chance: inout Chance) -> String { ["", "", " ", "\n", "\t ", "\r\n"].randomElement(using: &chance) ?? "" }

    private static func damaged(_ bytes: [UInt8], _ chance: inout Chance) -> [UInt8] {
        var bytes = bytes
        let marks = Array("{}[]\",:\\/0-.eEu+ tfn\n".utf8) + [0x80, 0xC3, 0xED, 0xF4, 0xFF, 0x01, 0x1F, 0x7F]
        for _ in 0..<Int.random(in: 1...3, using: &chance) {
            let place = Int.random(in: 0...bytes.count, using: &chance)
            switch Int.random(in: 0..<4, using: &chance) {
            case 0: bytes.insert(marks.randomElement(using: &chance) ?? 0x20, at: place)
            case 1: if place < bytes.count { bytes.remove(at: place) }
            case 2: if place < bytes.count { bytes[place] = marks.randomElement(using: &chance) ?? 0x20 }
            default: bytes = Array(bytes.prefix(place))
            }
        }
        return bytes
    }

    /// Foundation goes by way of a decimal number, which can be off in the last place.
    private static func isClose(_ theirs: Double, _ ours: Double?) -> Bool { ours.map { abs($0 - theirs) <= 4 * theirs.ulp } == true }

    private static func isSame(_ ours: JSONValue, _ theirs: Any) -> Bool {
        switch ours.form {
        case .null: return theirs is NSNull
        case .true, .false: return (theirs as? Bool) == ours.isTrue
        case .number: return (theirs as? NSNumber).map { isClose($0.doubleValue, ours.double) } == true
        case .text: return (theirs as? String) == ours.string
        case .list:
            guard let list = theirs as? [Any] else { return false }
            return list.count == ours.elements.count && zip(ours.elements, list).allSatisfy { isSame($0, $1) }
        case .object:
            guard let object = theirs as? [String: Any] else { return false }
            let members = Dictionary(ours.members.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
            return object.count == members.count && members.allSatisfy { name, value in object[name].map { isSame(value, $0) } == true }
        }
    }
}
