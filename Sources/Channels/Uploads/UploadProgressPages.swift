import Kernel
package import Web

/// How far an import is, and its result. The part `progress` follows what happens.
package struct UploadProgressPage {
    /// What is said of the one sort of files and of the other; each a key of the texts.
    package struct Words: Sendable {
        /// The list that the page belongs to, and where it is.
        let list: String
        let path: String
        let taken: String
        /// How quickly; `nil` where that says nothing.
        let rate: String?
        let rejected: String
        let download: String
        let finished: String
        /// To what was brought in.
        let next: (text: String, path: String)

        package init(
            list: String, path: String, taken: String, rate: String? = nil, rejected: String, download: String, finished: String,
            next: (text: String, path: String)
        ) {
            (self.list, self.path, self.taken, self.rate) = (list, path, taken, rate)
            (self.rejected, self.download, self.finished, self.next) = (rejected, download, finished, next)
        }
    }

    let t: Texts
    let seal: String
    let file: UploadedFile
    let standing: UploadedFile.Standing
    let hasRejected: Bool
    let words: Words

    package init(
        t: Texts, seal: String, file: UploadedFile, standing: UploadedFile.Standing, hasRejected: Bool, words: Words
    ) {
        (self.t, self.seal, self.file, self.standing) = (t, seal, file, standing)
        (self.hasRejected, self.words) = (hasRejected, words)
    }

    package var title: String { file.name }
    private var path: String { "\(words.path)/\(file.id)" }
    private var isGoingOn: Bool { standing == .waiting || standing == .running }

    package var html: HTML {
        """
        \(PageHeader(
            title, crumbs: [Crumb(t("web.place.settings"), "/settings"), Crumb(t(words.list), words.path)]))
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
        case .finished: Callout(HTML(escaping: t(words.finished, ["count": file.tally.accepted])), tone: .good).html
        case .waiting, .running, .open: "<p class=\"aside\">\(t("imports.going_on"))</p>"
        }
    }

    private var progress: HTML {
        let share = file.bytes == 0 ? 0 : Double(file.tally.bytesDone) / Double(file.bytes)
        let left = file.tally.secondsLeft.map { t("imports.left", ["time": t.span(.seconds($0))]) }
        return Progress(share, label: [t.percent(share), left].compactMap(\.self).joined(separator: " · ")).html
    }

    private var figures: HTML {
        let rate = words.rate.flatMap { key in file.tally.rate.map { t(key, ["count": Int($0)]) } }
        return Tiles([
            Tile(t(words.taken), t.number(file.tally.accepted), detail: isGoingOn ? rate : nil),
            Tile(t("imports.duplicates"), t.number(file.tally.duplicates), detail: t("imports.duplicates.about")),
            Tile(t(words.rejected), t.number(file.tally.rejected)),
        ]).html
    }

    private var actions: HTML {
        let download = hasRejected && !isGoingOn ? LinkButton(t(words.download), href: path + "/rejected.csv").html : .nothing
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
            \(LinkButton(t(words.next.text), href: words.next.path, .primary))\(download)\
            \(LinkButton(t("imports.another"), href: words.path))\(remove)
            """
        }
    }
}

extension UploadProgressPage.Words {
    static let rows = Self(
        list: "imports.title", path: UploadRoutes.path, taken: "imports.accepted", rate: "imports.rate", rejected: "imports.rejected",
        download: "imports.download", finished: "imports.finished.about", next: ("imports.customers", "/customers"))
}
