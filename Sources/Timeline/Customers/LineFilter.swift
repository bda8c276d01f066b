import Kernel
import Web

/// What of a customer's line is shown; all of it stands in the address.
struct LineFilter: Sendable {
    let query: Query
    let channel: Channel?
    let stage: Stage?
    private let kinds: [Int64]
    private let channels: [Int64]
    private let before: TouchpointStore.Place?

    init(_ query: Query, _ catalogue: Catalogue) {
        self.query = query
        let (stage, channel) = (query["stage"].flatMap(Stage.init(key:)), query["channel"])
        self.stage = stage
        self.channel = catalogue.channels.first { $0.key == channel }
        channels = channel.flatMap(catalogue.number(ofChannel:)).map { [$0] } ?? []
        kinds = stage.map { stage in catalogue.kinds.filter { $0.stage == stage }.compactMap { catalogue.number(ofKind: $0.key) } } ?? []
        before = query["before"].flatMap(Self.place)
    }

    func wanted(_ limit: Int) -> TouchpointStore.Wanted {
        var wanted = TouchpointStore.Wanted()
        (wanted.kinds, wanted.channels, wanted.before, wanted.limit) = (kinds, channels, before, limit)
        return wanted
    }

    /// `1790000000000000-42`: microseconds, position.
    private static func place(_ text: String) -> TouchpointStore.Place? {
        let parts = text.split(separator: "-").map { Int64($0) }
        guard parts.count == 2, let time = parts[0], let position = parts[1] else { return nil }
        return TouchpointStore.Place(occurredAt: Instant(microseconds: time), position: position)
    }

    func older(than last: Touchpoint) -> String { query.with("before", "\(last.occurredAt.microseconds)-\(last.position)").text }
}
