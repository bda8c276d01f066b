import Foundation

/// The key in an `Authorization` header: `Bearer tl_…`, or `Basic` with the key as the user name, as Segment's libraries send it
/// (RFC 6750, RFC 7617). What follows the colon is nobody's secret and is not looked at.
func presentedKey(_ header: String) -> String? {
    let parts = header.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    guard parts.count == 2, header.utf8.count <= 200 else { return nil }
    let credentials = String(parts[1].drop { $0 == " " })
    switch parts[0].lowercased() {
    case "bearer": return credentials
    case "basic":
        guard let pair = Data(base64Encoded: credentials) else { return nil }
        return String(decoding: pair.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
    default: return nil
    }
}
