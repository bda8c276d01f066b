import Kernel

extension BookingTerms {
    /// When it can be booked: by hours of its own, else by the opening hours. Holidays and special days of the company hold for both.
    func hours(within company: BusinessHours) -> BusinessHours {
        guard let week, let own = try? BusinessHours(zone: company.zone, week: Self.week(week), holidays: company.holidays.map { Holiday($0, $1) })
        else {
            // They were looked at when they were set.
            return company
        }
        // Own hours of a day that is special for the company: what of it is open then, is not known, so that it is closed.
        let special = company.specialDays.keys.map { Holiday($0, "") }
        return (try? own.adding(special)) ?? own
    }

    /// - Throws: `invalid`, as the opening hours do.
    static func week(_ texts: [String]) throws -> WeekHours { try WeekHours(texts.map { try [OpenInterval](reading: $0) }) }
}
