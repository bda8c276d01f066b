import Kernel

extension BookingTerms {
    /// When it can be booked: by hours of its own, else by the opening hours. Holidays of the company hold for both. What of own hours is open on its
    /// special days nobody has said, so that they are closed.
    func hours(within company: BusinessHours) -> BusinessHours {
        guard let week else { return company }
        let holidays = company.holidays.map { Holiday($0, $1) } + company.specialDays.keys.map { Holiday($0, "") }
        do {
            return try BusinessHours(zone: company.zone, week: Self.week(week), holidays: holidays)
        } catch {
            // They were looked at when they were set: by then they were hours.
            return company
        }
    }

    /// - Throws: `invalid`, as the opening hours do.
    static func week(_ texts: [String]) throws -> WeekHours { try WeekHours(texts.map { try [OpenInterval](reading: $0) }) }
}
