import Analytics
import Kernel

/// One row for each hour of the week, also those in which nobody wrote.
struct TrafficCSV {
    let traffic: Traffic

    var text: String {
        let head = ["weekday", "hour", "messages", "conversations", "open", "time_zone"]
        let rows = (1...7).flatMap { weekday in
            (0...23).map { hour in
                let cell = traffic.cell(weekday, hour)
                let isOpen = traffic.open.contains(Traffic.Place(weekday: weekday, hour: hour))
                return ["\(weekday)", "\(hour)", "\(cell.messages)", "\(cell.conversations.count)", isOpen ? "yes" : "no", traffic.zone]
            }
        }
        return CSV.sheet([head] + rows)
    }
}
