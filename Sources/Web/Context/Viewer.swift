package import Kernel

/// The member of staff who is signed in.
package struct Viewer: Hashable, Sendable {
    package let id: ID<Viewer>
    package let name: String
    package let email: String
    package let role: Role

    package init(id: ID<Viewer>, name: String, email: String, role: Role) {
        self.id = id
        self.name = name
        self.email = email
        self.role = role
    }
}

/// What a member of staff may do. Each role may do what those before it may.
package enum Role: String, CaseIterable, Codable, Comparable, Sendable {
    case viewer, analyst, agent, manager, admin, owner

    package static func < (a: Role, b: Role) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .viewer: 0
        case .analyst: 1
        case .agent: 2
        case .manager: 3
        case .admin: 4
        case .owner: 5
        }
    }
}
