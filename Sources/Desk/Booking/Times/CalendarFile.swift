import Kernel

/// A calendar file of appointments (RFC 5545; RFC 5546 for what it asks of who reads it). Times are in UTC, so that no zone has to be explained.
struct CalendarFile: Sendable {
    enum Method: String, Sendable { case publish = "PUBLISH", request = "REQUEST", cancel = "CANCEL" }

    let method: Method
    let events: [Event]

    struct Event: Sendable {
        /// The same for the same appointment, whatever becomes of it.
        let uid: String
        let sequence: Int
        let time: Range<Instant>
        let writtenAt: Instant
        let title: String
        var place = ""
        var about = ""
        var address = ""
        var organiser: (name: String, address: String)?
        var attendee: String?
        var isCancelled = false
    }

    /// Lines end with CR LF, and none is longer than 75 bytes.
    var text: String {
        let head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Throughline//Appointments//EN", "CALSCALE:GREGORIAN", "METHOD:\(method.rawValue)"]
        return (head + events.flatMap(lines) + ["END:VCALENDAR"]).map { Self.folded($0) + "\r\n" }.joined()
    }

    private func lines(_ event: Event) -> [String] {
        var lines = [
            "BEGIN:VEVENT", "UID:\(event.uid)", "SEQUENCE:\(event.sequence)", "DTSTAMP:\(Self.stamp(event.writtenAt))",
            "DTSTART:\(Self.stamp(event.time.lowerBound))", "DTEND:\(Self.stamp(event.time.upperBound))", "SUMMARY:\(Self.escaped(event.title))",
            "STATUS:\(event.isCancelled ? "CANCELLED" : "CONFIRMED")", "TRANSP:\(event.isCancelled ? "TRANSPARENT" : "OPAQUE")",
        ]
        if !event.place.isEmpty { lines.append("LOCATION:\(Self.escaped(event.place))") }
        if !event.about.isEmpty { lines.append("DESCRIPTION:\(Self.escaped(event.about))") }
        if !event.address.isEmpty { lines.append("URL:\(Self.plain(event.address))") }
        if let organiser = event.organiser { lines.append("ORGANIZER;CN=\"\(Self.plain(organiser.name))\":mailto:\(Self.plain(organiser.address))") }
        if let attendee = event.attendee {
            // Whoever books has said yes; nobody is to be asked.
            let address = Self.plain(attendee)
            lines.append("ATTENDEE;CN=\"\(address)\";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:\(address)")
        }
        return lines + ["END:VEVENT"]
    }

    /// `20261201T083000Z`
    static func stamp(_ time: Instant) -> String {
        let text = Instant(seconds: time.seconds).description
        return text.replacing("-", with: "").replacing(":", with: "").replacing(/\.[0-9]+/, with: "")
    }

    /// As a text may stand in a line (3.3.11).
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar {
            case "\\", ";", ",": escaped += "\\\(scalar)"
            case "\n": escaped += "\\n"
            case _ where scalar.properties.generalCategory == .control: escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// As it may stand between quotation marks, and in an address: nothing that ends either.
    private static func plain(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\"" && $0.properties.generalCategory != .control }))
    }

    /// Broken into lines of 75 bytes, between letters; one that goes on begins with a blank (3.1).
    static func folded(_ line: String) -> String {
        var (text, width) = ("", 0)
        for scalar in line.unicodeScalars {
            let bytes = UTF8.width(scalar)
            if width + bytes > 75 {
                text += "\r\n "
                width = 1
            }
            text.unicodeScalars.append(scalar)
            width += bytes
        }
        return text
    }
}
