import Channels
import Kernel
import Web

/// Conversations out and in, and the files that were brought before.
struct ArchiveListPage {
    let t: Texts
    let seal: String
    let files: [(file: UploadedFile, standing: UploadedFile.Standing)]
    /// How many conversations there are.
    let count: Int
    /// Why the file that was just brought holds none.
    let refusal: String?
    let state: FormState

    var title: String { t("archive.title") }

    var html: HTML {
        """
        \(PageHeader(title, lead: HTML(escaping: t("archive.lead")), crumbs: [Crumb(t("web.place.settings"), "/settings")]))
        \(Section(t("archive.export"), note: HTML(escaping: t("archive.export.about", ["count": count])), content: export))
        \(Section(t("archive.import"), note: HTML(escaping: t("archive.import.about")), content: bring))
        \(files.isEmpty ? .nothing : Section(t("imports.list"), content: table.html).html)
        """
    }

    private var export: HTML {
        let forms = ExportForm.allCases.map { Field.Option($0.rawValue, t("archive.form.\($0)")) }
        let fields: HTML = """
            <div class="form">\(state.field("form", t("archive.form"), .radios(forms), isRequired: true))
            \(state.field("since", t("archive.since"), .date, hint: t("archive.since.hint")))
            <div class="actions">\(Button(t("archive.download"), .primary, icon: .down))</div></div>
            """
        return PostForm(ArchiveRoutes.path + "/export", seal: seal, content: fields).html
    }

    private var bring: HTML {
        let fields: HTML = """
            <div class="form">\(refusal.map { Callout(HTML(escaping: $0), tone: .bad, isLive: true) })
            \(Field("file", t("imports.file"), .file, hint: t("archive.file.hint"), isRequired: true))
            <div class="actions">\(Button(t("imports.upload"), icon: .up))</div></div>
            """
        return PostForm(ArchiveRoutes.path, seal: seal, isUpload: true, content: fields).html
    }

    private var table: Table<(file: UploadedFile, standing: UploadedFile.Standing)> {
        Table(files, caption: t("imports.list")) {
            Column(t("imports.name")) { "<a href=\"\(url: "\(ArchiveRoutes.path)/\($0.file.id)")\">\($0.file.name)</a>" }
            Column(t("imports.state")) { $0.standing.badge(t).html }
            Column(t("archive.taken"), isNumber: true) { HTML(escaping: $0.file.startedAt == nil ? "–" : t.number($0.file.tally.accepted)) }
            Column(t("archive.rejected"), isNumber: true) { HTML(escaping: $0.file.startedAt == nil ? "–" : t.number($0.file.tally.rejected)) }
            Column(t("imports.uploaded")) { Moment(t, $0.file.uploadedAt).html }
        }
    }
}

/// What would become of a file, before anything is written.
struct ArchivePlanPage {
    let t: Texts
    let seal: String
    let file: UploadedFile
    let choice: ReadingChoices.Archive
    let look: Result<ArchiveLook, Failure>

    var title: String { file.name }
    private var path: String { "\(ArchiveRoutes.path)/\(file.id)" }

    var html: HTML {
        """
        \(PageHeader(
            title, lead: HTML(escaping: t("archive.plan.about")),
            crumbs: [Crumb(t("web.place.settings"), "/settings"), Crumb(t("archive.title"), ArchiveRoutes.path)]))
        \(Section(t("imports.reading"), content: form))\(found)
        \(PostButton(t("imports.remove"), to: path, method: .delete, seal: seal, .danger, swaps: false))
        """
    }

    private var format: ArchiveFormat? {
        guard case .success(let look) = look else { return choice.format.flatMap(ArchiveFormat.init(rawValue:)) }
        return look.format
    }

    private var form: HTML {
        let formats = [Field.Option("", t("imports.guessed"))] + ArchiveFormat.allCases.map { Field.Option($0.rawValue, $0.name) }
        let own: HTML =
            format == .mbox
            ? Field("own", t("archive.own"), value: choice.own.joined(separator: " "), hint: t("archive.own.hint"), placeholder: "@shop.example").html
            : .nothing
        let hint = format.map { t("archive.format.is", ["format": $0.name]) }
        let fields: HTML = """
            <div class="form">\(Field("format", t("imports.format"), .choice(formats), value: choice.format ?? "", hint: hint))
            \(own)<div class="actions">\(Button(t("imports.start"), .primary, name: "start", value: "yes"))\(Button(t("imports.look")))</div></div>
            """
        return PostForm(path, method: .put, seal: seal, content: fields).html
    }

    private var found: HTML {
        switch look {
        case .failure(let failure): return Callout(HTML(escaping: failure.sentence(t)), tone: .bad).html
        case .success(let look):
            let bad: HTML =
                look.rejected.isEmpty
                ? .nothing : Section(t("imports.bad_rows"), note: HTML(escaping: t("imports.bad_rows.about")), content: rejected(look).html).html
            let none: HTML = EmptyState(.noResult, t("archive.none_readable"), t("archive.none_readable.about")).html
            let first = look.conversations.isEmpty ? none : conversations(look).html
            return "\(Section(t("archive.preview"), note: HTML(escaping: t("archive.preview.about")), content: first))\(bad)"
        }
    }

    private func conversations(_ look: ArchiveLook) -> Table<ArchiveLook.Sample> {
        Table(look.conversations, caption: t("archive.preview")) {
            Column(t("archive.subject")) { "<b>\($0.subject)</b>" }
            Column(t("archive.customer")) { HTML(escaping: $0.customer) }
            Column(t("imports.channel")) { HTML(escaping: t.channelName($0.channel)) }
            Column(t("imports.state")) { HTML(escaping: t("desk.status.\($0.status.key)")) }
            Column(t("archive.messages"), isNumber: true) { HTML(escaping: t.number($0.messages)) }
            Column(t("archive.answers"), isNumber: true) { HTML(escaping: t.number($0.answers)) }
            Column(t("archive.notes"), isNumber: true) { HTML(escaping: t.number($0.notes)) }
            Column(t("archive.begun")) { Moment(t, $0.openedAt, showing: .moment).html }
        }
    }

    private func rejected(_ look: ArchiveLook) -> Table<(line: Int, reason: String)> {
        Table(look.rejected, caption: t("imports.bad_rows")) {
            Column(t("imports.line")) { HTML(escaping: t.number($0.line)) }
            Column(t("archive.why")) { HTML(escaping: $0.reason) }
        }
    }
}

/// How far an import is, and its result. The part `progress` follows what happens.
struct ArchiveProgressPage {
    let t: Texts
    let seal: String
    let file: UploadedFile
    let standing: UploadedFile.Standing
    let hasRejected: Bool

    var title: String { file.name }
    private var path: String { "\(ArchiveRoutes.path)/\(file.id)" }
    private var isGoingOn: Bool { standing == .waiting || standing == .running }

    var html: HTML {
        """
        \(PageHeader(title, crumbs: [Crumb(t("web.place.settings"), "/settings"), Crumb(t("archive.title"), ArchiveRoutes.path)]))
        <section class="sheet stack" id="progress"\(attribute: "data-stream", isGoingOn ? path + "/events" : nil) data-on="progress">
        <header><h2>\(t("imports.progress"))</h2>\(standing.badge(t))</header>
        \(explanation)\(isGoingOn ? progress : nil)\(figures)<div class="actions">\(actions)</div></section>
        """
    }

    private var explanation: HTML {
        switch standing {
        case .failed(let fault): Callout(HTML(escaping: t.reason(fault)), tone: .bad).html
        case .stopped: Callout(HTML(escaping: t("imports.stopped.about")), tone: .warn).html
        case .finished where file.tally.accepted == 0 && file.tally.duplicates > 0: Callout(HTML(escaping: t("imports.nothing_new"))).html
        case .finished: Callout(HTML(escaping: t("archive.finished", ["count": file.tally.accepted])), tone: .good).html
        case .waiting, .running, .open: "<p class=\"aside\">\(t("imports.going_on"))</p>"
        }
    }

    private var progress: HTML {
        let share = file.bytes == 0 ? 0 : Double(file.tally.bytesDone) / Double(file.bytes)
        let left = file.tally.secondsLeft.map { t("imports.left", ["time": t.span(.seconds($0))]) }
        return Progress(share, label: [t.percent(share), left].compactMap(\.self).joined(separator: " · ")).html
    }

    private var figures: HTML {
        Tiles([
            Tile(t("archive.taken"), t.number(file.tally.accepted)),
            Tile(t("imports.duplicates"), t.number(file.tally.duplicates), detail: t("imports.duplicates.about")),
            Tile(t("archive.rejected"), t.number(file.tally.rejected)),
        ]).html
    }

    private var actions: HTML {
        let download = hasRejected && !isGoingOn ? LinkButton(t("archive.rejected.download"), href: path + "/rejected.csv").html : .nothing
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
            \(LinkButton(t("archive.inbox"), href: "/inbox", .primary))\(download)\
            \(LinkButton(t("imports.another"), href: ArchiveRoutes.path))\(remove)
            """
        }
    }
}
