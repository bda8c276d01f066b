/// How a column writes days, so that every value becomes eight digits: year, month, day.
///
/// Days that are not in the calendar stay as they were typed: a wrong digit is what we look for.
struct DateForm {
    private let monthFirst: Bool

    /// Month first where the second number is above twelve more often than the first one is.
    init(guessedFrom values: some Sequence<String>) {
        var (first, second) = (0, 0)
        for value in values {
            let runs = Self.runs(in: value)
            guard runs.count >= 3, runs[0].count <= 2, runs[2].count == 4 else { continue }
            if (13...31).contains(Int(runs[0]) ?? 0) { first += 1 }
            if (13...31).contains(Int(runs[1]) ?? 0) { second += 1 }
        }
        monthFirst = second > first
    }

    /// Eight digits, or the text itself when no day can be seen in it.
    func normal(_ value: String) -> String {
        let runs = Self.runs(in: value)
        if runs.count >= 3, runs[0].count == 4 { return runs[0] + padded(runs[1]) + padded(runs[2]) }
        if runs.count >= 3, runs[2].count == 4 {
            return runs[2] + padded(runs[monthFirst ? 0 : 1]) + padded(runs[monthFirst ? 1 : 0])
        }
        if let run = runs.first, run.count >= 8 { return String(run.prefix(8)) }
        return value
    }

    private func padded(_ run: Substring) -> String { run.count == 1 ? "0" + run : String(run.prefix(2)) }

    private static func runs(in value: String) -> [Substring] { value.split { !("0"..."9").contains($0) } }
}
