import Analytics
import Kernel
import Statistics

/// What changed to the day, as rows of a table: the surest of each episode first, below it what changed with it.
struct EpisodeText {
    static let columns: [(title: String, isNumber: Bool)] = [
        ("what", false), ("of whom", false), ("from", false), ("to", false), ("before", true), ("during", true), ("n", true),
    ]

    let incident: Incident
    let isFirst: Bool
    let labels: Labels

    static func rows(_ episodes: [Episode], labels: Labels, most: Int) -> [EpisodeText] {
        episodes.prefix(most).flatMap { episode in
            episode.incidents.enumerated().map { EpisodeText(incident: $1, isFirst: $0 == 0, labels: labels) }
        }
    }

    var cells: [String] {
        let name = labels.kind(incident.kind)
        return [
            isFirst ? name : "… \(name)", incident.group.map { "\($0): \(incident.value ?? "")" } ?? "all", incident.from.description,
            incident.until?.adding(days: -1).description ?? "now", share(incident.before), share(incident.during), grouped(incident.during.total),
        ]
    }

    private func share(_ proportion: Proportion) -> String { "\(fixed((proportion.share ?? 0) * 100, 1)) %" }
}
