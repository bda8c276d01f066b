import Access
import HTTPTypes
import HummingbirdTesting
import Kernel
import Testing

@testable import Web

@Suite struct `The doors of Access` {
    /// Who may use which: a new door has to be written down here.
    static let rights: [String: Role?] = [
        "GET /sign-in": nil, "POST /sign-in": nil, "DELETE /session": nil,
        "GET /welcome/:link": nil, "POST /welcome/:link": nil, "GET /password/:link": nil, "POST /password/:link": nil, "GET /demo/:link": nil,
        "GET /profile": .viewer, "PUT /profile": .viewer, "PUT /profile/password": .viewer, "DELETE /profile/sessions": .viewer,
        "GET /settings": .viewer,
        "GET /settings/people": .admin, "GET /settings/people/:id": .admin, "PUT /settings/people/:id/role": .admin,
        "PUT /settings/people/:id/suspension": .admin, "DELETE /settings/people/:id/suspension": .admin,
        "POST /settings/people/:id/password-links": .admin, "POST /settings/people/invitations": .admin,
        "DELETE /settings/people/invitations/:id": .admin,
        "GET /settings/sources": .admin, "POST /settings/sources": .admin, "POST /settings/sources/:source/keys": .admin,
        "POST /settings/keys": .admin, "GET /settings/keys/:id/revocation": .admin, "DELETE /settings/keys/:id": .admin,
        "GET /settings/changes": .admin,
    ]

    @Test func `are all written down`() async throws {
        try await withHouse { house in
            let doors = RouteTable(house.access.routes).doors.map { "\($0.method) \($0.path)" }
            #expect(Set(doors) == Set(Self.rights.keys))
            #expect(Set(doors).count == doors.count)
        }
    }

    @Test(arguments: [nil] + Role.allCases) func `open for those whose role allows it`(role: Role?) async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            var visitor = Browser(house)
            if let role { visitor = try await house.colleague("Bob", role, invitedBy: ada) }
            let seal = try await visitor.seal(on: role == nil ? "/sign-in" : "/profile")
            for door in RouteTable(house.access.routes).doors where door.path != "/session" && door.path != "/profile/sessions" {
                guard let needed = Self.rights["\(door.method) \(door.path)"] else { continue }
                let status = try await visitor.knock(on: door, seal: seal)
                if needed == nil || (role.map { $0 >= needed ?? .owner } ?? false) {
                    #expect(![.unauthorized, .forbidden].contains(status), "\(door.method) \(door.path)")
                } else {
                    let refusal: HTTPResponse.Status = role == nil ? (door.method == .get ? .seeOther : .unauthorized) : .forbidden
                    #expect(status == refusal, "\(door.method) \(door.path)")
                }
            }
        }
    }

    @Test func `that change something want the seal of the session`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            let bob = try await house.colleague("Bob", .owner, invitedBy: ada)
            for stolen in [try await bob.seal(on: "/profile"), try await Browser(house).seal(on: "/sign-in"), ""] {
                for door in RouteTable(house.access.routes).doors where door.changesSomething {
                    #expect(try await ada.knock(on: door, seal: stolen) == .forbidden, "\(door.method) \(door.path)")
                }
            }
            #expect(try await ada.isIn)
        }
    }
}

extension Browser {
    /// Asks at a door with made-up values in its path, as a form would.
    fileprivate func knock(on door: Door, seal: String) async throws -> HTTPResponse.Status {
        let path = door.path.replacing(":id", with: ID<Viewer>(bits: 7).description).replacing(":source", with: "99").replacing(":link", with: "none")
        if door.method == .get { return try await get(path).status }
        let method = door.method == .post ? "" : "?_method=\(door.method.rawValue.lowercased())"
        return try await submit(path + method, [:], seal: seal).status
    }
}
