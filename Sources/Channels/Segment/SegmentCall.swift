/// What a Segment client can say about a customer (the calls of the public spec).
enum SegmentCall: String, CaseIterable, Sendable {
    case track, identify, page, screen, group, alias

    /// The paths under `/v1`: by name, and by the initial that Segment's libraries for browsers and phones use.
    var paths: [String] { [rawValue, String(rawValue.prefix(1))] }

    /// The same for many calls at once.
    static let batchPaths = ["batch", "b"]
}
