package import Kernel
import Synchronization

/// So many of something per time for each key (an address, an account), with a burst: a token bucket each.
///
/// Memory is bounded: it remembers the keys seen last, at least `keys` and at most twice as many.
package final class RateLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        var filledAt: Instant
    }
    private struct Buckets {
        var recent: [String: Bucket] = [:]
        var earlier: [String: Bucket] = [:]
    }

    private let burst: Double
    private let perSecond: Double
    private let keys: Int
    private let buckets = Mutex(Buckets())

    /// `RateLimiter(5, per: .minutes(1))`; the burst is the count itself unless said otherwise.
    package init(_ count: Int, per time: Duration, burst: Int? = nil, keys: Int = 50_000) {
        self.burst = Double(burst ?? count)
        perSecond = Double(count) * 1_000_000 / Double(max(1, time.microseconds))
        self.keys = keys
    }

    /// Takes `cost` from the bucket of `key`, or throws `limited` with the time until there is enough.
    package func take(_ key: String, cost: Int = 1, at now: Instant) throws {
        let missing = buckets.withLock { buckets in
            var bucket = buckets.recent[key] ?? buckets.earlier[key] ?? Bucket(tokens: burst, filledAt: now)
            let seconds = max(0, Double(now.duration(since: bucket.filledAt).microseconds) / 1_000_000)
            bucket = Bucket(tokens: min(burst, bucket.tokens + seconds * perSecond), filledAt: max(now, bucket.filledAt))
            let missing = Double(cost) - bucket.tokens
            if missing <= 0 { bucket.tokens -= Double(cost) }
            if buckets.recent.count >= keys, buckets.recent[key] == nil { (buckets.earlier, buckets.recent) = (buckets.recent, [:]) }
            buckets.recent[key] = bucket
            return missing
        }
        // Rounding alone must not turn anyone away.
        if missing > 1e-6 { throw Failure.limited(retryAfter: .seconds(Int64((missing / perSecond - 1e-6).rounded(.up)))) }
    }

    /// Undoes one `take`, for what turned out to need no limit: a sign-in that succeeded.
    package func giveBack(_ key: String) {
        buckets.withLock { buckets in
            guard var bucket = buckets.recent[key] else { return }
            bucket.tokens = min(burst, bucket.tokens + 1)
            buckets.recent[key] = bucket
        }
    }
}
