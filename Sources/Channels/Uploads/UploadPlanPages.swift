import Kernel
import Timeline
import Web

/// How a file is going to be read, to be changed, and what would become of its first rows.
struct UploadPlanPage {
    let t: Texts
    let seal: String
    let file: UploadedFile
    let choices: ReadingChoices
    let look: Result<FileLook, Failure>
    /// What was wrong with what was just said.
    let refusal: Failure?

    var title: String { file.name }
    private var path: String { "\(UploadRoutes.path)/\(file.id)" }
    private var seen: FileLook? { try? look.get() }  // What kept it from being seen is shown as a sentence.
    private var plan: ImportPlan? { try? seen?.plan.get() }  // So is what keeps it from being planned.

    var html: HTML {
        """
        \(PageHeader(
            title, lead: HTML(escaping: t("imports.plan.about")),
            crumbs: [Crumb(t("web.place.settings"), "/settings"), Crumb(t("imports.title"), UploadRoutes.path)]))
        \(problem.map { Callout(HTML(escaping: $0), tone: .bad, isLive: true) })
        \(seen?.damage.map { Callout(HTML(escaping: t("imports.damage", ["fault": $0])), tone: .warn) })
        \(plan?.amountsLeftOut.map { Callout(HTML(escaping: sentence($0)), tone: .warn) })
        \(PostForm(path, method: .put, seal: seal, content: form))
        \(plan.map { UploadPreview(t: t, plan: $0).html })
        \(PostButton(t("imports.remove"), to: path, method: .delete, seal: seal, .danger, swaps: false))
        """
    }

    /// The one sentence above the form: what was said wrongly, or what is still missing.
    private var problem: String? {
        if let refusal, fieldErrors.isEmpty { return sentence(refusal) }
        switch look {
        case .failure(let failure): return failure.sentence(t)
        case .success(let look): if case .failure(let failure) = look.plan { return sentence(failure) } else { return nil }
        }
    }

    private func sentence(_ failure: Failure) -> String {
        guard case .invalid(_, let reason) = failure else { return failure.sentence(t) }
        if reason.contains("column that looks like the time") { return t("imports.needs_time") }
        if reason.contains("column that looks like the customer") { return t("imports.needs_customer") }
        return failure.sentence(t)
    }

    private func sentence(_ left: ImportPlan.AmountsLeftOut) -> String {
        t(
            "imports.amounts_left_out",
            ["column": left.column, "values": t.number(left.values), "unreadable": t.number(left.unreadable), "example": left.example])
    }

    private var fieldErrors: [String: String] {
        guard case .invalid(let field, let reason) = refusal, Self.fields.contains(field) else { return [:] }
        return [field: t.reason(reason)]
    }

    private static let fields: Set<String> = ["format", "encoding", "zone", "scale", "kind", "channel", "source", "currency"]
    private var isMapped: Bool { choices.survey == nil && plan?.isByMapping != false }

    private var form: HTML {
        """
        <div class="stack">\(isMapped ? columns : given)
        \(isMapped ? Section(t("imports.constants"), note: HTML(escaping: t("imports.constants.about")), content: constants).html : nil)
        \(Section(t("imports.reading"), note: HTML(escaping: t("imports.reading.about")), content: reading))
        <div class="actions">\(Button(t("imports.look"), icon: .right))\
        \(plan == nil ? nil : Button(t("imports.start"), .primary, icon: .check, name: "start", value: "yes"))</div></div>
        """
    }

    /// What the columns are, where that is not to be chosen here.
    private var given: HTML {
        let rows = plan?.columns ?? []
        let table = Table(rows, caption: t("imports.columns")) {
            Column(t("imports.column")) { HTML(escaping: $0.name) }
            Column(t("imports.meaning")) { HTML(escaping: $0.meaning ?? "–") }
            Column(t("imports.samples")) { UploadPreview.samples($0.samples) }
        }
        let about = t(choices.survey == nil ? "imports.columns.calls" : "imports.columns.survey")
        return Section(t("imports.columns"), note: HTML(escaping: about), content: table.html).html
    }
}

// MARK: - Columns

extension UploadPlanPage {
    private var columns: HTML {
        let rows = (seen?.columns ?? []).enumerated().map { (number: $0, column: $1) }
        let table = Table(rows, caption: t("imports.columns")) {
            Column(t("imports.column")) { HTML(escaping: $0.column.name) }
            Column(t("imports.meaning")) { select($0.number, $0.column.name) }
            Column(t("imports.samples")) { UploadPreview.samples($0.column.samples) }
        }
        return Section(t("imports.columns"), note: HTML(escaping: t("imports.columns.about")), content: table.html).html
    }

    private func select(_ number: Int, _ column: String) -> HTML {
        let chosen = meaning(of: column)
        var options = MeaningChoice.all(for: column)
        if !options.contains(where: { $0.value == chosen }) { options.insert(MeaningChoice(value: chosen, text: ""), at: 1) }
        let choices = options.map { option -> HTML in
            let label = option.text.isEmpty ? chosen : t(option.text)
            return "<option value=\"\(option.value)\"\(flag: "selected", option.value == chosen)>\(label)</option>"
        }
        return """
            <div class="field"><select name="column.\(number)" aria-label="\(t("imports.meaning.of", ["column": column]))">\(choices)</select></div>
            """
    }

    /// As somebody has said, else as it was guessed; empty for a property.
    private func meaning(of column: String) -> String {
        if let said = choices.columns.first(where: { $0.name == column }) { return said.meaning }
        return plan?.columns.first { $0.name == column }?.meaning ?? ""
    }
}

/// What a column can be said to mean.
private struct MeaningChoice {
    let value: String
    /// The key of its name; empty for one that is called as it is written.
    let text: String

    static func all(for column: String) -> [MeaningChoice] {
        let subject = column.lowercased().replacing("_id", with: "").prefix(60)
        return [MeaningChoice(value: "", text: "imports.meaning.property")]
            + names.map { MeaningChoice(value: $0, text: "imports.meaning.\($0)") }
            + [
                MeaningChoice(value: "subject.\(subject)", text: "imports.meaning.subject"),
                MeaningChoice(value: "trait.\(column)", text: "imports.meaning.trait"),
                MeaningChoice(value: "ignore", text: "imports.meaning.ignore"),
            ]
    }

    private static let names = [
        "customer", "email", "phone", "anonymous", "device", "loyalty_card", "social", "at", "kind", "channel", "id", "score", "scale", "sentiment",
        "weight", "value", "currency", "company",
    ]
}

// MARK: - The same for all, and how it is written

extension UploadPlanPage {
    private var constants: HTML {
        let fields: [HTML?] = [
            hasColumn(.kind) ? nil : field("kind", choices.kind ?? constant(.kind), hint: "imports.kind.hint"),
            hasColumn(.channel) ? nil : field("channel", choices.channel ?? constant(.channel), hint: "imports.channel.hint"),
            hasColumn(.score) && !hasColumn(.scale) ? scale : nil,
            hasColumn(.currency) ? nil : field("currency", choices.currency ?? "", hint: "imports.currency.hint"),
            field("source", choices.source ?? "", hint: "imports.source.hint", placeholder: file.name),
        ]
        return "<div class=\"fields\">\(fields.compactMap(\.self))</div>"
    }

    private func hasColumn(_ meaning: Mapping.Meaning) -> Bool {
        plan?.mapping.sources(of: meaning).contains { if case .column = $0 { true } else { false } } == true
    }

    private func constant(_ meaning: Mapping.Meaning) -> String {
        for case .constant(let text) in plan?.mapping.sources(of: meaning) ?? [] { return text }
        return ""
    }

    private var scale: HTML {
        let options = ([Mapping.ownScale] + Scale.allCases.map(\.key)).map { Field.Option($0, t("imports.scale.\($0)")) }
        return field("scale", choices.scale ?? constant(.scale), .choice(options))
    }

    private var reading: HTML {
        let formats = FileFormat.all.map { Field.Option($0.key, t("imports.format.\($0.key)")) }
        let encodings = TextEncoding.allCases.map { Field.Option($0.rawValue, $0.rawValue.uppercased()) }
        let header = seen.map { t($0.hasHeader ? "imports.yes" : "imports.no") }
        let fields = [
            field("format", choices.format ?? "", .choice([guessed(seen.map { t("imports.format.\($0.format.key)") })] + formats)),
            field("encoding", choices.encoding ?? "", .choice([guessed(seen?.encoding.rawValue.uppercased())] + encodings)),
            field("header", Self.word(choices.hasHeader), .choice([guessed(header)] + yesOrNo)),
            field("day", Self.word(choices.dayFirst), .choice([guessed(nil)] + dayOrders)),
            field("zone", choices.timeZone ?? "", hint: "imports.zone.hint", placeholder: "UTC"),
        ]
        return "<div class=\"fields\">\(fields)</div>"
    }

    private static func word(_ flag: Bool?) -> String { flag.map { $0 ? "yes" : "no" } ?? "" }
    private var yesOrNo: [Field.Option] { [.init("yes", t("imports.yes")), .init("no", t("imports.no"))] }
    private var dayOrders: [Field.Option] { [.init("yes", t("imports.day.first")), .init("no", t("imports.month.first"))] }

    private func guessed(_ what: String?) -> Field.Option {
        .init("", what.map { t("imports.guessed.as", ["what": $0]) } ?? t("imports.guessed"))
    }

    private func field(_ name: String, _ value: String, _ kind: Field.Kind = .text, hint: String? = nil, placeholder: String? = nil) -> HTML {
        Field(
            name, t("imports.\(name)"), kind, value: value, hint: hint.map { t($0) }, error: fieldErrors[name], placeholder: placeholder
        ).html
    }
}
