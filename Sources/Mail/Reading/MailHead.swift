/// The little of a message that is known before it is read: found without a parser, so that nothing in it can keep it from being stored.
package struct MailHead: Sendable {
    /// Without brackets; `nil` when there is none, or several.
    package let messageID: String?
    /// Where the text begins.
    package let bodyStart: Int

    package init(_ bytes: [UInt8]) {
        var (place, ids): (Int, [String]) = (0, [])
        var folded: [UInt8] = []
        func settle() {
            let line = String(decoding: folded.prefix(2_000), as: UTF8.self)
            if line.lowercased().hasPrefix("message-id:") { ids += line.messageIDs }
        }
        while place < bytes.count, place < 1 << 20 {
            let end = bytes[place...].firstIndex(of: 0x0A) ?? bytes.count
            let line = bytes[place..<end].filter { $0 != 0x0D }
            place = min(end + 1, bytes.count)
            if line.isEmpty { break }
            if line[0] == 0x20 || line[0] == 0x09 {
                folded += line
            } else {
                settle()
                folded = line
            }
        }
        settle()
        messageID = ids.count == 1 ? ids[0] : nil
        bodyStart = place
    }
}
