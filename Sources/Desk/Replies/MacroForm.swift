import Kernel
import Web

/// What a macro does, as its form has it.
enum MacroForm {
    static func labelField(_ key: String) -> String { "label_\(key)" }

    /// - Parameter labels: those that can be put on or taken off.
    static func deeds(_ form: Form, labels: [Label]) throws -> [MacroDeed] {
        var deeds: [MacroDeed] = []
        if form.has("take") { deeds.append(.take) }
        if let priority = Conversation.Priority(key: form["priority"]) { deeds.append(.priority(priority)) }
        for label in labels {
            switch form[labelField(label.key)] {
            case "on": deeds.append(.label(label.key))
            case "off": deeds.append(.unlabel(label.key))
            default: break
            }
        }
        let note = try form.text("note", 0...MacroDeed.longestNote)
        if !note.isEmpty { deeds.append(.note(note)) }
        switch ConversationStatus(key: form["status"]) {
        case .snoozed: deeds.append(.snooze(try form.int("snooze_hours", 1...MacroDeed.longestSnooze)))
        case let status?: deeds.append(.status(status))
        case nil: break
        }
        return deeds
    }

    /// The fields that say what a macro does.
    static func fields(_ deeds: [MacroDeed]) -> [String: String] {
        deeds.reduce(into: [:]) { fields, deed in
            switch deed {
            case .take: fields["take"] = "on"
            case .status(let status): fields["status"] = status.key
            case .snooze(let hours): (fields["status"], fields["snooze_hours"]) = (ConversationStatus.snoozed.key, "\(hours)")
            case .priority(let priority): fields["priority"] = priority.key
            case .label(let key): fields[labelField(key)] = "on"
            case .unlabel(let key): fields[labelField(key)] = "off"
            case .note(let text): fields["note"] = text
            }
        }
    }
}
