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

extension UploadProgressPage.Words {
    static let archive = Self(
        list: "archive.title", path: ArchiveRoutes.path, taken: "archive.taken", rejected: "archive.rejected", download: "archive.rejected.download",
        finished: "archive.finished", next: ("archive.inbox", "/inbox"))
}
