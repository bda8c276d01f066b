import Kernel

/// Tells one address one thing over HTTP.
enum WebhookSending {
    enum Outcome: Hashable, Sendable {
        /// It said 2xx.
        case taken
        /// It did not; what was wrong, as whoever runs it can use it.
        case refused(fault: String)
        /// It is gone for good, and says so (410).
        case gone
    }

    /// So long it may take: a receiver takes first and works afterwards.
    private static let seconds = 15

    private static let service = ServiceCall(threads: 4, isReading: false)

    static func post(_ body: [UInt8], to address: String, headers: [(name: String, value: String)]) async -> Outcome {
        switch await service.post(body, to: address, headers: headers, within: seconds) {
        case .said(200..<300, _): .taken
        case .said(410, _): .gone
        case .said(let status, _): .refused(fault: "HTTP \(status)")
        case .unreached(let fault), .silent(let fault): .refused(fault: fault)
        }
    }
}
