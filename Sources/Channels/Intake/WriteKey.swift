import Foundation
import HTTPTypes

/// The key a sender shows in its `Authorization`.
enum WriteKey {
    /// `Basic` with the key as the name and nothing as the password, or `Bearer` with the key; `nil` for anything else.
    static func shown(in authorization: String?) -> String? {
        guard let authorization, let space = authorization.firstIndex(of: " ") else { return nil }
        let value = authorization[authorization.index(after: space)...].drop { $0 == " " }
        switch authorization[..<space].lowercased() {
        case "bearer": return value.isEmpty ? nil : String(value)
        case "basic": return Data(base64Encoded: String(value)).flatMap(name)
        default: return nil
        }
    }

    private static func name(_ credentials: Data) -> String? {
        let name = String(decoding: credentials.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
        return name.isEmpty ? nil : name
    }
}

extension HTTPFields {
    /// Whether a page in a browser sends it: every browser says with a POST from where it comes, and programs have no reason to.
    var isOfPage: Bool { self[.origin] != nil }
}
