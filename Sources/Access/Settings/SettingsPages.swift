import Web

/// The first page of the settings: where each thing is set.
struct SettingsPage {
    let t: Texts
    let sections: [SettingsSection]

    var title: String { t("web.place.settings") }

    var html: HTML {
        """
        \(PageHeader(title, lead: HTML(escaping: t("access.settings.about"))))
        <ul class="cards">\(sections.map(card))</ul>
        """
    }

    private func card(_ section: SettingsSection) -> HTML {
        """
        <li class="sheet"><a href="\(url: section.path)">\(section.icon)\(t(section.text))</a><p>\(t(section.text + ".about"))</p></li>
        """
    }
}
