import Kernel

/// What a conversation was given for a criterion. One that was skipped has none.
enum Mark: Hashable, Sendable {
    /// 0 to 5.
    case scale(Int)
    case pass(Bool)
    /// So many replies came in time of those that something was promised about.
    case speed(kept: Int, of: Int)

    /// Between 0 and 1.
    var share: Double {
        switch self {
        case .scale(let mark): Double(mark) / 5
        case .pass(let passed): passed ? 1 : 0
        case .speed(let kept, let total): Double(kept) / Double(total)
        }
    }

    /// As it is kept: `4`, `yes`, `2/3`.
    var text: String {
        switch self {
        case .scale(let mark): "\(mark)"
        case .pass(let passed): passed ? "yes" : "no"
        case .speed(let kept, let total): "\(kept)/\(total)"
        }
    }

    /// `nil` for what is no mark of this sort.
    init?(_ text: String, _ sort: Scorecard.Sort) {
        switch sort {
        case .scale:
            guard let mark = Int(text), (0...5).contains(mark) else { return nil }
            self = .scale(mark)
        case .pass:
            guard text == "yes" || text == "no" else { return nil }
            self = .pass(text == "yes")
        case .speed:
            let parts = text.split(separator: "/").compactMap { Int($0) }
            guard parts.count == 2, parts[1] > 0, (0...parts[1]).contains(parts[0]) else { return nil }
            self = .speed(kept: parts[0], of: parts[1])
        }
    }
}

/// Marks by the keys of their criteria.
typealias Marks = [String: Mark]

extension Scorecard.Terms {
    /// Critical criteria that failed.
    func failed(_ marks: Marks) -> [Scorecard.Criterion] { criteria.filter { $0.isCritical && marks[$0.key] == .pass(false) } }

    /// The internal quality score, 0…100: Σ(share × weight) ÷ Σ weight of what was rated. A failed critical criterion makes it 0; what was skipped
    /// is in neither sum. `nil` where nothing that weighs was rated.
    func score(_ marks: Marks) -> Double? {
        guard failed(marks).isEmpty else { return 0 }
        var (sum, weights) = (0.0, 0)
        for criterion in criteria {
            guard let mark = marks[criterion.key] else { continue }
            sum += mark.share * Double(criterion.weight)
            weights += criterion.weight
        }
        return weights > 0 ? 100 * sum / Double(weights) : nil
    }

    /// - Parameter texts: as they are kept.
    func marks(_ texts: [String: String]) -> Marks {
        var marks: Marks = [:]
        for criterion in criteria { marks[criterion.key] = texts[criterion.key].flatMap { Mark($0, criterion.sort) } }
        return marks
    }
}
