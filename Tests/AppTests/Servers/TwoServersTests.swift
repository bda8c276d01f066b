import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import App

/// The embedded database belongs to one server; PostgreSQL may have several.
private let sharing: [Engine] = engines.filter { $0 == .postgres }

@Suite struct `Servers of one installation` {
    @Test(arguments: engines) func `take a form that was opened before a restart`(engine: Engine) async throws {
        try await withEstate(engine) { estate async throws in
            let kept = Kept()
            try await estate.open { house in
                let ada = try await house.ada()
                try await kept.keep(ada.cookies, ada.seal(on: "/profile"))
            }
            try await estate.open { house in
                let (cookies, seal) = await kept.value
                let response = try await Browser(house, cookies: cookies).submit("/settings/sources", ["source": "After the restart"], seal: seal)
                #expect(response.status == .ok, "\(response.text.prefix(300))")
            }
        }
    }

    @Test(arguments: sharing) func `open each other's sessions and take each other's forms`(engine: Engine) async throws {
        try await withTwoServers(engine) { one, other async throws in
            let ada = try await one.ada()
            let there = Browser(other, cookies: ada.cookies)
            #expect(try await there.isIn)
            let response = try await there.submit("/settings/sources", ["source": "Shop"], seal: ada.seal(on: "/profile"))
            #expect(response.status == .ok)
            try await there.submit("/session?_method=delete", on: "/profile")
            #expect(try await !ada.isIn)
        }
    }

    @Test(arguments: sharing) func `take the same events at once, each once`(engine: Engine) async throws {
        try await withTwoServers(engine) { one, other async throws in
            let key = try await one.ada().writeKey()
            let statuses = try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
                for batch in 0..<20 {
                    for house in [one, other] {
                        group.addTask { try await house.send(events: batch * 50..<batch * 50 + 75, key) }
                    }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(statuses == [.ok])
            let (rows, keys) = try await one.installation.database.read { session in
                (try session.value("SELECT COUNT(*) FROM touchpoint", as: Int.self), try session.value("SELECT COUNT(*) FROM kind", as: Int.self))
            }
            #expect(rows == 1_025)
            #expect(keys == Kind.defaults.count + 41)
        }
    }

    @Test(arguments: sharing) func `see what was changed on another at their next look`(engine: Engine) async throws {
        try await withTwoServers(engine) { one, other async throws in
            let ada = try await one.ada()
            let there = Browser(other, cookies: ada.cookies)
            try await other.server.watch.look(at: noon())
            let fields: KeyValuePairs<String, String?> = [
                "name": "Desk ordered", "stage": "", "department": "", "control": "direct", "goal": "", "new_department": "",
            ]
            let changed = try await ada.submit(
                "/settings/catalogue/kind?key=order_placed&_method=put", on: "/settings/catalogue/kind?key=order_placed", fields)
            try #require(changed.status == .seeOther, "\(changed.text)")
            _ = try await ada.writeKey()
            #expect(try await !there.get("/settings/catalogue").text.contains("Desk ordered"))
            try await other.server.watch.look(at: noon())
            #expect(try await there.get("/settings/catalogue").text.contains("Desk ordered"))
            let sources = try await other.installation.database.read { try other.installation.line.sources.list($0) }
            #expect(sources.allSatisfy { other.installation.line.source(number: $0.id) == $0 })
        }
    }
}

/// What outlives a server.
private actor Kept {
    private(set) var value: ([String: String], String) = ([:], "")
    func keep(_ cookies: [String: String], _ seal: String) { value = (cookies, seal) }
}

private func withTwoServers(_ engine: Engine, _ body: @escaping @Sendable (House, House) async throws -> Void) async throws {
    try await withEstate(engine) { estate async throws in
        try await estate.open { one in try await estate.open { other in try await body(one, other) } }
    }
}

extension House {
    /// Sends events with these numbers, each of them of one of forty-one kinds that nobody has named before.
    fileprivate func send(events: Range<Int>, _ key: String) async throws -> HTTPResponse.Status {
        let calls = events.map { #"{"type":"track","event":"Act \#($0 / 25)","userId":"u\#($0 % 7)","messageId":"\#($0)"}"# }
        let headers: HTTPFields = [.contentType: "application/json", .authorization: "Bearer \(key)"]
        let body = #"{"batch":[\#(calls.joined(separator: ","))]}"#
        return try await client.execute(uri: "/v1/batch", method: .post, headers: headers, body: ByteBuffer(string: body)).status
    }
}
