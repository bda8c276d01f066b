import Synchronization

/// How many requests there were, by sort and status, and how long they took. No addresses, no paths: nothing of anybody.
final class RequestFigures: Sendable {
    /// Upper bounds in seconds.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

    enum Sort: String, CaseIterable { case events, api, pages, assets, health }

    struct Times: Sendable {
        /// How many took no longer than each bound, and no bound before it.
        var counts = [Int](repeating: 0, count: RequestFigures.bounds.count)
        var total = 0
        /// Seconds.
        var sum = 0.0
    }

    struct Figures: Sendable {
        var statuses: [Sort: [Int: Int]] = [:]
        var times: [Sort: Times] = [:]
    }

    private let state = Mutex(Figures())

    var figures: Figures { state.withLock { $0 } }

    func add(_ sort: Sort, status: Int, seconds: Double) {
        let place = Self.bounds.firstIndex { seconds <= $0 }
        state.withLock { figures in
            figures.statuses[sort, default: [:]][status, default: 0] += 1
            if let place { figures.times[sort, default: Times()].counts[place] += 1 }
            figures.times[sort, default: Times()].total += 1
            figures.times[sort, default: Times()].sum += seconds
        }
    }
}

extension RequestFigures.Sort {
    /// By the beginning of a path.
    init(path: String) {
        self =
            if path.hasPrefix("/v1/") { .events } else if path.hasPrefix("/api/") {
                .api
            } else if path.hasPrefix("/assets/") || path == "/t.js" || path == "/chat.js" {
                .assets
            } else if path.hasPrefix("/health/") { .health } else { .pages }
    }
}
