package import Hummingbird

/// A page of staff: its content, and where it stands in the frame. It is an answer as it is.
///
///     Page(t("customers.title"), at: .customers, content: CustomersPage(…).html)
package struct Page: Answer {
    /// The pickers an analytic page has; what they choose stays in the address.
    package struct Scope: Sendable {
        let period: Period?
        /// Whether all time can be chosen.
        let offersAll: Bool
        let segments: [(key: String, name: String)]
        /// What the figures can be compared with.
        let comparisons: [(key: String, name: String)]
        let further: [Choice]
        /// What else they can be narrowed by, in words of one's own: names in the address.
        let narrowing: [Narrowing]

        /// One of several that the page alone knows of, kept in the address under its name.
        package struct Choice: Sendable {
            let name: String
            let label: String
            /// What it is called when none of them is chosen.
            let none: String
            let choices: [(key: String, name: String)]

            package init(_ name: String, _ label: String, none: String, _ choices: [(key: String, name: String)]) {
                (self.name, self.label, self.none, self.choices) = (name, label, none, choices)
            }
        }

        /// A filter in words of one's own, kept in the address under its name.
        package struct Narrowing: Sendable {
            let name: String
            let label: String
            /// What could be meant, the likeliest first.
            let suggestions: [String]
            /// What is wrong with what stands there, in the reader's words; the form is then open.
            let error: String?

            package init(_ name: String, _ label: String, suggestions: [String] = [], error: String? = nil) {
                (self.name, self.label, self.suggestions, self.error) = (name, label, suggestions, error)
            }
        }

        package init(
            period: Period?, offersAll: Bool = false, segments: [(key: String, name: String)] = [], comparisons: [(key: String, name: String)] = [],
            further: [Choice] = [], narrowing: [Narrowing] = []
        ) {
            (self.period, self.offersAll, self.segments, self.comparisons) = (period, offersAll, segments, comparisons)
            (self.further, self.narrowing) = (further, narrowing)
        }
    }

    let title: String
    let place: Place?
    let scope: Scope?
    let status: HTTPResponse.Status
    let content: HTML

    package init(_ title: String, at place: Place? = nil, scope: Scope? = nil, status: HTTPResponse.Status = .ok, content: HTML) {
        self.title = title
        self.place = place
        self.scope = scope
        self.status = status
        self.content = content
    }

    package func response(in context: Context) -> Response {
        var response = Frame(page: self, context: context).html.response(in: context, status: status)
        if context.flash != nil { response.drop(cookie: Flash.cookie, for: context) }
        return response
    }
}

/// A page without the rail: sign-in, first run, and what visitors see.
package struct PlainPage: Answer {
    let title: String
    let status: HTTPResponse.Status
    let content: HTML

    package init(_ title: String, status: HTTPResponse.Status = .ok, content: HTML) {
        self.title = title
        self.status = status
        self.content = content
    }

    package func response(in context: Context) -> Response {
        let language = LanguageSwitch(t: context.t, seal: context.seal, to: context.path + context.query.text)
        let body: HTML = """
            <main id="main">\(context.flash.map(FlashCallout.init))\(content)</main>
            <footer class="foot">\(language)</footer>
            """
        var response = Document(title: title, t: context.t, layout: .alone, body: body).html.response(in: context, status: status)
        if context.flash != nil { response.drop(cookie: Flash.cookie, for: context) }
        return response
    }
}

/// A page for a screen that nobody sits at: no rail, no bar, dark, and fresh by itself.
package struct WallPage: Answer {
    let title: String
    let content: HTML

    package init(_ title: String, content: HTML) { (self.title, self.content) = (title, content) }

    package func response(in context: Context) -> Response {
        Document(title: title, t: context.t, layout: .wall, body: "<main id=\"main\">\(content)</main>", isMinutely: true).html.response(in: context)
    }
}
