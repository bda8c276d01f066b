import Foundation

/// One property of a touchpoint, read off the text of its properties without taking all of it apart.
struct PropertyText {
    private let name: String
    private let bytes: [UInt8]

    init(_ name: String) { (self.name, bytes) = (name, Array("\"\(name)\"".utf8)) }

    /// A word, a sentence, a number or a yes or no, as it was sent; `nil` where there is none of that name, or it is a list or an object.
    ///
    /// - Parameter properties: a JSON object.
    func value(in properties: String) -> String? {
        var properties = properties
        return properties.withUTF8 { text in
            // What is written with escapes is read by the book.
            if text.contains(UInt8(ascii: "\\")) { return escaped(String(decoding: text, as: UTF8.self)) }
            return plain(text)
        }
    }

    private func plain(_ text: UnsafeBufferPointer<UInt8>) -> String? {
        var (depth, place) = (0, 0)
        while place < text.count {
            switch text[place] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "\""):
                let end = Self.end(ofTextAt: place, text)
                if depth == 1, let value = Self.valueStart(after: end, text), text[place..<end].elementsEqual(bytes) {
                    return Self.value(at: value, text)
                }
                place = end
                continue
            default: break
            }
            place += 1
        }
        return nil
    }

    /// Behind the closing quote.
    private static func end(ofTextAt place: Int, _ text: UnsafeBufferPointer<UInt8>) -> Int {
        (text[(place + 1)...].firstIndex(of: UInt8(ascii: "\"")) ?? text.count - 1) + 1
    }

    /// Where the value stands, if the text before was a name.
    private static func valueStart(after end: Int, _ text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let colon = text[end...].firstIndex(where: { $0 > 32 }), text[colon] == UInt8(ascii: ":") else { return nil }
        return text[(colon + 1)...].firstIndex { $0 > 32 }
    }

    private static func value(at place: Int, _ text: UnsafeBufferPointer<UInt8>) -> String? {
        switch text[place] {
        case UInt8(ascii: "{"), UInt8(ascii: "["): return nil
        case UInt8(ascii: "\""): return String(decoding: text[(place + 1)..<(end(ofTextAt: place, text) - 1)], as: UTF8.self)
        default:
            let end = text[place...].firstIndex { $0 <= 32 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "}") } ?? text.count
            let word = String(decoding: text[place..<end], as: UTF8.self)
            return word == "null" ? nil : word
        }
    }

    private func escaped(_ text: String) -> String? {
        // What senders put here was checked to be JSON when it came; anything else shows as no properties.
        guard let object = try? JSONDecoder().decode([String: Value].self, from: Data(text.utf8)) else { return nil }
        return object[name]?.text
    }

    private struct Value: Decodable {
        let text: String?

        init(from decoder: any Decoder) throws {
            let one = try decoder.singleValueContainer()
            if let text = try? one.decode(String.self) {  // another form
                self.text = text
            } else if let isSo = try? one.decode(Bool.self) {  // another form
                text = "\(isSo)"
            } else {
                text = (try? one.decode(Decimal.self)).map { "\($0)" }  // a list, an object or nothing
            }
        }
    }
}
