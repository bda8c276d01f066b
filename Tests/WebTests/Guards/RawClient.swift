import Hummingbird
import HummingbirdTesting
import NIOCore
import NIOPosix
import Testing

@testable import Web

/// A client that sends what it likes when it likes.
final class RawClient {
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>

    init(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>) {
        self.inbound = inbound.makeAsyncIterator()
        self.outbound = outbound
    }

    static func connect<Result: Sendable>(_ port: Int, _ body: @escaping @Sendable (RawClient) async throws -> Result) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(host: "127.0.0.1", port: port) { channel in
            channel.eventLoop.makeCompletedFuture { try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel) }
        }
        var result: Result?
        do {
            try await channel.executeThenClose { inbound, outbound in result = try await body(RawClient(inbound, outbound)) }
        } catch let error as IOError {
            // Closing what the server has reset already fails, and changes nothing.
            guard result != nil else { throw error }
        }
        return try #require(result)
    }

    func send(_ text: String) async throws { try await outbound.write(ByteBuffer(string: text)) }

    /// Sends a little every now and then, until the server has had enough. The answer is what it said until then.
    func drip(_ text: String, every pause: Duration) async throws -> String {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [outbound] in
                while !Task.isCancelled {
                    try await Task.sleep(for: pause)
                    // Writing on a closed connection fails, which is what is waited for.
                    do { try await outbound.write(ByteBuffer(string: text)) } catch { return }
                }
            }
            let said = try await everything()
            group.cancelAll()
            return said
        }
    }

    /// All the server says until it closes.
    func everything() async throws -> String {
        var said = ByteBuffer()
        do { while let part = try await inbound.next() { said.writeImmutableBuffer(part) } } catch is IOError {
            // A connection that is reset is closed as well.
        }
        return String(buffer: said)
    }

    /// Reads so many bytes, resting after each piece: how many came, and how long it took.
    func read(_ count: Int, resting pause: Duration) async throws -> (bytes: Int, time: Duration) {
        let start = ContinuousClock.now
        var bytes = 0
        while bytes < count, let part = try await inbound.next() {
            bytes += part.readableBytes
            try await Task.sleep(for: pause)
        }
        return (bytes, ContinuousClock.now - start)
    }

    /// What the server says until it has said `end`.
    func said(until end: String) async throws -> String {
        var said = ""
        while !said.contains(end), let part = try await inbound.next() { said += String(buffer: part) }
        return said
    }
}

/// A server with limits as short as a test likes them, and how many connections it holds.
func withServer(
    _ table: RouteTable, _ limits: ConnectionLimits, _ body: @escaping @Sendable (Int, ConnectionCount) async throws -> Void
) async throws {
    let count = ConnectionCount()
    let application = Application(
        responder: table.responder(behind: testFront, identifying: [Callers()]), server: .guarded(limits, counting: count),
        configuration: .init(address: .hostname("127.0.0.1", port: 0)))
    try await application.test(.live) { client async throws in try await body(client.port ?? 0, count) }
}

/// Waits until it is so, ten seconds at most.
func eventually(_ holds: @Sendable () -> Bool) async throws -> Bool {
    for _ in 0..<1_000 {
        if holds() { return true }
        try await Task.sleep(for: .milliseconds(10))
    }
    return false
}
