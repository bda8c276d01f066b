import Kernel

/// An email address as somebody types it: not verified, but such that a letter could go there.
struct ChatAddress: Hashable, Sendable {
    let text: String

    /// - Throws: `invalid` for what cannot be one.
    init(_ typed: String) throws {
        guard typed.utf8.count <= 254, typed.wholeMatch(of: /[^\s@<>"(),;:\\]+@[^\s@<>"(),;:\\]+\.[^\s@<>"(),;:\\.]{2,}/) != nil else {
            throw Failure.invalid("address", "must be an email address")
        }
        text = typed
    }
}
