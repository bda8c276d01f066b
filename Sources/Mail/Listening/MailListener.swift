import Kernel
import NIOCore
import NIOPosix

/// Who keeps what comes in.
package struct MailReception: Sendable {
    /// Whether mail for this address is taken here. Throws when nobody can say now.
    let knows: @Sendable (_ address: String) async throws -> Bool
    /// Returns once the message is on disk; throws when it could not be kept, and then its sender tries again.
    let keep: @Sendable (_ message: [UInt8], _ recipient: String) async throws -> Void

    package init(
        knows: @escaping @Sendable (_ address: String) async throws -> Bool,
        keep: @escaping @Sendable (_ message: [UInt8], _ recipient: String) async throws -> Void
    ) {
        (self.knows, self.keep) = (knows, keep)
    }
}

/// Takes mail from the company's own mail server, by LMTP or SMTP: it says yes to a message only once it is kept.
package struct MailListener: Sendable {
    let host: String
    let port: Int
    let reception: MailReception

    package init(host: String, port: Int, reception: MailReception) { (self.host, self.port, self.reception) = (host, port, reception) }

    /// A server has one connection or a few, and each may hold a message in memory.
    private static let mostConnections = 32
    /// A sender that says nothing for so long has gone.
    private static let patience = TimeAmount.seconds(300)

    /// - Parameter isOpen: called with the port once mail is taken.
    /// - Throws: `Failure` when the system does not let us listen there.
    package func run(isOpen: @escaping @Sendable (Int) async -> Void) async throws {
        let server: NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never>
        do {
            server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .bind(host: host, port: port) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(IdleStateHandler(readTimeout: Self.patience))
                        try channel.pipeline.syncOperations.addHandler(ClosingIdle())
                        return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                    }
                }
        } catch {
            throw Failure.invalid("mail-port", "\(host):\(port) cannot be listened on (\(error)): choose another with --mail-port.")
        }
        await isOpen(server.channel.localAddress?.port ?? port)
        try await withThrowingDiscardingTaskGroup { group in
            try await server.executeThenClose { connections in
                let places = ConnectionPlaces(Self.mostConnections)
                for try await connection in connections {
                    let hasPlace = places.take()
                    group.addTask {
                        // A connection that breaks is its sender's to make again.
                        try? await self.serve(connection, hasPlace: hasPlace)
                        if hasPlace { places.give() }
                    }
                }
            }
        }
    }

    private func serve(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>, hasPlace: Bool) async throws {
        try await connection.executeThenClose { inbound, outbound in
            guard hasPlace else { return try await outbound.write(ByteBuffer(string: "421 4.3.2 Too many connections\r\n")) }
            var talk = MailTalk(reception: reception, host: "throughline")
            try await outbound.write(ByteBuffer(string: "220 throughline takes mail\r\n"))
            for try await piece in inbound {
                let (answer, isOver) = await talk.take(piece)
                if !answer.isEmpty { try await outbound.write(ByteBuffer(string: answer)) }
                if isOver { return }
            }
        }
    }
}

/// Closes a connection on which nothing is said.
private final class ClosingIdle: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) } else { context.fireUserInboundEventTriggered(event) }
    }
}
