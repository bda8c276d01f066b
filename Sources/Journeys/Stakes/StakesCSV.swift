import Analytics
import Kernel
import Statistics

/// What is at stake as a file for spreadsheets: a row for each cause and currency.
struct StakesCSV {
    let choice: StakeChoice
    let found: [CauseStakes]

    var text: String {
        let head = [
            "touchpoint", "group", "value", "since", "currency", "days", "hit", "spared", "in_progress", "hit_compared", "spared_compared", "paying",
            "brought_hit", "brought_spared", "less", "less_low", "less_high", "at_risk", "at_risk_low", "at_risk_high", "reach", "months", "gain",
            "gain_low", "gain_high", "verdict",
        ]
        return CSV.sheet([head] + found.flatMap { cause in cause.stakes.amounts.map { row(cause, $0) } })
    }

    private func row(_ cause: CauseStakes, _ amount: Stakes.Amount) -> [String] {
        let counts = [choice.days, amount.hit, amount.spared, amount.inProgress, amount.each.hit, amount.each.spared, amount.paying]
        let means = amount.difference.value == nil ? [nil, nil] : [amount.each.meanOfHit, amount.each.meanOfSpared]
        let risk = columns(amount.difference) + columns(amount.atRisk)
        let cells = [cause.kind, cause.group?.name ?? "", cause.group?.value ?? ""].map(CSV.harmless) + [cause.since?.description ?? ""]
        return cells + [amount.currency.code] + counts.map { "\($0)" }
            + (means + risk).map { CSV.amount($0, amount.currency) } + ["\(choice.fix.reach)", "\(choice.fix.months)"]
            + columns(amount.gain(choice.fix)).map { CSV.amount($0, amount.currency) } + [amount.verdict?.rawValue ?? "too_few"]
    }

    private func columns(_ estimate: Estimate) -> [Double?] { [estimate.value, estimate.interval?.low, estimate.interval?.high] }
}
