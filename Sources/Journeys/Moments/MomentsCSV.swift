import Analytics
import Kernel
import Statistics

/// The rows of both tables as files for spreadsheets.
struct MomentsCSV {
    let measured: Moments

    private var rows: [[String]] {
        measured.moments.map { moment in
            let difference = moment.impact.difference
            let counts = [moment.reach.count, moment.impact.bad.total, moment.impact.bad.count, moment.impact.good.total, moment.impact.good.count]
            let figures = [difference?.value, difference?.interval.low, difference?.interval.high, moment.p]
            return [CSV.harmless(moment.kind)] + counts.map { "\($0)" } + figures.map(CSV.figure) + [moment.isDecisive ? "1" : "0"]
        }
    }

    var moments: String {
        let head = [
            "touchpoint", "people", "low", "low_outcome", "high", "high_outcome", "difference", "difference_low", "difference_high", "p", "moment",
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
