package import Kernel
package import Storage
package import Web

/// Somebody who works with customers: a conversation or an insight can be theirs.
package struct Colleague: Hashable, Sendable {
    package let id: ID<Viewer>
    package let name: String

    package init(id: ID<Viewer>, name: String) { (self.id, self.name) = (id, name) }
}

/// Those who work here, as other parts name them.
package struct ColleagueStore {
    package init() {}

    /// Those who may work with customers, by name.
    package func all(_ reading: some Reading) throws -> [Colleague] {
        let working = Role.allCases.filter { $0 >= .agent }.map(\.rawValue)
        return try reading.rows(
            "SELECT id, name FROM staff WHERE disabled_at IS NULL AND role IN \(list: working) ORDER BY name, id LIMIT 1000"
        ).map { Colleague(id: try $0.get("id"), name: try $0.get("name")) }
    }

    /// What they are called, also those who have left.
    package func names(of staff: Set<ID<Viewer>>, _ reading: some Reading) throws -> [ID<Viewer>: String] {
        let rows = try reading.rows("SELECT id, name FROM staff WHERE id IN \(list: Array(staff))")
        return Dictionary(try rows.map { (try $0.get("id"), try $0.get("name")) }, uniquingKeysWith: { first, _ in first })
    }
}
