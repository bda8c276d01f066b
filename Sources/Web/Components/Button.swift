/// How much a button wants to be pressed.
package enum Emphasis: String, Sendable {
    /// What one came here to do: one on a page.
    case primary
    case usual
    /// Hardly there until pointed at.
    case quiet
    /// Cannot be undone.
    case danger
}

/// A link that looks like a button.
package struct LinkButton: Markup {
    let label: String
    let href: String
    let emphasis: Emphasis
    let icon: Icon?
    let key: String?

    package init(_ label: String, href: String, _ emphasis: Emphasis = .usual, icon: Icon? = nil, key: String? = nil) {
        self.label = label
        self.href = href
        self.emphasis = emphasis
        self.icon = icon
        self.key = key
    }

    package var html: HTML {
        "<a class=\"button \(emphasis.rawValue)\" href=\"\(url: href)\"\(attribute: "data-key", key)>\(icon)\(label)</a>"
    }
}

/// A button in a form. `name` and `value` tell which of several was pressed.
package struct Button: Markup {
    let label: String
    let emphasis: Emphasis
    let icon: Icon?
    let name: String?
    let value: String?
    let key: String?
    let skipsChecks: Bool

    /// - Parameter skipsChecks: whether it may be pressed while fields that are required are empty.
    package init(
        _ label: String, _ emphasis: Emphasis = .usual, icon: Icon? = nil, name: String? = nil, value: String? = nil, key: String? = nil,
        skipsChecks: Bool = false
    ) {
        self.label = label
        self.emphasis = emphasis
        self.icon = icon
        self.name = name
        self.value = value
        self.key = key
        self.skipsChecks = skipsChecks
    }

    package var html: HTML {
        """
        <button class="button \(emphasis.rawValue)"\(attribute: "name", name)\(attribute: "value", value)\
        \(attribute: "data-key", key)\(flag: "formnovalidate", skipsChecks)>\(icon)\(label)</button>
        """
    }
}

/// A form that changes something: sealed, and of any method. With `swaps` the script exchanges the page in place.
package struct PostForm: Markup {
    package enum Method: String, Sendable { case post, put, patch, delete }

    let action: String
    let method: Method
    let seal: String
    let attributes: HTML
    let content: HTML

    package init(
        _ action: String, method: Method = .post, seal: String, id: String? = nil, isUpload: Bool = false, swaps: Bool = false,
        label: String? = nil, content: HTML
    ) {
        self.action = action
        self.method = method
        self.seal = seal
        self.attributes =
            """
            \(attribute: "id", id)\(attribute: "enctype", isUpload ? "multipart/form-data" : nil)\
            \(flag: "data-swap", swaps)\(attribute: "aria-label", label)
            """
        self.content = content
    }

    package var html: HTML {
        """
        <form method="post" action="\(url: target)"\(attributes)><input type="hidden" name="\(FormSeal.field)" value="\(seal)">\(content)</form>
        """
    }

    private var target: String {
        if method == .post { return action }
        return action + (action.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + "_method=" + method.rawValue
    }
}

/// A form of nothing but a button: resolve, remove, sign out.
package struct PostButton: Markup {
    let form: PostForm

    package init(
        _ label: String, to action: String, method: PostForm.Method = .post, seal: String, _ emphasis: Emphasis = .usual, icon: Icon? = nil,
        key: String? = nil, swaps: Bool = true
    ) {
        form = PostForm(action, method: method, seal: seal, swaps: swaps, content: Button(label, emphasis, icon: icon, key: key).html)
    }

    package var html: HTML { form.html }
}
