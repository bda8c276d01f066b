import People
import Storage

/// Which ids are known as user ids. An `alias` call does not say whether the former id was a user's or a browser's.
struct KnownUserStore: Sendable {
    let database: any Database

    func known(among ids: Set<String>) async throws -> Set<String> {
        guard !ids.isEmpty else { return [] }
        return try await database.read { reading in
            try ids.filter { id in
                guard let identifier = Identifier(.userID, id) else { return false }
                return try IdentityStore().find(identifier, reading) != nil
            }
        }
    }
}
