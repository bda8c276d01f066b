import Analytics
import Kernel
import Statistics

/// The rows of the table as a file for spreadsheets.
struct MomentsCSV {
    let moments: Moments
    let pins: [Pin]

    private var rows: [[String]] {
        moments.moments(pinned: pins.map(\.kind)).map { moment in
            let difference = moment.impact.difference
            let counts = [moment.reach.count, moment.impact.bad.total, moment.impact.bad.count, moment.impact.good.total, moment.impact.good.count]
            let remains = moment.held?.remains
            let figures = [
                difference?.value, difference?.interval.low, difference?.interval.high, moment.p, remains?.value, remains?.interval.low,
                remains?.interval.high,
            ]
            return [CSV.harmless(moment.kind)] + counts.map { "\($0)" } + figures.map(CSV.figure) + [
                explained(moment), moment.isDecisive ? "1" : "0",
            ]
                + pinned(moment.kind)
        } + few
    }

    /// By which other kind; `answer` where it is what comes of any low answer.
    private func explained(_ moment: Moments.Moment) -> String {
        switch moment.held?.standing {
        case .follows(let kind): CSV.harmless(kind)
        case .general: "answer"
        case .own, .unsure, nil: ""
        }
    }

    /// Whether somebody has pinned it, and why.
    private func pinned(_ kind: String) -> [String] {
        pins.first { $0.kind == kind }.map { ["1", CSV.harmless($0.reason)] } ?? ["0", ""]
    }

    /// Pinned ones of which too little is known for a figure.
    private var few: [[String]] {
        pins.filter { pin in !moments.moments.contains { $0.kind == pin.kind } }.map { pin in
            let impact = moments.tooFew.first { $0.kind == pin.kind }
            let counts = ["\(impact?.bad.total ?? 0)", "", "\(impact?.good.total ?? 0)"]
            return [CSV.harmless(pin.kind), ""] + counts + Array(repeating: "", count: 9) + ["0"] + pinned(pin.kind)
        }
    }

    var text: String {
        let head = [
            "touchpoint", "people", "low", "low_outcome", "high", "high_outcome", "difference", "difference_low", "difference_high", "p", "remains",
            "remains_low", "remains_high", "explained_by", "moment", "pinned", "reason",
        ]
        return CSV.sheet([head] + rows)
    }
}
