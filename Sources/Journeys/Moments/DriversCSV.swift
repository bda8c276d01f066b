import Analytics
import Kernel
import Statistics

/// What answers hang on, as a file for spreadsheets.
struct DriversCSV {
    let drivers: Drivers

    var text: String {
        let head = [
            "touchpoint", "ratings", "importance", "importance_low", "importance_high", "performance", "low_share", "kind", "points_at_stake",
        ]
        return CSV.sheet(
            [head]
                + drivers.drivers.map { driver in
                    let shares = [
                        driver.importance, driver.interval?.low, driver.interval?.high, driver.performance.estimate.value, driver.low.share,
                    ]
                    return [CSV.harmless(driver.kind), "\(driver.n)"] + shares.map(CSV.figure)
                        + [driver.contrast?.kind?.rawValue ?? "", CSV.figure(driver.pointsAtStake)]
                })
    }
}
