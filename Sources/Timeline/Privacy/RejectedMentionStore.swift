package import People
package import Storage

/// Rejected events by whom they name.
package struct RejectedMentionStore {
    package init() {}

    package func ids(naming identifiers: [Identifier], _ reading: some Reading) throws -> [[UInt8]] {
        var found: [[UInt8]] = []
        try reading.forEach("SELECT id, body FROM rejected_event WHERE body <> '' ORDER BY id") { row in
            if Mentions(try row.get(at: 1)).name(identifiers) { found.append(try row.get(at: 0)) }
        }
        return found
    }

    /// Whether an event that could not be read names somebody who was erased.
    package func namesErased(_ body: String, types: [IdentifierType], _ reading: some Reading) throws -> Bool {
        guard let erased = try ErasedStore(reading) else { return false }
        return try !erased.among(Array(Mentions(body).candidates(types)), reading).isEmpty
    }
}
