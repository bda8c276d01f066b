import Testing

@testable import Statistics

@Suite struct `Values in ascending order` {
    /// Of a multiplicative generator (Lehmer 1951, by Park & Miller 1988): always the same.
    private static func chance(_ count: Int) -> [Int64] {
        var state: Int64 = 20_240_101
        return (0..<count).map { _ in
            state = state * 48_271 % 2_147_483_647
            return state
        }
    }

    @Test(arguments: [
        [], [7], chance(400), chance(5_000), chance(5_000).map { $0 * 1_000_000 }, chance(5_000).map { -$0 * 1_000_000 },
        chance(5_000).map { ($0 % 90) * 86_400_000_000 }, chance(5_000).map { $0 * 1_000_000_000 + $0 % 3 },
        chance(1_000) + [.min, .max], chance(1_000) + [-5_000_000_000_000_000], chance(5_000).sorted(),
    ])
    func `are the same as by comparing`(values: [Int64]) { #expect(ascending(values) == values.sorted()) }
}
