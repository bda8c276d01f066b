import Analytics
import Kernel
import Statistics
import Timeline

/// All insights as a file for spreadsheets, the new ones first.
struct InsightCSV {
    let board: InsightBoard
    let choice: StakeChoice
    /// Of which an action may leave one alone.
    var segments: [Segment] = []
    let catalogue: Timeline.Catalogue

    private var currencies: [Currency] { Set(board.stakes.values.flatMap { $0.stakes.amounts.map(\.currency) }).sorted { $0.code < $1.code } }

    var text: String {
        let head = [
            "status", "what", "touchpoint", "department", "group", "value", "since", "until", "before", "after", "n_before", "n_after",
            "difference_low", "difference_high",
            "owner", "action", "acted_on", "effect", "effect_low", "effect_high", "holdout", "n_acted", "n_holdout",
        ]
        let money =
            ["at_risk_since"]
            + currencies.flatMap { currency in
                ["at_risk", "at_risk_low", "at_risk_high", "gain", "gain_low", "gain_high"].map { "\($0)_\(currency.code)" }
            }
        let rows =
            board.news.map { row($0, "new", nil, nil) } + (board.taken + board.dismissed).map { row($0.finding, $0.status.rawValue, $0, nil) }
            + board.done.map { row($0.insight.finding, "done", $0.insight, $0.effect) }
        return CSV.sheet([head + money] + rows)
    }

    private func row(_ finding: Finding, _ status: String, _ insight: Insight?, _ effect: InsightEffect?) -> [String] {
        let words = [finding.kind, department(finding), finding.group, finding.value].map { CSV.harmless($0 ?? "") }
        let figures = [finding.before, finding.after].map { "\($0)" } + ["\(finding.countBefore)", "\(finding.countAfter)"]
        let difference = [effect?.difference?.value, effect?.difference?.interval.low, effect?.difference?.interval.high].map(CSV.figure)
        return [status, finding.what.rawValue] + words + [since(finding), until(finding)] + figures + ["\(finding.low)", "\(finding.high)"]
            + [CSV.harmless(insight?.author ?? ""), CSV.harmless(insight?.action ?? ""), insight?.actedOn?.description ?? ""] + difference
            + [heldOut(insight)] + [effect?.acted, effect?.heldOut].map { $0.map { "\($0.after.n)" } ?? "" } + money(finding)
    }

    /// The segment that is held out, by name.
    private func heldOut(_ insight: Insight?) -> String {
        CSV.harmless(insight?.holdout.flatMap { id in segments.first { $0.id == id }?.name } ?? "")
    }

    /// Whose touchpoint it is, by key.
    private func department(_ finding: Finding) -> String? { finding.kind.flatMap { catalogue.kind(key: $0)?.department } }

    /// Its last day, where it is over.
    private func until(_ finding: Finding) -> String { finding.end.map { Day(number: Int32(clamping: $0 - 1)).description } ?? "" }

    private func since(_ finding: Finding) -> String {
        finding.day.map { Day(number: Int32(clamping: $0)).description } ?? Month(number: finding.month).description
    }

    private func money(_ finding: Finding) -> [String] {
        [board.stakes[finding.key]?.since?.description ?? ""]
            + currencies.flatMap { currency in
                let amount = board.stakes[finding.key]?.stakes.amounts.first { $0.currency == currency }
                return [amount?.atRisk, amount?.gain(choice.fix)].flatMap { [$0?.value, $0?.interval?.low, $0?.interval?.high] }
                    .map { CSV.amount($0, currency) }
            }
    }
}
