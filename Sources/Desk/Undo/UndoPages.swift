import Kernel
import Web

/// One quiet line: what was done last, and what takes it back.
struct UndoLine: Markup {
    let t: Texts
    let seal: String
    let offer: UndoStore.Offer
    /// Where one is, and stays.
    let to: String

    var html: HTML {
        let fields: HTML = """
            <input type="hidden" name="done" value="\(offer.done.id)"><input type="hidden" name="to" value="\(to)">\
            <span>\(said)</span> \(Button(t("desk.undo"), .quiet, key: "z"))
            """
        return """
            <div class="undo" role="status" data-for="\("\(offer.until.duration(since: t.now).components.seconds * 1000)")">\
            \(PostForm("/inbox/undo", seal: seal, content: fields))</div>
            """
    }

    private var said: String {
        if offer.conversations.count > 1 { return t("desk.bulk.done", ["count": offer.conversations.count]) }
        let what = t("desk.did.\(offer.done.deed.rawValue)")
        if offer.done.deed == .answered {
            return t("desk.undo.answered", ["count": max(1, Int(offer.until.duration(since: t.now).components.seconds))])
        }
        return offer.done.detail.isEmpty ? "\(what)." : "\(what): \(offer.done.detail)."
    }
}
