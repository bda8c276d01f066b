import Kernel
package import Web

/// Choosing a file, and those that were chosen before.
struct UploadListPage {
    let t: Texts
    let seal: String
    let files: [(file: UploadedFile, standing: UploadedFile.Standing)]
    /// Why the file that was just brought cannot be imported.
    let refusal: String?

    var title: String { t("imports.title") }

    var html: HTML {
        """
        \(PageHeader(title, lead: HTML(escaping: t("imports.lead")), crumbs: [Crumb(t("web.place.settings"), "/settings")]))
        \(Section(t("imports.choose"), note: HTML(escaping: t("imports.choose.about")), content: form))
        \(files.isEmpty ? nothing : Section(t("imports.list"), content: table.html).html)
        """
    }

    private var nothing: HTML { EmptyState(.firstUse, t("imports.none"), t("imports.none.about")).html }

    private var form: HTML {
        let fields: HTML = """
            <div class="form">\(refusal.map { Callout(HTML(escaping: $0), tone: .bad, isLive: true) })
            \(Field("file", t("imports.file"), .file, hint: t("imports.file.hint"), isRequired: true))
            <details><summary>\(t("imports.survey"))</summary>\(Field("map", t("imports.map"), .file, hint: t("imports.map.hint")))</details>
            <div class="actions">\(Button(t("imports.upload"), .primary, icon: .up))</div></div>
            """
        return PostForm(UploadRoutes.path, seal: seal, isUpload: true, content: fields).html
    }

    private var table: Table<(file: UploadedFile, standing: UploadedFile.Standing)> {
        Table(files, caption: t("imports.list")) {
            Column(t("imports.name")) { "<a href=\"\(url: "\(UploadRoutes.path)/\($0.file.id)")\">\($0.file.name)</a>" }
            Column(t("imports.state")) { $0.standing.badge(t).html }
            Column(t("imports.accepted"), isNumber: true) { HTML(escaping: $0.file.startedAt == nil ? "–" : t.number($0.file.tally.accepted)) }
            Column(t("imports.rejected"), isNumber: true) { HTML(escaping: $0.file.startedAt == nil ? "–" : t.number($0.file.tally.rejected)) }
            Column(t("imports.uploaded")) { Moment(t, $0.file.uploadedAt).html }
        }
    }
}

extension UploadedFile.Standing {
    package func badge(_ t: Texts) -> Badge {
        switch self {
        case .open: Badge(t("imports.state.open"), tone: .note)
        case .waiting: Badge(t("imports.state.waiting"))
        case .running: Badge(t("imports.state.running"), tone: .thread)
        case .failed: Badge(t("imports.state.failed"), tone: .bad)
        case .stopped: Badge(t("imports.state.stopped"), tone: .warn)
        case .finished: Badge(t("imports.state.finished"), tone: .good)
        }
    }
}
