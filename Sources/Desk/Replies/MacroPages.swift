import Kernel
import Web

/// What a macro does, in words.
struct MacroDeedWords {
    let t: Texts
    /// What labels are called, by their keys.
    let labels: [String: String]

    func words(_ deed: MacroDeed) -> String {
        switch deed {
        case .take: t("desk.macro.does.take")
        case .status(let status): t("desk.macro.does.status", ["status": t("desk.status.\(status.key)")])
        case .snooze(let hours): t("desk.macro.does.snooze", ["time": t.span(.hours(Int64(hours)))])
        case .priority(let priority): t("desk.macro.does.priority", ["priority": t("desk.priority.\(priority.key)")])
        case .label(let key): t("desk.macro.does.label", ["label": labels[key] ?? key])
        case .unlabel(let key): t("desk.macro.does.unlabel", ["label": labels[key] ?? key])
        case .note(let text): t("desk.macro.does.note", ["text": text.count > 80 ? text.prefix(79) + "…" : text])
        }
    }

    func words(_ deeds: [MacroDeed]) -> String { deeds.map(words).joined(separator: " · ") }
}

/// The part of a macro's form that says what it does.
struct MacroDeedFields: Markup {
    let t: Texts
    /// Those that can be put on or taken off.
    let labels: [Label]
    let state: FormState

    var html: HTML {
        let statuses = [ConversationStatus.waiting, .resolved, .open, .snoozed].map { Field.Option($0.key, t("desk.status.\($0.key)")) }
        let priorities = Conversation.Priority.allCases.map { Field.Option($0.key, t("desk.priority.\($0.key)")) }
        let leave = Field.Option("", t("desk.macro.leave"))
        return """
            <fieldset class="deeds"><legend>\(t("desk.macro.does"))</legend><div class="fields">\
            \(state.field("status", t("desk.standing"), .choice([leave] + statuses)))\
            \(state.field("snooze_hours", t("desk.macro.snooze_hours"), .number))\
            \(state.field("priority", t("desk.priority"), .choice([leave] + priorities)))</div>
            \(state.field("take", t("desk.macro.take"), .tick))
            \(marks)\(state.field("note", t("desk.macro.note"), .area(rows: 2), hint: t("desk.macro.note.hint")))</fieldset>
            """
    }

    private var marks: HTML? {
        guard !labels.isEmpty else { return nil }
        let isOpen = labels.contains { !state[MacroForm.labelField($0.key)].isEmpty }
        let options = [
            Field.Option("", t("desk.macro.leave")), Field.Option("on", t("desk.labels.put_on")), Field.Option("off", t("desk.macro.take_off")),
        ]
        let fields = labels.map { state.field(MacroForm.labelField($0.key), $0.name, .choice(options)).html }
        return "<details\(flag: "open", isOpen)><summary>\(t("desk.labels"))</summary><div class=\"fields\">\(fields)</div></details>"
    }
}

/// Beforehand: what a macro is about to do in a conversation, and the button that does it.
struct MacroPreview: Markup {
    let t: Texts
    let macro: SavedReply
    let labels: [String: String]

    var html: HTML {
        let words = MacroDeedWords(t: t, labels: labels)
        return """
            <div class="callout note macro" role="status"><div><p><b>\(macro.name)</b> \(t("desk.macro.will"))</p>\
            <ul>\(macro.deeds.map { "<li>\(words.words($0))</li>" as HTML })</ul></div></div>\
            <input type="hidden" name="macro" value="\(macro.id)">
            """
    }
}

/// Places for what a text asks for and nobody knows.
struct GapFields: Markup {
    let t: Texts
    let gaps: [SavedReply.Fact]
    let state: FormState

    var html: HTML {
        guard !gaps.isEmpty else { return .nothing }
        let fields = gaps.map { fact in
            state.field(
                SavedReply.field(fact), t("desk.replies.fact.\(fact.rawValue)"), hint: fact.isName ? t("desk.macro.gap.name") : "{\(fact.rawValue)}")
        }
        return "<fieldset class=\"gaps\"><legend>\(t("desk.macro.gaps"))</legend><div class=\"fields\">\(fields.map(\.html))</div></fieldset>"
    }
}
