import Foundation
import HTTPTypes
import Hummingbird
import Synchronization

/// A program that webhooks tell things: a server of its own on loopback, which answers as it is told.
final class Receiver: Sendable {
    struct Told: Sendable {
        let headers: HTTPFields
        let body: [UInt8]

        subscript(_ name: String) -> String { HTTPField.Name(name).flatMap { headers[$0] } ?? "" }

        var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:] }
        var number: Int64 { (json["number"] as? NSNumber)?.int64Value ?? 0 }
        var text: String { json["text"] as? String ?? "" }
    }

    private let state = Mutex<(told: [Told], statuses: [Int])>(([], []))

    private let meanwhile = Mutex<(@Sendable () async throws -> Void)?>(nil)

    /// Is done once, before the next is answered.
    func doMeanwhile(_ work: @escaping @Sendable () async throws -> Void) { meanwhile.withLock { $0 = work } }

    fileprivate func waitMeanwhile() async throws {
        let work = meanwhile.withLock { work in
            defer { work = nil }
            return work
        }
        try await work?()
    }

    /// What was taken and what was not, in the order in which it came.
    var told: [Told] { state.withLock { $0.told } }

    /// What the next are answered with; 200 behind the last.
    func answer(_ statuses: Int...) { state.withLock { $0.statuses = statuses } }

    fileprivate func take(_ told: Told) -> Int {
        state.withLock { state in
            state.told.append(told)
            return state.statuses.isEmpty ? 200 : state.statuses.removeFirst()
        }
    }
}

/// - Parameter body: gets the receiver and its address.
func withReceiver(_ body: @escaping @Sendable (Receiver, String) async throws -> Void) async throws {
    let receiver = Receiver()
    let router = Router()
    router.post("hook") { request, _ in
        let bytes = try await request.body.collect(upTo: 1 << 20)
        let status = receiver.take(Receiver.Told(headers: request.headers, body: Array(bytes.readableBytesView)))
        try await receiver.waitMeanwhile()
        // Whoever follows this comes to what takes anything.
        return Response(status: .init(code: status), headers: status == 302 ? [.location: "/elsewhere"] : [:])
    }
    router.post("elsewhere") { _, _ in HTTPResponse.Status.ok }
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let application = Application(
        router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
        onServerRunning: { port.yield($0.localAddress?.port ?? 0) })
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await application.run() }
        for await port in ports {
            try await body(receiver, "http://127.0.0.1:\(port)/hook")
            break
        }
        group.cancelAll()
    }
}
