import Kernel
import Statistics
import Web

extension ServiceReport {
    /// Behind which number the conversations are that are listed.
    enum Narrowing: Hashable, Sendable {
        case promised(ServiceTarget.Goal)
        case satisfaction(SurveyFilter)
        case figure(ServiceFigure)
        /// Those whose customer wrote at this hour of this day of the week.
        case traffic(Traffic.Place)
        /// Those behind a number of the backlog, in the interval that ends with this day.
        case course(Course.Part, until: Day)

        var goal: ServiceTarget.Goal? { if case .promised(let goal) = self { goal } else { nil } }
    }
}

extension ServiceReport.Narrowing {
    private static let promised = "promised"
    private static let figure = "of"
    private static let weekday = "weekday"
    private static let hour = "hour"
    private static let part = "backlog"
    private static let until = "until"

    /// Of the address; `nil` where it asks for none.
    init?(_ query: Query) {
        if let goal: ServiceTarget.Goal = query.choice(Self.promised) {
            self = .promised(goal)
        } else if let figure: ServiceFigure = query.choice(Self.figure) {
            self = .figure(figure)
        } else if let part: Course.Part = query.choice(Self.part), let until = query.day(Self.until) {
            self = .course(part, until: until)
        } else if let place = Traffic.Place(weekday: query.int(Self.weekday), hour: query.int(Self.hour)) {
            self = .traffic(place)
        } else if let filter = SurveyFilter(query) {
            self = .satisfaction(filter)
        } else {
            return nil
        }
    }

    /// - Parameter question: what the report is of.
    func query(_ question: Query) -> Query {
        switch self {
        case .promised(let goal): question.with(Self.promised, goal.rawValue)
        case .satisfaction(let filter): filter.query(question)
        case .figure(let figure): question.with(Self.figure, figure.rawValue)
        case .traffic(let place): question.with(Self.weekday, "\(place.weekday)").with(Self.hour, "\(place.hour)")
        case .course(let part, let until): question.with(Self.part, part.rawValue).with(Self.until, until.description)
        }
    }

    /// Where its conversations are listed.
    func address(_ question: Query) -> String { "/inbox/report" + query(question).text + "#conversations" }
}

extension ServiceReport {
    func rows(_ narrowing: Narrowing?) -> [Row] {
        switch narrowing {
        case nil: rows
        case .promised(let goal): rows(promised: goal)
        case .satisfaction(let filter): rows(filter)
        case .figure(let figure): rows(figure)
        case .traffic, .course: listed
        }
    }

    /// The conversations behind a share of what was kept: those with a promise of this goal that came to an end, breached ones first.
    func rows(promised goal: ServiceTarget.Goal) -> [Row] {
        let ended = rows.map { ($0, compliance(goal, of: $0.runs)) }.filter { $0.1.total > 0 }
        return ended.filter { $0.1.count < $0.1.total }.map(\.0) + ended.filter { $0.1.count == $0.1.total }.map(\.0)
    }

    /// The conversations behind a number of how satisfied customers were.
    func rows(_ filter: SurveyFilter) -> [Row] { rows.filter { $0.questions.contains(where: filter.holds) } }

    /// The conversations behind a figure, those first that weigh most against it.
    func rows(_ figure: ServiceFigure) -> [Row] {
        rows.compactMap { row in figure.weight(row).map { (row: row, weight: $0) } }
            .sorted { ($1.weight, $1.row.conversation.number) < ($0.weight, $0.row.conversation.number) }.map(\.row)
    }
}
