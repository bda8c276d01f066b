import Analytics
import Statistics

/// How a figure is written where people read it.
struct EstimateText {
    /// `61.2 %`; in words where there is no figure.
    let value: String
    /// `58.4–63.9`; empty where there is no figure.
    let interval: String

    var whole: String { interval.isEmpty ? value : "\(value) (\(interval))" }

    /// A figure on any scale.
    init(_ estimate: Estimate, unit: String = "", joint: String = "–", _ write: (Double) -> String) {
        switch estimate {
        case .none: (value, interval) = ("no answers", "")
        case .tooFew(let n): (value, interval) = ("too few (\(n) < \(Estimate.enough))", "")
        case .known(let figure, let range, _): (value, interval) = (write(figure) + unit, write(range.low) + joint + write(range.high))
        }
    }

    /// A share 0…1, in percent.
    init(share: Estimate) { self.init(share, unit: " %", percent) }

    init(_ figure: ScoreFigure) {
        switch figure {
        case .nps: self.init(figure.estimate, joint: " to ") { fixed($0, 1) }
        case .satisfaction, .thumbs: self.init(share: figure.estimate)
        case .effort, .overall: self.init(figure.estimate) { fixed($0, 2) }
        }
    }
}

extension Proportion {
    /// `61.2 % (58.4–63.9)`
    var text: EstimateText { EstimateText(share: estimate) }
}
