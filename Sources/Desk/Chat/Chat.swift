import Kernel

/// A conversation that was begun in a chat window: what is known of whoever began it, and how far each side has read.
struct Chat: Hashable, Sendable {
    /// The number of the conversation.
    let conversation: Int64
    /// The source of the site.
    let site: Int64
    /// Whether the site has signed who it is.
    let isVerified: Bool
    /// Of the window, as two letters.
    let language: String
    let page: String
    /// An email address that they have typed, and nobody has verified: a claim that joins nobody with anybody.
    let address: String
    let visitorRead: Int64
    let staffRead: Int64
}

/// Whoever writes first, as the window says it.
struct ChatBeginning: Sendable {
    let language: String
    /// The address of the page, or empty.
    let page: String
    /// Typed into the window, or empty.
    let address: String
    /// What the tracker calls this browser, where its owner has consented.
    let anonymousID: String?
    let identity: SignedIdentity?
}
