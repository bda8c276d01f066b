import Access
import Storage
import Timeline
import Web

/// What parts bring to the settings, and how the records of the installation hear of their changes.
extension Server {
    static let sections = [
        SettingsSection(path: "/settings/catalogue", text: "catalogue.title", icon: .journey, role: .manager),
        SettingsSection(path: "/settings/imports", text: "imports.title", icon: .plus, role: .manager),
        SettingsSection(path: "/settings/jobs", text: "jobs.title", icon: .task, role: .admin),
        SettingsSection(path: "/settings/rejected", text: "channels.rejected", icon: .warning, role: .manager),
    ]

    @Sendable static func record(_ change: SettingsChange, in tx: Transaction) throws {
        let action: Audit.Action =
            switch change.action {
            case .kindChanged: .kindChanged
            case .segmentAdded: .segmentAdded
            case .segmentChanged: .segmentChanged
            case .segmentRemoved: .segmentRemoved
            case .importStarted: .importStarted
            }
        try AuditStore().record(action, of: change.subject, change.detail, by: change.staff, in: tx)
    }
}
