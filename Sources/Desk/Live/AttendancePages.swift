import Web

/// Who else has a conversation open, and who writes: one line above the field for an answer, empty where nobody is.
struct AttendanceLine: Markup {
    let t: Texts
    let number: Int64
    let attendance: Attendance

    var html: HTML {
        LivePart(
            "presence", on: "presence", at: "/inbox/\(number)/presence",
            content: "<p class=\"aside presence\" aria-live=\"polite\">\(sentences.joined(separator: " · "))</p>"
        ).html
    }

    private var sentences: [String] {
        var sentences: [String] = []
        if attendance.isVisitorWriting { sentences.append(t("desk.presence.visitor_writes")) }
        if attendance.isVisitorThere, !attendance.isVisitorWriting { sentences.append(t("desk.presence.visitor")) }
        if let hasRead = attendance.hasVisitorRead { sentences.append(t(hasRead ? "desk.presence.read" : "desk.presence.unread")) }
        sentences += attendance.writing.map { t("desk.presence.writes", ["who": $0]) }
        return sentences + attendance.reading.map { t("desk.presence.reads", ["who": $0]) }
    }
}
