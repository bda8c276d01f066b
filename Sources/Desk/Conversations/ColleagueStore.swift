import Kernel
import Storage
import Web

/// Those who work here, as a conversation can be given to them.
struct ColleagueStore {
    struct Colleague: Hashable, Sendable {
        let id: ID<Viewer>
        let name: String
    }

    /// Those who may answer customers, by name.
    func all(_ reading: some Reading) throws -> [Colleague] {
        try reading.rows(
            """
            SELECT id, name FROM staff WHERE disabled_at IS NULL AND role IN ('owner', 'admin', 'manager', 'agent')
            ORDER BY name, id LIMIT 1000
            """
        ).map { Colleague(id: try $0.get("id"), name: try $0.get("name")) }
    }

    func name(of id: ID<Viewer>, _ reading: some Reading) throws -> String? { try reading.value("SELECT name FROM staff WHERE id = \(id)") }

    /// - Throws: `invalid` when it is nobody a conversation can be given to.
    func require(_ id: ID<Viewer>, _ reading: some Reading) throws -> Colleague {
        guard let colleague = try all(reading).first(where: { $0.id == id }) else {
            throw Failure.invalid("assignee", "must be somebody who works with customers")
        }
        return colleague
    }
}
