import Hummingbird
import NIOPosix
import Testing
import Web

/// Where a handler runs: on the event loop of its connection, or not.
@Suite struct `A connection's event loop` {
    private var table: RouteTable {
        let whereabouts: RouteTable.Handler<HTML> = { _, _ in
            // What takes part in the answer after a wait runs where the handler began.
            await Task.yield()
            return MultiThreadedEventLoopGroup.currentEventLoop == nil ? "elsewhere" : "on the loop"
        }
        return RouteTable()
            .get("/program", access: .anySite, use: whereabouts)
            .get("/page", access: .everyone, use: whereabouts)
    }

    @Test func `serves programs itself`() async throws { try await expect("on the loop", of: "/program") }

    @Test func `leaves pages to others, who may take their time`() async throws { try await expect("elsewhere", of: "/page") }

    private func expect(_ whereabouts: String, of path: String) async throws {
        try await withServer(table, ConnectionLimits()) { port, _ async throws in
            let said = try await RawClient.connect(port) { client async throws in
                try await client.send("GET \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                return try await client.everything()
            }
            #expect(said.hasSuffix(whereabouts), "\(said)")
        }
    }
}
