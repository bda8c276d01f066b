import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing

@testable import App
@testable import Web

@Suite struct `The doors of the product` {
    @Test func `are all in the table, and nothing else is`() async throws {
        try await withHouse { house in
            let doors = house.server.routes.doors.map(\.name)
            #expect(Set(doors).subtracting(Right.all.keys).sorted() == [])
            #expect(Set(Right.all.keys).subtracting(doors).sorted() == [])
            #expect(Set(doors).count == doors.count)
        }
    }

    @Test(arguments: engines) func `let in whom the table says and nobody else`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let doors = house.server.routes.doors.sorted { $0.ending < $1.ending }
            for caller in try await Caller.all(in: house) {
                for door in doors {
                    guard let right = door.right else { continue }
                    var caller = caller
                    // Signing out everywhere has made a visitor of them, whose forms have another seal.
                    if door.ending == 2, case .staff = caller.standing { caller.seal = try await caller.browser.seal(on: "/sign-in") }
                    let response = try await caller.knock(on: door)
                    if caller.may(right) {
                        #expect(!response.isRefusal, "\(door.name) turned away \(caller.standing): \(response.status)")
                    } else {
                        let expected = caller.refusals(at: door, right)
                        #expect(response.isRefusal && expected.contains(response.status), "\(door.name) to \(caller.standing): \(response.status)")
                    }
                    #expect(response.status.code < 500, "\(door.name) to \(caller.standing): \(response.status)")
                }
            }
        }
    }
}

extension Door {
    /// Whoever has signed out is somebody else at the next door: signing out everywhere comes last but one, signing out here last.
    var ending: Int { path == "/session" ? 2 : path == "/profile/sessions" ? 1 : 0 }
}
