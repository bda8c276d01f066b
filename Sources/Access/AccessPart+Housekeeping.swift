package import Storage

extension AccessPart {
    /// Forgets sessions and links that open nothing any more.
    package func removeExpired(in tx: Transaction) throws {
        try sessions.removeExpired(tx)
        try invitations.removeExpired(tx)
    }
}
