import Foundation

/// What is kept or sent as JSON, always spelt alike: names in order, slashes as they are.
package enum PlainJSON {
    /// - Throws: where there is something in it that JSON cannot say, such as a number that is none.
    package static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
