import Kernel
import Timeline
import Web

/// What can be done with the conversations that were chosen: one form, to which their check boxes belong.
struct BulkBar: Markup {
    let t: Texts
    let seal: String
    let address: InboxAddress
    /// Those that can be put on.
    let labels: [Label]
    let colleagues: [Colleague]
    /// Those in use.
    let teams: [Team]
    let macros: [SavedReply]
    /// What they can be put under.
    let incidents: [Conversation]
    let staff: Viewer

    static let id = "selection"

    var html: HTML {
        let options = [option("", t("desk.bulk.what"))] + groups
        // What was chosen comes first, so that Enter in a box does nothing that nobody has read.
        let fields: HTML = """
            <p class="count">\(t("desk.bulk.count")) <output data-picked>–</output></p>
            <label class="tick all"><input type="checkbox" data-all data-key="X"><span>\(t("desk.bulk.all"))</span></label>
            <div class="field"><label class="quiet" for="field-what">\(t("desk.bulk.what"))</label>\
            <select id="field-what" name="what">\(options)</select></div>\
            \(Button(t("desk.bulk.do")))\(Button(t("desk.take"), .quiet, name: "do", value: BulkWork.take.text, key: "m"))\
            \(Button(t("desk.resolve"), .quiet, name: "do", value: BulkWork.resolve.text, key: "e"))
            """
        let form = PostForm(
            address.selectionPath, method: .put, seal: seal, id: Self.id, label: t("desk.bulk"), content: "<div class=\"bulk\">\(fields)</div>")
        return form.html
    }

    private var groups: [HTML] {
        let given = [(BulkWork.give(nil), t("desk.bulk.give_back"))] + colleagues.map { (BulkWork.give($0.id), $0.name) }
        return [
            group(t("desk.bulk.give"), given),
            group(t("team.bulk.give"), teams.isEmpty ? [] : teams.map { (.team($0.key), $0.name) } + [(.team(nil), t("team.bulk.none"))]),
            group(t("desk.bulk.label"), labels.map { (.label($0.key), $0.name) }),
            group(t("desk.bulk.unlabel"), labels.map { (.unlabel($0.key), $0.name) }),
            group(t("desk.macro"), macros.map { (.macro($0.id), called($0)) }),
            group(t("desk.incident.under"), incidents.map { (.put(under: $0.number), "#\($0.number) \($0.subject)") }),
            group(t("desk.priority"), Conversation.Priority.allCases.map { (.prioritise($0), t("desk.priority.\($0.key)")) }),
        ]
    }

    /// With what it does.
    private func called(_ macro: SavedReply) -> String {
        let names = Dictionary(uniqueKeysWithValues: labels.map { ($0.key, $0.name) })
        let says = macro.texts.isEmpty ? [] : [t("desk.macro.does.answer")]
        let does = says + macro.deeds.map { MacroDeedWords(t: t, labels: names).words($0) }
        return "\(macro.name) (\(does.joined(separator: ", ")))"
    }

    private func group(_ title: String, _ works: [(work: BulkWork, name: String)]) -> HTML {
        works.isEmpty ? .nothing : "<optgroup label=\"\(title)\">\(works.map { option($0.work.text, $0.name) })</optgroup>"
    }

    private func option(_ value: String, _ name: String) -> HTML { "<option value=\"\(value)\">\(name)</option>" }
}

/// How many it was done with, and with which not, and why.
struct BulkOutcomeCallout: Markup {
    let t: Texts
    let outcome: BulkWork.Outcome

    var html: HTML {
        let done: HTML? = outcome.done.isEmpty ? nil : "<p>\(t("desk.bulk.done", ["count": outcome.done.count]))</p>"
        let lines = outcome.refused.map { number, failure -> HTML in
            "<li><a href=\"\(url: "/inbox/\(number)")\">#\("\(number)")</a>: \(reason(failure))</li>"
        }
        return Callout(
            "\(done)<p>\(t("desk.bulk.refused", ["count": outcome.refused.count]))</p><ul>\(lines)</ul>", tone: .warn
        ).html
    }

    private func reason(_ failure: Failure) -> String {
        if case .invalid(_, let reason) = failure { return t.reason(reason) }
        return t.reason(failure.description)
    }
}
