import Crypto
import Foundation
import Kernel
import Web

/// Which conversations are to be reviewed: a share by chance, which tells how good service is, and those that look as if something had gone wrong,
/// which tells where.
struct ReviewSample: Sendable {
    /// Why a conversation is reviewed.
    enum Reason: Hashable, Sendable {
        case drawn
        case risk(ReviewFacts.Risk)
        /// Somebody opened it by themselves.
        case chosen

        var key: String {
            switch self {
            case .drawn: "drawn"
            case .risk(let risk): risk.rawValue
            case .chosen: "chosen"
            }
        }

        init(key: String) { self = key == "drawn" ? .drawn : ReviewFacts.Risk(rawValue: key).map(Self.risk) ?? .chosen }
    }

    /// Of a hundred, so many are drawn.
    let share: Int
    let seed: String

    /// Whoever does not know the seed cannot tell which are drawn; each has the same chance, whatever happens to others. An agent of whom nothing is
    /// drawn in a week – from Monday on, by UTC – has the one that came nearest.
    ///
    /// - Parameter conversations: resolved ones that somebody answered, also those that were reviewed already.
    /// - Returns: the numbers of those drawn.
    func drawn(of conversations: [ReviewFacts]) -> Set<Int64> {
        guard share > 0 else { return [] }
        var (drawn, nearest): (Set<Int64>, [Week: (number: Int64, lot: Double)]) = ([], [:])
        for conversation in conversations {
            guard let agent = conversation.agent, let at = conversation.resolvedAt else { continue }
            let (lot, week) = (lot(of: conversation.number), Week(agent: agent, number: (at.day.number + 3) / 7))
            if lot * 100 < Double(share) { drawn.insert(conversation.number) }
            if lot < nearest[week]?.lot ?? 2 { nearest[week] = (conversation.number, lot) }
        }
        return drawn.union(nearest.values.map(\.number))
    }

    /// Drawn ones first, as they are a share of all whatever happened in them.
    func reasons(of conversations: [ReviewFacts]) -> [Int64: [Reason]] {
        let drawn = drawn(of: conversations)
        var reasons: [Int64: [Reason]] = [:]
        for conversation in conversations {
            let own = (drawn.contains(conversation.number) ? [Reason.drawn] : []) + conversation.risks.map(Reason.risk)
            if !own.isEmpty { reasons[conversation.number] = own }
        }
        return reasons
    }

    /// From 0 to below 1, and always the same for a conversation.
    func lot(of number: Int64) -> Double {
        let code = HMAC<SHA256>.authenticationCode(for: Data("\(number)".utf8), using: SymmetricKey(data: Data(seed.utf8)))
        let bits = code.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Double(bits >> 11) / Double(UInt64(1) << 53)
    }

    private struct Week: Hashable {
        let agent: ID<Viewer>
        let number: Int32
    }
}
