import Analytics
import Kernel
import Statistics

/// The rows of the funnel's table as a file for spreadsheets.
struct FunnelCSV {
    let funnel: Funnel

    var text: String {
        let head = [
            "step", "people", "of_previous", "of_previous_low", "of_previous_high", "of_first", "in_progress", "lost", "median_seconds",
            "p90_seconds", "at_horizon", "at_horizon_low", "at_horizon_high",
        ]
        return CSV.sheet([head] + funnel.steps.map(row))
    }

    private func row(_ step: Funnel.Step) -> [String] {
        let shares = [step.ofPrevious.share, step.ofPrevious.interval?.low, step.ofPrevious.interval?.high, step.ofFirst.share]
        let times = [step.median, step.time?.p90].map { $0.map { "\($0.components.seconds)" } ?? "" }
        return [CSV.harmless(step.name), "\(step.people)"] + shares.map(CSV.figure) + ["\(step.inProgress)", "\(step.lost)"] + times
            + [step.atHorizon?.value, step.atHorizon?.interval?.low, step.atHorizon?.interval?.high].map(CSV.figure)
    }
}
