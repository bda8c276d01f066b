import Analytics
import Kernel
import Statistics

/// The figures of the page as a file for spreadsheets: a row for each; what is not over is blank.
struct ReturnCSV {
    let choice: ReturnChoice
    let returns: Returns

    var text: String {
        let head = ["cohort", "people", choice.measure == .months ? "month" : "days", "came_back", "of", "share", "share_low", "share_high"]
        let cohorts = returns.cohorts.flatMap { cohort in rows("\(cohort.first)", cohort.people, cohort.figures) }
        return CSV.sheet([head] + cohorts + rows("all", returns.cohorts.reduce(0) { $0 + $1.people }, returns.together))
    }

    private func rows(_ name: String, _ people: Int, _ figures: [Proportion?]) -> [[String]] {
        figures.enumerated().map { place, figure in
            let shares = [figure?.share, figure?.interval?.low, figure?.interval?.high].map(CSV.figure)
            return [name, "\(people)", column(place), figure.map { "\($0.count)" } ?? "", figure.map { "\($0.total)" } ?? ""] + shares
        }
    }

    private func column(_ place: Int) -> String {
        guard choice.measure != .months else { return "\(place + 1)" }
        let span = choice.spans[place]
        return choice.measure == .later ? "\(span.lowerBound)+" : span.count == 1 ? "\(span.lowerBound)" : "\(span.lowerBound)-\(span.upperBound)"
    }
}
