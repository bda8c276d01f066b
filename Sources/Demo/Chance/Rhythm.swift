import Kernel

/// In which hours things happen. Time zones are whole hours without summer time: what is shown is a company, not a clock.
enum Rhythm: Sendable {
    /// At work, Monday to Friday.
    case office
    /// At home, any day, mostly in the evening.
    case leisure
    /// On the road, Monday to Saturday.
    case courier

    /// How much happens in each of the 24 hours.
    private var hours: [Double] {
        switch self {
        case .office: Self.officeHours
        case .leisure: Self.leisureHours
        case .courier: Self.courierHours
        }
    }

    private static let officeHours: [Double] = [0, 0, 0, 0, 0, 0, 0, 2, 7, 11, 13, 11, 6, 8, 11, 10, 7, 4, 1, 0, 0, 0, 0, 0]
    private static let leisureHours: [Double] = [2, 1, 0, 0, 0, 0, 1, 2, 3, 4, 5, 5, 6, 5, 4, 4, 5, 6, 8, 11, 13, 12, 8, 4]
    private static let courierHours: [Double] = [0, 0, 0, 0, 0, 0, 0, 3, 8, 11, 12, 10, 8, 9, 10, 9, 6, 3, 1, 0, 0, 0, 0, 0]

    /// A moment on the day, or on the next one on which such things happen; `east` is the time zone in hours.
    func moment(on day: Day, east: Int, _ dice: inout Dice) -> Instant {
        let hour = dice.place(in: hours)
        let second = hour * 3_600 + dice.whole(0...3_599) - east * 3_600
        return open(day).start.adding(.seconds(second))
    }

    /// The day itself, or the Monday after it.
    private func open(_ day: Day) -> Day {
        switch (self, day.weekday) {
        case (.office, 6): day.adding(days: 2)
        case (.office, 7), (.courier, 7): day.adding(days: 1)
        default: day
        }
    }
}

/// Service is there Monday to Saturday from eight to six.
enum ServiceHours {
    static func isOpen(at moment: Instant, east: Int) -> Bool {
        let local = moment.adding(.hours(Int64(east)))
        let hour = (local.seconds - Int64(local.day.number) * 86_400) / 3_600
        return local.day.weekday < 7 && (8..<18).contains(hour)
    }

    /// The moment itself when service is there, else shortly after it opens again.
    static func next(from moment: Instant, east: Int, _ dice: inout Dice) -> Instant {
        if isOpen(at: moment, east: east) { return moment }
        let local = moment.adding(.hours(Int64(east)))
        let isEvening = local.seconds - Int64(local.day.number) * 86_400 >= 18 * 3_600
        var day = isEvening ? local.day.adding(days: 1) : local.day
        if day.weekday == 7 { day = day.adding(days: 1) }
        return day.start.adding(.seconds(Int64((8 - east) * 3_600 + dice.whole(60...1_500))))
    }
}

/// How busy a month is for an office-furniture company: September is, August is not.
enum Season {
    private static let months = [1.10, 1.00, 1.08, 1.00, 1.00, 0.92, 0.78, 0.80, 1.25, 1.18, 1.12, 0.77]

    static func strength(of month: Month) -> Double { months[month.month - 1] }
}
