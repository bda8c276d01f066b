import Analytics
import Kernel
import Statistics

/// The rows of both tables as files for spreadsheets.
struct MomentsCSV {
    let measured: Moments
    let pins: [Pin]

    private var rows: [[String]] {
        measured.moments(pinned: pins.map(\.kind)).map { moment in
            let difference = moment.impact.difference
            let counts = [moment.reach.count, moment.impact.bad.total, moment.impact.bad.count, moment.impact.good.total, moment.impact.good.count]
            let figures = [difference?.value, difference?.interval.low, difference?.interval.high, moment.p]
            return [CSV.harmless(moment.kind)] + counts.map { "\($0)" } + figures.map(CSV.figure) + [moment.isDecisive ? "1" : "0"]
                + pinned(moment.kind)
        } + few
    }

    /// Whether somebody has pinned it, and why.
    private func pinned(_ kind: String) -> [String] {
        pins.first { $0.kind == kind }.map { ["1", CSV.harmless($0.reason)] } ?? ["0", ""]
    }

    /// Pinned ones of which too little is known for a figure.
    private var few: [[String]] {
        pins.filter { pin in !measured.moments.contains { $0.kind == pin.kind } }.map { pin in
            let impact = measured.tooFew.first { $0.kind == pin.kind }
            return [CSV.harmless(pin.kind), "", "\(impact?.bad.total ?? 0)", "", "\(impact?.good.total ?? 0)", "", "", "", "", "", "0"]
                + pinned(pin.kind)
        }
    }

    var moments: String {
        let head = [
            "touchpoint", "people", "low", "low_outcome", "high", "high_outcome", "difference", "difference_low", "difference_high", "p", "moment",
            "pinned", "reason",
        ]
        return CSV.sheet([head] + rows)
    }

    var drivers: String {
        let head = [
            "touchpoint", "ratings", "importance", "importance_low", "importance_high", "performance", "low_share", "kind", "points_at_stake",
        ]
        return CSV.sheet(
            [head]
                + measured.drivers.drivers.map { driver in
                    let shares = [
                        driver.importance, driver.interval?.low, driver.interval?.high, driver.performance.estimate.value, driver.low.share,
                    ]
                    return [CSV.harmless(driver.kind), "\(driver.n)"] + shares.map(CSV.figure)
                        + [driver.contrast?.kind?.rawValue ?? "", CSV.figure(driver.pointsAtStake)]
                })
    }
}
