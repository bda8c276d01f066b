import Channels
import Mail

extension Installation {
    /// Bytes.
    package static let largestMail = MailLimits.size

    /// Keeps a message for whoever files it.
    ///
    /// - Throws: `missing` when there is no mailbox of this address.
    package func keepMail(_ message: [UInt8], for recipient: String) async throws {
        try await MailIntakeStore(database: database, wake: {}).keep(message, for: recipient)
    }
}
