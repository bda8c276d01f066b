/// How much of the server one address may hold, and how long it may take its time.
package struct ConnectionLimits: Hashable, Sendable {
    /// From the connection, or from the first byte of a later request, to the end of its header.
    package var header = Duration.seconds(10)
    /// A kept connection without a request.
    package var idle = Duration.seconds(30)
    /// For a body: this long, and a second more for every `bytesPerSecond` announced or received.
    package var body = Duration.seconds(10)
    package var bytesPerSecond = 64_000
    /// Without the client taking any of the answer.
    package var writing = Duration.seconds(30)
    package var perAddress = 100
    /// Event streams, counted apart: each tab of a browser holds one.
    package var streamsPerAddress = 1_000
    package var total = 20_000
    /// Proxies of ours, which speak for many.
    package var exempt: Set<String> = []

    package init() {}
}
