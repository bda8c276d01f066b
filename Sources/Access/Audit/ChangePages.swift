import Kernel
import Web

/// What was changed in the settings, by whom and when.
struct ChangesPage {
    let t: Texts
    let changes: [Audit]
    let isFirst: Bool
    let hasMore: Bool

    var title: String { t("access.changes") }

    var html: HTML {
        """
        \(PageHeader(title, lead: HTML(escaping: t("access.changes.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")]))
        <section class="sheet">\(rows)</section>\(Pages(t, first: isFirst ? nil : Self.path, next: next))
        """
    }

    private static let path = "/settings/changes"
    private var next: String? { hasMore ? changes.last.map { "\(Self.path)?before=\($0.id)" } : nil }

    private var rows: Rows {
        Rows(
            changes.map { change in
                [
                    "<span class=\"who\"><span>\(sentence(change))<small>\(doer(change))</small></span></span>",
                    Moment(t, change.recordedAt, showing: .moment).html,
                ]
            })
    }

    private func doer(_ change: Audit) -> String {
        change.staffName ?? change.keyName.map { t("access.changes.by_key", ["key": $0]) } ?? "Throughline"
    }

    private func sentence(_ change: Audit) -> String {
        t("access.change.\(change.action.rawValue)", ["subject": change.subject, "detail": detail(change)])
    }

    /// Roles and scopes in the reader's words; anything else as it was noted.
    private func detail(_ change: Audit) -> String {
        if Role(rawValue: change.detail) != nil { return t("web.role.\(change.detail)") }
        if IssuedKey.Scope(rawValue: change.detail) != nil { return t("access.scope.\(change.detail)") }
        return change.detail
    }
}
