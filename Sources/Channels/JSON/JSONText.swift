/// A JSON text (RFC 8259), read once from front to back: every value knows where it stands, and becomes a text or a number only
/// when somebody asks for it.
///
/// A value costs sixteen bytes beside the text itself. Texts are UTF-8 without a byte order mark; objects and lists nest at most
/// 34 deep – 32 of an event, and the batch that brings it –; of two members with the same name the last counts. Half of an escaped
/// character, as programs cut from an emoji, is U+FFFD.
final class JSONText: Sendable {
    let bytes: [UInt8]
    let nodes: [Node]

    /// - Throws: `JSONFault` with what is wrong and where.
    init(_ bytes: [UInt8]) throws(JSONFault) {
        do throws(JSONFault) {
            nodes = try Self.scan(bytes)
            self.bytes = bytes
        } catch {
            guard error.reason == JSONTextScanner.halfCharacter else { throw error }
            let whole = Self.withoutHalves(bytes)
            nodes = try Self.scan(whole)
            self.bytes = whole
        }
    }

    /// The same text, of the same length, with U+FFFD for each half of a character.
    private static func withoutHalves(_ bytes: [UInt8]) -> [UInt8] {
        var whole = bytes
        bytes.withUnsafeBufferPointer { bytes in
            func unit(_ place: Int) -> UInt32? {
                guard place + 6 <= bytes.count, bytes[place] == 0x5C, bytes[place + 1] == UInt8(ascii: "u") else { return nil }
                return hexadecimal(bytes, at: place + 2)
            }
            var place = 0
            while place < bytes.count {
                guard bytes[place] == 0x5C else {
                    place += 1
                    continue
                }
                let (first, second) = (unit(place) ?? 0, unit(place + 6) ?? 0)
                if (0xD800..<0xDC00).contains(first), (0xDC00..<0xE000).contains(second) {
                    place += 12
                } else if (0xD800..<0xE000).contains(first) {
                    whole.replaceSubrange((place + 2)..<(place + 6), with: "fffd".utf8)
                    place += 6
                } else {
                    place += 2
                }
            }
        }
        return whole
    }

    var root: JSONValue { JSONValue(self, 0) }

    /// A value of the text. Behind an object stand its members, each a name and a value; behind a list its elements.
    struct Node: Sendable {
        let start: UInt32
        var end: UInt32
        /// The node behind all that belongs to this one.
        var next: UInt32
        let form: JSONForm
        /// Whether a text has to be unescaped to be read.
        let isEscaped: Bool
    }

    private static func scan(_ bytes: [UInt8]) throws(JSONFault) -> [Node] {
        let result = bytes.withUnsafeBufferPointer { buffer in
            Result { () throws(JSONFault) in
                var scanner = JSONTextScanner(buffer)
                try scanner.scan()
                return scanner.nodes
            }
        }
        return try result.get()
    }
}

enum JSONForm: UInt8, Sendable { case null, `true`, `false`, number, text, list, object }

/// Why a text is no JSON, or none that we take.
struct JSONFault: Error, Hashable {
    let reason: String
    /// Both from 1; columns are counted in bytes.
    let line: Int
    let column: Int

    /// `a comma or “}” is missing (line 3, column 14)`
    var description: String { "\(reason) (line \(line), column \(column))" }
}
