package import Kernel
package import Mail

/// An address of the company at which mail is read here, and from which it is answered.
package struct Mailbox: Hashable, Sendable {
    package let number: Int64
    /// In lower case.
    package var address: String
    /// What it is called in the mail that it sends.
    package var name: String
    /// Stands below every answer.
    package var signature: String
    /// What is sent to `name+anything@` arrives too, so that answers can be asked to come back to such an address.
    package var takesDetails: Bool
    /// `nil` where the company's mail server brings what comes.
    package var fetching: Fetching?
    /// `nil` where nothing is sent.
    package var sending: MailServer?
    /// After so many hours without a message it is silent; 0 is never.
    package var silentAfter: Int
    package var standing = Standing()
    package var createdAt: Instant

    package struct Fetching: Hashable, Sendable {
        package var server: MailServer
        package var folder: String
        /// What lay there before it was set up is read too.
        package var readsAll: Bool
        /// `nil` before it was first looked at.
        package var place: MailFetching.Place?
    }

    /// How it goes.
    package struct Standing: Hashable, Sendable {
        package var receivedAt: Instant?
        package var fetchedAt: Instant?
        package var fetchFailingSince: Instant?
        package var fetchFault = ""
        package var sendFailingSince: Instant?
        package var sendFault = ""

        package init() {}
    }
}

extension Mailbox {
    var path: String { "/settings/mailboxes/\(number)" }

    package var sender: MailAddress { MailAddress(name: name, address: address) }

    /// What there is to worry about.
    package enum Alarm: String, Sendable {
        case notFetching = "not_fetching"
        case notSending = "not_sending"
        case silent

        /// `not fetching`, for a terminal.
        package var words: String { rawValue.replacing("_", with: " ") }
    }

    /// A server that fails for a minute is none to worry about.
    private static let patience = Duration.minutes(5)

    package func alarm(at now: Instant) -> Alarm? {
        if let since = standing.fetchFailingSince, now.duration(since: since) >= Self.patience { return .notFetching }
        if let since = standing.sendFailingSince, now.duration(since: since) >= Self.patience { return .notSending }
        guard silentAfter > 0 else { return nil }
        return now.duration(since: standing.receivedAt ?? createdAt) >= .hours(Int64(silentAfter)) ? .silent : nil
    }
}
