import Kernel
import Web

/// The labels of a conversation, each with what takes it off, and what puts another one on.
struct ConversationLabels: Markup {
    let t: Texts
    let seal: String
    let conversation: Conversation
    /// Those that it bears.
    let labels: [Label]
    /// All there are.
    let all: [Label]
    let staff: Viewer
    let mayWork: Bool

    var html: HTML {
        let others = all.filter { label in !label.isPutAway && !labels.contains { $0.key == label.key } }
        let borne: HTML =
            labels.isEmpty
            ? "<p class=\"aside\">\(t("desk.labels.none_here"))</p>"
            : "<ul class=\"chips\" aria-label=\"\(t("desk.labels"))\">\(labels.map(chip))</ul>"
        return "<div class=\"marks\"><h3>\(t("desk.labels"))</h3>\(borne)\(picker(others))</div>"
    }

    private func chip(_ label: Label) -> HTML {
        let address = InboxAddress(label: label.key).path
        guard mayWork else { return "<li>\(LabelChip(label: label, href: address))</li>" }
        let cross: HTML = """
            <button class="remove" aria-label="\(t("desk.labels.take_off", ["label": label.name]))">\(Icon.cross)</button>
            """
        let form = PostForm("\(conversation.path)/labels/\(label.key)", method: .delete, seal: seal, content: cross).html
        return "<li>\(LabelChip(label: label, href: address, removal: form))</li>"
    }

    private func picker(_ others: [Label]) -> HTML? {
        guard mayWork else { return nil }
        guard !others.isEmpty else {
            guard all.allSatisfy(\.isPutAway), staff.role >= .manager else { return nil }
            return "<p><a href=\"/settings/labels/new\">\(t("desk.labels.add"))</a></p>"
        }
        let options = [Field.Option("", t("desk.labels.choose"))] + others.map { Field.Option($0.key, $0.name) }
        let fields: HTML = """
            <div class="fields">\(Field("label", t("desk.labels.pick"), .choice(options), isRequired: true, key: "l"))\
            <div class="actions">\(Button(t("desk.labels.put_on"), .quiet))</div></div>
            """
        return PostForm("\(conversation.path)/labels", seal: seal, content: fields).html
    }
}
