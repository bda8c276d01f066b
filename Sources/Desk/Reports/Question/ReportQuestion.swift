import Foundation
import Kernel
import Web

/// What a service report is of. It stands in the address, so that the page, its links and its files tell of the same conversations.
struct ReportQuestion: Hashable, Sendable {
    let period: Period
    /// Key of one that all of them bear now.
    var label: String?
    /// Key of the team whose figures are told.
    var team: String?
    /// Key of the channel on which all of them began.
    var channel: String?
    /// Who of staff did what is told.
    var agent: ID<Viewer>?

    /// Of the address.
    enum Name: String, CaseIterable { case team, agent, channel, label }

    init(_ period: Period, label: String? = nil, team: String? = nil, channel: String? = nil, agent: ID<Viewer>? = nil) {
        (self.period, self.label, self.team, self.channel, self.agent) = (period, label, team, channel, agent)
    }

    /// - Throws: `missing` for somebody whom no address can mean.
    init(_ query: Query, _ period: Period) throws {
        self.init(period, label: query[Name.label.rawValue], team: query[Name.team.rawValue], channel: query[Name.channel.rawValue])
        if let text = query[Name.agent.rawValue] {
            guard let id = ID<Viewer>(text) else { throw Failure.missing("This colleague") }
            agent = id
        }
    }
}

extension Query {
    /// What a service report is of, without what is listed of it.
    var reportQuestion: Query { keeping(["period", "from", "to"] + ReportQuestion.Name.allCases.map(\.rawValue)) }

    func with(_ name: ReportQuestion.Name, _ value: String?) -> Query { with(name.rawValue, value) }
}

extension Period {
    /// From the midnight at which it begins to the one at which it ends.
    func span(in zone: TimeZone) -> (start: Instant, end: Instant) { (first.midnight(zone), last.adding(days: 1).midnight(zone)) }
}

extension Day {
    /// At which it begins.
    func midnight(_ zone: TimeZone) -> Instant { start.adding(.seconds(-zone.secondsFromGMT(for: start.date))) }
}
