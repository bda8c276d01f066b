import Hummingbird
import Kernel
import Language

/// The two windows the script fills from what the page offers: the list of keys, and the actions by name.
struct KeyList: Markup {
    let t: Texts

    var html: HTML {
        """
        <dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">\(t("web.keys"))</h2><dl class="pairs"></dl>
        <label class="tick"><input type="checkbox" id="keys-off"><span>\(t("web.keys.off"))</span></label>
        <form method="dialog"><button class="button">\(t("web.close"))</button></form></dialog>
        <dialog id="actions" aria-label="\(t("web.actions"))">\
        <input type="search" aria-label="\(t("web.actions"))" placeholder="\(t("web.actions"))"><ul></ul></dialog>
        """
    }
}

/// `/keys`: the keys without a script, and `/language`.
package struct FrameRoutes: Routable {
    package init() {}

    package var routes: RouteTable {
        RouteTable()
            .get("/keys", access: .staff(.viewer), use: keys)
            .post("/language", access: .everyone, use: chooseLanguage)
    }

    private func keys(_ request: Request, _ context: Context) -> Page {
        let t = context.t
        let places = Place.open.map { (name: t("web.place.\($0.rawValue)"), value: "<kbd>g</kbd> <kbd>\($0.key)</kbd>" as HTML) }
        let others = ["/", "?", ".", "j", "k", "x"].map { (name: t("web.key.\(Self.name(of: $0))"), value: "<kbd>\($0)</kbd>" as HTML) }
        return Page(t("web.keys"), content: "\(PageHeader(t("web.keys")))<div class=\"sheet\">\(KeyValues(places + others))</div>")
    }

    private static func name(of key: String) -> String {
        ["/": "search", "?": "list", ".": "actions", "j": "next", "k": "previous", "x": "choose"][key] ?? key
    }

    private func chooseLanguage(_ request: Request, _ context: Context) throws -> Response {
        let language = try context.form.choice("language", of: ReaderLanguage.self)
        var response = context.redirectBack()
        response.keep(cookie: "language", language.rawValue, for: context, lasting: .days(365))
        return response
    }
}
