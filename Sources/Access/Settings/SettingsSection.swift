package import Web

/// A page of the settings, as their first page leads to it.
package struct SettingsSection: Sendable {
    /// `/settings/catalogue`
    package let path: String
    /// The key of its name; that of its description ends with `.about`.
    package let text: String
    package let icon: Icon
    /// Who may open it; others do not see it.
    package let role: Role

    package init(path: String, text: String, icon: Icon, role: Role) {
        self.path = path
        self.text = text
        self.icon = icon
        self.role = role
    }
}
