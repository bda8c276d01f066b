import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Testing

@testable import Web

@Suite(.serialized) struct `A slow client` {
    private var limits: ConnectionLimits {
        var limits = ConnectionLimits()
        (limits.header, limits.idle, limits.body, limits.writing) = (.seconds(2), .seconds(2), .milliseconds(300), .milliseconds(600))
        return limits
    }

    private var table: RouteTable {
        RouteTable()
            .get("/x", access: .everyone) { _, _ in "quick" as HTML }
            .post("/x", access: .anySite) { _, context in "\(context.body.readableBytes)" as HTML }
            .get("/endless", access: .everyone) { _, _ in
                Response(
                    status: .ok,
                    body: .init { writer in
                        let chunk = ByteBuffer(repeating: 0x61, count: 1 << 20)
                        while true { try await writer.write(chunk) }
                    })
            }
    }

    @Test func `with its header is cut off`() async throws {
        try await withServer(table, limits) { port, count async throws in
            let said = try await RawClient.connect(port) { client async throws in
                try await client.send("GET /x HTTP/1.1\r\nHost: x\r\nX-Slow: ")
                return try await client.drip("a", every: .milliseconds(40))
            }
            #expect(said.isEmpty)
            #expect(try await eventually { count.total == 0 })
        }
    }

    @Test func `that says nothing at all is cut off`() async throws {
        try await withServer(table, limits) { port, _ async throws in
            #expect(try await RawClient.connect(port) { try await $0.everything() }.isEmpty)
        }
    }

    @Test func `with its body is cut off`() async throws {
        try await withServer(table, limits) { port, count async throws in
            let said = try await RawClient.connect(port) { client async throws in
                try await client.send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n")
                return try await client.drip("a", every: .milliseconds(40))
            }
            #expect(said.isEmpty)
            #expect(try await eventually { count.total == 0 })
        }
    }

    @Test func `with a body of unknown length is cut off as well`() async throws {
        try await withServer(table, limits) { port, _ async throws in
            let said = try await RawClient.connect(port) { client async throws in
                try await client.send("POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
                return try await client.drip("1\r\na\r\n", every: .milliseconds(40))
            }
            #expect(said.isEmpty)
        }
    }

    @Test func `that asks no more is let go, and one that begins and stops even sooner`() async throws {
        try await withServer(table, limits) { port, _ async throws in
            let idle = try await RawClient.connect(port) { client async throws in
                try await client.send("GET /x HTTP/1.1\r\nHost: x\r\n\r\n")
                return try await client.everything()
            }
            #expect(idle.hasSuffix("quick"))
            let begun = try await RawClient.connect(port) { client async throws in
                try await client.send("GET /x HTTP/1.1\r\nHost: x\r\n\r\n")
                _ = try await client.said(until: "quick")
                try await client.send("GET /x HTTP/1.1\r\nHo")
                return try await client.drip("s", every: .milliseconds(40))
            }
            #expect(begun.isEmpty)
        }
    }

    @Test func `that does not read is let go`() async throws {
        try await withServer(table, limits) { port, count async throws in
            try await RawClient.connect(port) { client async throws in
                try await client.send("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(try await eventually { count.total == 0 })
            }
        }
    }

    @Test func `is none that reads a large answer at a decent pace`() async throws {
        let large = ByteBuffer(repeating: 0x61, count: 24 << 20)
        let table = RouteTable().get("/large", access: .everyone) { _, _ in Response(status: .ok, body: .init(byteBuffer: large)) }
        var limits = limits
        (limits.idle, limits.writing) = (.milliseconds(200), .seconds(2))
        try await withServer(table, limits) { [limits] port, _ async throws in
            let (bytes, time) = try await RawClient.connect(port) { client async throws in
                try await client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
                return try await client.read(24 << 20, resting: .milliseconds(8))
            }
            #expect(bytes > 24 << 20)
            #expect(time > limits.writing, "It was read too quickly to show anything.")
        }
    }

    @Test func `is none that sends a large body at a decent pace`() async throws {
        var limits = limits
        limits.bytesPerSecond = 100
        try await withServer(table, limits) { [limits] port, _ async throws in
            #expect(limits.body < .milliseconds(400))
            let said = try await RawClient.connect(port) { client async throws in
                try await client.send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 300\r\n\r\n")
                for _ in 0..<6 {
                    try await Task.sleep(for: .milliseconds(100))
                    try await client.send(String(repeating: "a", count: 50))
                }
                return try await client.said(until: "300")
            }
            #expect(said.hasPrefix("HTTP/1.1 200"))
        }
    }
}

@Suite struct `One address` {
    @Test func `holds so many connections and no more`() async throws {
        var limits = ConnectionLimits()
        limits.perAddress = 3  // The test framework holds one of its own.
        try await withServer(RouteTable().get("/x", access: .everyone) { _, _ in "quick" as HTML }, limits) { port, count async throws in
            try await RawClient.connect(port) { first async throws in
                try await first.send("GET /x HTTP/1.1\r\nHost: x\r\n\r\n")
                _ = try await first.said(until: "quick")
                try await RawClient.connect(port) { second async throws in
                    try await second.send("GET /x HTTP/1.1\r\nHost: x\r\n\r\n")
                    _ = try await second.said(until: "quick")
                    #expect(try await RawClient.connect(port) { try await $0.everything() }.isEmpty)
                }
            }
            #expect(try await eventually { count.total == 1 })
        }
    }

    @Test func `is counted for streams apart, and let go completely`() {
        var limits = ConnectionLimits()
        (limits.perAddress, limits.streamsPerAddress, limits.total) = (1, 1, 3)
        let count = ConnectionCount()
        #expect(count.enter("a", limits) && !count.enter("a", limits))
        #expect(count.becomeStream("a", limits))
        #expect(count.enter("a", limits) && !count.becomeStream("a", limits))
        #expect(count.enter("b", limits) && !count.enter("c", limits))
        count.leave("a", .stream)
        count.leave("a", .connection)
        count.leave("b", .connection)
        #expect(count.total == 0 && count.enter("a", limits))
    }
}
