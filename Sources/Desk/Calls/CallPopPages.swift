import Kernel
import Timeline
import Web

/// What rings for whoever looks, or what they speak about: who it is, what happened last, what is open, and a place for a note.
struct CallPops {
    let t: Texts
    let seal: String
    let pops: [CallPopStore.Pop]
    /// What makes a note this note.
    let once: String

    var html: HTML { pops.isEmpty ? .nothing : "<section class=\"calls\" aria-label=\"\(t("calls.pop"))\">\(pops.map(card))</section>" }

    /// The part of a page that follows what rings.
    static func part(_ content: HTML) -> HTML { LivePart("calls", on: "call", at: "/calls", content: content).html }

    private func card(_ pop: CallPopStore.Pop) -> HTML {
        let call = pop.call
        return """
            <article class="sheet call" id="call-\("\(call.number)")"><header><h2>\(Icon.phone)\(title(pop))</h2>\(dismissal(call))</header>
            <p>\(Badge(t("calls.pop.\(state(call))"), tone: state(call) == "ringing" ? .note : .plain)) \
            <b>\(call.phone.isEmpty ? t("calls.withheld") : call.phone)</b> \(Moment(t, call.beganAt))</p>
            \(pop.customers.count > 1 ? several(pop) : pop.customers.first.map(known))\(pop.customers.isEmpty && !call.phone.isEmpty ? unknown : nil)
            \(pop.conversation.map(link))\(note(call))</article>
            """
    }

    private func state(_ call: Call) -> String {
        switch call.outcome {
        case .ringing: "ringing"
        case .answered: call.isOver ? "ended" : "talking"
        case .missed, .voicemail: "missed"
        }
    }

    private func title(_ pop: CallPopStore.Pop) -> String {
        switch pop.customers.count {
        case 0: t(pop.call.phone.isEmpty ? "calls.withheld" : "calls.unknown")
        case 1: pop.customers[0].name.name
        default: t("calls.several", ["count": pop.customers.count])
        }
    }

    private var unknown: HTML { "<p class=\"aside\">\(t("calls.unknown.about"))</p>" }

    private func dismissal(_ call: Call) -> HTML {
        let cross: HTML = "<button class=\"button quiet\" aria-label=\"\(t("calls.dismiss"))\">\(Icon.cross)</button>"
        return PostForm("/calls/\(call.number)/seen", method: .put, seal: seal, content: cross).html
    }

    private func known(_ customer: CallPopStore.Customer) -> HTML {
        let items = customer.last.map { "<li>\($0.title(t)) \(Moment(t, $0.occurredAt))</li>" as HTML }
        return """
            <p><a class="button usual" href="\(url: "/customers/\(customer.name.id)")">\(t("calls.customer"))</a> \(customer.company)</p>
            \(items.isEmpty ? nil : "<h3>\(t("calls.last"))</h3><ul class=\"plain\">\(items)</ul>")\(open(customer))
            """
    }

    private func open(_ customer: CallPopStore.Customer) -> HTML? {
        guard !customer.open.isEmpty else { return nil }
        let items = customer.open.map { "<li><a href=\"\(url: $0.path)\">#\("\($0.number)")</a> \($0.subject)</li>" as HTML }
        return "<h3>\(t("calls.open"))</h3><ul class=\"plain\">\(items)</ul>"
    }

    /// All who have the number, for whoever speaks with one of them to choose.
    private func several(_ pop: CallPopStore.Pop) -> HTML {
        let items = pop.customers.map { customer -> HTML in
            let fields: HTML = """
                <input type="hidden" name="customer" value="\(customer.name.id)">\(Button(t("calls.choose"), .quiet))
                """
            return """
                <li><a href="\(url: "/customers/\(customer.name.id)")">\(customer.name.name)</a> \(customer.company)\
                \(PostForm("/calls/\(pop.call.number)/customer", method: .put, seal: seal, label: customer.name.name, content: fields))</li>
                """
        }
        return "<p class=\"aside\">\(t("calls.several.about"))</p><ul class=\"plain people\">\(items)</ul>"
    }

    private func link(_ conversation: Conversation) -> HTML {
        "<p><a href=\"\(url: conversation.path)\">\(t("calls.conversation", ["number": "\(conversation.number)"]))</a></p>"
    }

    private func note(_ call: Call) -> HTML {
        let id = "call-note-\(call.number)"
        let fields: HTML = """
            <input type="hidden" name="once" value="\(once)"><div class="field"><label for="\(id)">\(t("desk.note"))</label>\
            <textarea id="\(id)" name="text" rows="2" required></textarea></div>\(Button(t("desk.keep_note"), icon: .note))
            """
        return PostForm("/calls/\(call.number)/notes", seal: seal, content: "<div class=\"form\">\(fields)</div>").html
    }
}
