import Kernel
import Statistics

/// When customers write: their messages by day of the week and hour, as a clock in the time zone of the opening hours shows them.
struct Traffic: Sendable {
    /// An hour of a day of the week.
    struct Place: Hashable, Sendable {
        /// 1 Monday … 7 Sunday.
        let weekday: Int
        /// 0…23
        let hour: Int
    }

    /// One message of a customer.
    struct Message: Hashable, Sendable {
        let conversation: Int64
        let at: Instant
    }

    struct Cell: Sendable {
        var messages = 0
        var conversations: Set<Int64> = []

        mutating func add(_ other: Cell) {
            messages += other.messages
            conversations.formUnion(other.conversations)
        }
    }

    let zone: String
    /// Where anybody wrote.
    let cells: [Place: Cell]
    /// In which it is open at some time of an ordinary week.
    let open: Set<Place>
    /// Written while it was closed, by the hours that were in force then.
    let outside: Proportion
}

extension Traffic.Place {
    init?(weekday: Int?, hour: Int?) {
        guard let weekday, let hour, (1...7).contains(weekday), (0...23).contains(hour) else { return nil }
        self.init(weekday: weekday, hour: hour)
    }

    /// The place of a moment by a clock.
    init(_ instant: Instant, _ clock: WallClock) {
        let shown = clock.shown(at: instant)
        self.init(weekday: shown.day.weekday, hour: Int((shown.microseconds - shown.day.start.microseconds) / 3_600_000_000))
    }
}

extension Traffic {
    init(_ messages: [Message], _ hours: BusinessHours) {
        var (cells, outside): ([Place: Cell], Int) = ([:], 0)
        for message in messages {
            let place = Place(message.at, hours.clock)
            cells[place, default: Cell()].messages += 1
            cells[place]?.conversations.insert(message.conversation)
            if !hours.isOpen(at: message.at) { outside += 1 }
        }
        self.init(zone: hours.zone, cells: cells, open: Self.open(hours.week), outside: Proportion(outside, of: messages.count))
    }

    private static func open(_ week: WeekHours) -> Set<Place> {
        var open: Set<Place> = []
        for (day, intervals) in week.days.enumerated() {
            for interval in intervals {
                for hour in interval.opens / 60...(interval.closes - 1) / 60 {
                    open.insert(Place(weekday: (day + hour / 24) % 7 + 1, hour: hour % 24))
                }
            }
        }
        return open
    }

    var most: Int { cells.values.map(\.messages).max() ?? 0 }

    func cell(_ weekday: Int, _ hour: Int) -> Cell { cells[Place(weekday: weekday, hour: hour)] ?? Cell() }

    /// All hours of a day of the week, or all days at an hour.
    func sum(where holds: (Place) -> Bool) -> Int { cells.reduce(0) { holds($1.key) ? $0 + $1.value.messages : $0 } }
}
