import Kernel

/// People who are asked in rounds: a month or two of answers, then silence for at least as long as a quarter.
struct SurveyRounds: Hashable {
    /// The first month of the last round, and of the one before.
    let last: Month
    let before: Month

    /// - Parameter months: those with answers, in order.
    /// - Returns: `nil` where answers come more steadily than that, or there was one round only.
    init?(_ months: [Month]) {
        var rounds: [[Month]] = []
        for month in months {
            if let end = rounds.last?.last, month.number - end.number <= Self.silence {
                rounds[rounds.count - 1].append(month)
            } else {
                rounds.append([month])
            }
        }
        guard rounds.count > 1, rounds.allSatisfy({ $0[$0.count - 1].number - $0[0].number < Self.longest }) else { return nil }
        (last, before) = (rounds[rounds.count - 1][0], rounds[rounds.count - 2][0])
    }

    private static let silence = 3
    private static let longest = 2
}
