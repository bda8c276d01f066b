import Analytics
import Kernel
import Statistics
import Timeline

/// What explains low answers, as a file for spreadsheets: the rows of the table on the page.
struct CausesCSV {
    let journey: Journey

    var text: String {
        let head = [
            "touchpoint", "department", "control", "since", "answers", "met", "met_before", "effect", "effect_low", "effect_high", "points_at_stake",
        ]
        return CSV.sheet(
            [head]
                + journey.diagnosis.causes.map { cause in
                    let kind = journey.catalogue.kind(key: cause.kind)
                    let effect = cause.effect
                    let figures: [Double?] = [
                        effect.reach.share, cause.reachBefore?.share, effect.effect, effect.interval.low, effect.interval.high, effect.pointsAtStake,
                    ]
                    let words = [
                        cause.kind, kind?.department ?? "", kind?.control.key ?? "", cause.since?.description ?? "", "\(effect.reach.total)",
                    ]
                    return words.map(CSV.harmless) + figures.map(CSV.figure)
                })
    }
}
