import Kernel
import Web

/// Kept lists in the inbox, each with how much stands in it, and what keeps the one that is open.
struct KeptListChips: Markup {
    let t: Texts
    let seal: String
    let address: InboxAddress
    let list: InboxStore.List
    let staff: Viewer

    var html: HTML {
        guard staff.role >= .agent else { return .nothing }
        let shown: HTML? = list.kept.isEmpty ? nil : "<ul class=\"chips\">\(list.kept.map(item))</ul>"
        let arrange: HTML? = list.kept.isEmpty ? nil : "<a class=\"aside\" href=\"/inbox/lists\">\(t("desk.lists.arrange"))</a>"
        return "<nav class=\"labels kept\" aria-label=\"\(t("desk.lists"))\">\(shown)\(arrange)\(keep)</nav>"
    }

    private var isKept: Bool { list.kept.contains { $0.address == address.from(nil) } }

    private func item(_ kept: KeptList) -> HTML {
        let count = list.keptCounts[kept.id] ?? 0
        let isCurrent = kept.address == address.from(nil)
        return """
            <li><span class="chip"><a href="\(url: kept.address.path)"\(attribute: "aria-current", isCurrent ? "true" : nil)>\(kept.name) \
            <span class="count">\(count > InboxStore.mostCounted ? t.number(InboxStore.mostCounted) + "+" : t.number(count))</span></a></span></li>
            """
    }

    private var keep: HTML? {
        guard !isKept else { return nil }
        let forAll: HTML? = staff.role >= .manager ? Field("for_all", t("desk.lists.for_all"), .tick, id: "for-all").html : nil
        let fields: HTML = """
            <div class="fields">\(Field("name", t("desk.lists.name"), isRequired: true, id: "list-name"))\(forAll)\
            <div class="actions">\(Button(t("desk.lists.keep"), .quiet))</div></div>\
            <input type="hidden" name="list" value="\(address.from(nil).path)">
            """
        return """
            <details id="keep-list"><summary>\(t("desk.lists.keep_this"))</summary>\(PostForm("/inbox/lists", seal: seal, content: fields))</details>
            """
    }
}

/// All kept lists, to be put in order and removed.
struct KeptListsPage {
    let t: Texts
    let seal: String
    let lists: [KeptList]
    let removed: KeptList?
    let staff: Viewer
    let state: FormState
    /// The list that was to be kept when something was wrong with it.
    let address: InboxAddress?

    var title: String { t("desk.lists") }

    var html: HTML {
        """
        \(PageHeader(title, lead: HTML(escaping: t("desk.lists.about")), crumbs: [Crumb(t("desk.title"), "/inbox")]))\(undo)\(again)
        \(lists.isEmpty ? EmptyState(.firstUse, t("desk.lists.none"), t("desk.lists.none.hint")).html : table.html)
        """
    }

    private var undo: HTML? {
        removed.map { list in
            let fields: HTML = "<span>\(t("desk.lists.removed", ["name": list.name]))</span> \(Button(t("desk.undo"), .quiet, key: "z"))"
            let form = PostForm("/inbox/lists/\(list.id)/return", method: .put, seal: seal, content: fields)
            return "<div class=\"undo\" role=\"status\">\(form)</div>"
        }
    }

    private var again: HTML? {
        address.map { address in
            let forAll: HTML? = staff.role >= .manager ? state.field("for_all", t("desk.lists.for_all"), .tick).html : nil
            let fields: HTML = """
                \(state.error.map { Callout(HTML(escaping: $0), tone: .warn) })<div class="form">\
                \(state.field("name", t("desk.lists.name"), isRequired: true))\(forAll)\
                <input type="hidden" name="list" value="\(address.path)">
                <div class="actions">\(Button(t("desk.lists.keep"), .primary))</div></div>
                """
            return "<section class=\"sheet\">\(PostForm("/inbox/lists", seal: seal, content: fields))</section>"
        }
    }

    private var table: Table<KeptList> {
        Table(lists, caption: title) {
            Column(t("desk.lists.name")) { "<a href=\"\(url: $0.address.path)\">\($0.name)</a>" }
            Column(t("desk.lists.whose")) { HTML(escaping: t($0.isShared ? "desk.lists.all" : "desk.lists.own")) }
            Column(t("desk.lists.order")) { list in list.isTheirs(staff) ? buttons(list) : "–" }
        }
    }

    private func buttons(_ list: KeptList) -> HTML {
        func move(_ way: String, _ icon: Icon) -> HTML {
            let button: HTML = """
                <input type="hidden" name="move" value="\(way)">\
                <button class="button quiet" aria-label="\(t("desk.lists.move_\(way)", ["name": list.name]))">\(icon)</button>
                """
            return PostForm("/inbox/lists/\(list.id)", method: .put, seal: seal, content: button).html
        }
        let cross: HTML = """
            <button class="button quiet" aria-label="\(t("desk.lists.remove", ["name": list.name]))">\(Icon.cross)</button>
            """
        let removal = PostForm("/inbox/lists/\(list.id)", method: .delete, seal: seal, content: cross).html
        return "<div class=\"actions\">\(move("up", .up))\(move("down", .down))\(removal)</div>"
    }
}
