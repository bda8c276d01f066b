/// Why something about staff was not done, though the one who asked may ask for it; `access.refusal.…` says it to the reader.
package enum Refusal: String, Error, CaseIterable {
    /// Somebody has to own the installation.
    case lastOwner = "last_owner"
    /// Nobody disables themselves.
    case yourself
    /// Somebody signs in with this address already.
    case emailTaken = "email_taken"
    /// A link that was used, has expired or was withdrawn.
    case deadLink = "dead_link"
}
