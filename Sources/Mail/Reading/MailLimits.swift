/// How much of a message is read.
package enum MailLimits {
    /// Bytes of a whole message.
    package static let size = 25 << 20
    static let parts = 100
    static let depth = 10
    /// Addresses that are kept.
    static let recipients = 50
    /// Bytes of text, and of HTML.
    static let text = 1 << 20
    /// Lines of the head.
    static let headers = 200
}
