import Hummingbird
package import HummingbirdCore
import NIOCore

extension HTTPServerBuilder {
    /// HTTP/1.1 with limits on what a client may hold: for `Application(responder:server:)`.
    package static func guarded(_ limits: ConnectionLimits = ConnectionLimits()) -> HTTPServerBuilder {
        guarded(limits, counting: ConnectionCount())
    }

    static func guarded(_ limits: ConnectionLimits, counting count: ConnectionCount) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            LoopChannel(
                http: HTTP1Channel(
                    responder: responder,
                    configuration: .init(
                        additionalChannelHandlers: [SlowClients(limits: limits, count: count)],
                        httpDecoderConfiguration: .init(maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100))))
        }
    }
}
