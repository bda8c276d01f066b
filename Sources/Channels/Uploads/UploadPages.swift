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

/// How far an import is, and its result. The part `progress` follows what happens.
struct UploadProgressPage {
    let t: Texts
    let seal: String
    let file: UploadedFile
    let standing: UploadedFile.Standing
    let hasRejected: Bool

    var title: String { file.name }
    private var path: String { "\(UploadRoutes.path)/\(file.id)" }
    private var isGoingOn: Bool { standing == .waiting || standing == .running }

    var html: HTML {
        """
        \(PageHeader(
            title, crumbs: [Crumb(t("web.place.settings"), "/settings"), Crumb(t("imports.title"), UploadRoutes.path)]))
        <section class="sheet stack" id="progress"\(attribute: "data-stream", isGoingOn ? path + "/events" : nil) data-on="progress">
        <header><h2>\(t("imports.progress"))</h2>\(standing.badge(t))</header>
        \(explanation)\(isGoingOn ? progress : nil)\(figures)<div class="actions">\(actions)</div></section>
        """
    }

    private var explanation: HTML? {
        switch standing {
        case .failed(let fault): Callout(HTML(escaping: t.reason(fault)), tone: .bad).html
        case .stopped: Callout(HTML(escaping: t("imports.stopped.about")), tone: .warn).html
        case .finished where file.tally.accepted == 0 && file.tally.duplicates > 0:
            Callout(HTML(escaping: t("imports.nothing_new"))).html
        case .finished: Callout(HTML(escaping: t("imports.finished.about", ["count": file.tally.accepted])), tone: .good).html
        case .waiting, .running, .open: "<p class=\"aside\">\(t("imports.going_on"))</p>"
        }
    }

    private var progress: HTML {
        let share = file.bytes == 0 ? 0 : Double(file.tally.bytesDone) / Double(file.bytes)
        let left = file.tally.secondsLeft.map { t("imports.left", ["time": t.span(.seconds($0))]) }
        return Progress(share, label: [t.percent(share), left].compactMap(\.self).joined(separator: " · ")).html
    }

    private var figures: HTML {
        let rate = file.tally.rate.map { t("imports.rate", ["count": Int($0)]) }
        return Tiles([
            Tile(t("imports.accepted"), t.number(file.tally.accepted), detail: isGoingOn ? rate : nil),
            Tile(t("imports.duplicates"), t.number(file.tally.duplicates), detail: t("imports.duplicates.about")),
            Tile(t("imports.rejected"), t.number(file.tally.rejected)),
        ]).html
    }

    private var actions: HTML {
        let download = hasRejected && !isGoingOn ? LinkButton(t("imports.download"), href: path + "/rejected.csv").html : .nothing
        let again = PostButton(t("imports.resume"), to: path + "/run", seal: seal, .primary, swaps: false).html
        let remove = PostButton(t("imports.remove"), to: path, method: .delete, seal: seal, .danger, swaps: false).html
        return switch standing {
        case .waiting, .running, .open:
            """
            \(LinkButton(t("imports.refresh"), href: path, .quiet))\
            \(PostButton(t("imports.stop"), to: path + "/run", method: .delete, seal: seal, .danger, swaps: false))
            """
        case .failed, .stopped: "\(again)\(download)\(remove)"
        case .finished:
            """
            \(LinkButton(t("imports.customers"), href: "/customers", .primary))\(download)\
            \(LinkButton(t("imports.another"), href: UploadRoutes.path))\(remove)
            """
        }
    }
}
