import Kernel
import Testing

@testable import Web

@Suite struct `A password` {
    @Test func `is known again, and nothing else is`() async throws {
        let hash = try await Passwords.hash("correct horse")
        #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(try await Passwords.verify("correct horse", against: hash))
        #expect(try await !Passwords.verify("correct horsf", against: hash))
        #expect(try await !Passwords.verify("", against: hash))
        #expect(try await !Passwords.verify("correct horse", against: "nonsense"))
    }

    @Test func `is never hashed the same way twice`() async throws {
        #expect(try await Passwords.hash("same") != Passwords.hash("same"))
    }

    @Test func `takes as long for an account that does not exist`() async throws {
        let hash = try await Passwords.hash("x")
        let clock = ContinuousClock()
        func fastest(_ stored: String?) async throws -> Duration {
            var best = Duration.seconds(60)
            for _ in 0..<5 { best = min(best, try await clock.measure { _ = try await Passwords.verify("y", against: stored) }) }
            return best
        }
        let (known, unknown) = (try await fastest(hash), try await fastest(nil))
        #expect(unknown > known / 10, "\(unknown) against \(known)")
        #expect(try await !Passwords.verify("y", against: nil))
    }
}

@Suite struct `A rate limit` {
    @Test func `allows a burst, then so much per time, for each key apart`() throws {
        let limiter = RateLimiter(5, per: .minutes(1))
        for _ in 0..<5 { try limiter.take("a", at: noon) }
        #expect(throws: Failure.limited(retryAfter: .seconds(12))) { try limiter.take("a", at: noon) }
        try limiter.take("b", at: noon)
        #expect(throws: Failure.limited(retryAfter: .seconds(1))) { try limiter.take("a", at: noon.adding(.seconds(11))) }
        try limiter.take("a", at: noon.adding(.seconds(12)))
    }

    @Test func `takes several at once and refuses what no burst can hold`() throws {
        let limiter = RateLimiter(1_000, per: .seconds(1), burst: 5_000)
        try limiter.take("key", cost: 4_000, at: noon)
        #expect(throws: Failure.self) { try limiter.take("key", cost: 2_500, at: noon) }
        try limiter.take("key", cost: 2_500, at: noon.adding(.milliseconds(1_500)))
    }

    @Test func `is not fooled by a clock that goes back`() throws {
        let limiter = RateLimiter(1, per: .seconds(1))
        try limiter.take("a", at: noon)
        #expect(throws: Failure.self) { try limiter.take("a", at: noon.adding(.seconds(-100))) }
        #expect(throws: Failure.self) { try limiter.take("a", at: noon) }
    }

    @Test func `remembers who it turned away while a flood of others passes`() throws {
        let limiter = RateLimiter(1, per: .hours(1), keys: 100)
        try limiter.take("guest", at: noon)
        for number in 0..<1_000 {
            try limiter.take("other \(number)", at: noon)
            if number.isMultiple(of: 50) { #expect(throws: Failure.self) { try limiter.take("guest", at: noon) } }
        }
    }
}
