import Analytics
import Kernel
import Timeline
import Web

/// Which paths the address asks for: `?after=order_placed&steps=5`.
struct PathChoice: Hashable, Sendable {
    /// From whose first touch on; `nil` is from the beginning of the line.
    let anchor: String?
    let depth: Int
    /// Whether touchpoints of no stage are steps too: signing in, a consent.
    let all: Bool

    static let depths = [3, 4, 5, 6, 8]

    /// - Throws: `invalid` where the start is no kind.
    init(_ query: Query, _ catalogue: Timeline.Catalogue) throws {
        anchor = query["start"]
        all = query["what"] == "all"
        depth = query.int("steps").map { min(max($0, 2), 8) } ?? 4
        try Failure.require(anchor.map { catalogue.kind(key: $0) != nil } ?? true, "start", "must be a touchpoint of the catalogue")
    }

    var question: FlowQuestion { FlowQuestion(from: anchor, depth: depth) }
}

/// What the page of paths tells.
struct MeasuredPaths: Sendable {
    let flow: Flow
    let variants: Variants
    let graph: DirectlyFollowsGraph

    static let mostVariants = 20
    static let mostEdges = 25
}
