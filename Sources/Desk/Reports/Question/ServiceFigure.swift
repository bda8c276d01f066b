import Kernel

/// A figure of the service report that is made of conversations.
enum ServiceFigure: String, CaseIterable, Sendable {
    case conversations
    case first
    case teamFirst = "team_first"
    case next
    case teamNext = "team_next"
    case firstResolution = "first_resolution"
    case resolution
    case firstContact = "first_contact"
    case oneTouch = "one_touch"
    case reopened
    case unanswered

    /// The times, in the order in which they are told.
    static let times: [ServiceFigure] = [.first, .teamFirst, .next, .teamNext, .firstResolution, .resolution]

    /// How long something took.
    var isTime: Bool { Self.times.contains(self) }
}

extension ServiceFigure {
    /// How much a conversation weighs against it; `nil` where it has no part in it. Of a time the longest, in microseconds inside the opening hours.
    func weight(_ row: ServiceReport.Row) -> Int64? {
        let figures = row.figures
        func longest(_ times: [Elapsed?]) -> Int64? { times.compactMap { $0?.business.microseconds }.max() }
        switch self {
        case .conversations: return 0
        case .first: return longest([figures.firstResponse?.time.customer])
        case .teamFirst: return longest([figures.firstResponse?.time.team])
        case .next: return longest(figures.nextResponses.map(\.customer))
        case .teamNext: return longest(figures.nextResponses.map(\.team))
        case .firstResolution: return longest([figures.firstResolution])
        case .resolution: return longest([figures.fullResolution])
        case .firstContact: return row.firstContact.flatMap { $0 == .pending ? nil : $0 == .kept ? 0 : 1 }
        case .oneTouch: return figures.isOneTouch.map { $0 ? 0 : 1 }
        case .reopened: return figures.resolutions.isEmpty && figures.reopens == 0 ? nil : Int64(figures.reopens)
        case .unanswered: return figures.unanswered > 0 ? Int64(figures.unanswered) : nil
        }
    }
}

extension ServiceSummary {
    /// The spread of a time; `nil` where there is none, and of what is no time.
    func spread(_ figure: ServiceFigure) -> ElapsedSpread? {
        switch figure {
        case .first: firstResponse
        case .teamFirst: teamFirstResponse
        case .next: nextResponse
        case .teamNext: teamNextResponse
        case .firstResolution: firstResolution
        case .resolution: fullResolution
        case .conversations, .firstContact, .oneTouch, .reopened, .unanswered: nil
        }
    }

    init(_ rows: [ServiceReport.Row]) {
        self.init(of: rows.map(\.figures))
        firstContact = FirstContactResolution(of: rows.compactMap(\.firstContact))
    }
}
