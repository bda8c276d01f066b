import Kernel
import People
import Timeline

extension ImportSample {
    /// Decides how to read the file, by what was said and what its first records show.
    func plan(_ options: ImportOptions, head: [UInt8]) throws -> ImportPlan {
        try checkColumns()
        if let survey = options.survey { return try surveyPlan(survey, options, head) }
        if holdsSegmentCalls, options.mapping == Mapping() { return segmentPlan(options, head) }
        return try rowPlan(options, head)
    }

    private func rowPlan(_ options: ImportOptions, _ head: [UInt8]) throws -> ImportPlan {
        let guess = try MappingGuess(self, options)
        var recipe = recipe(.rows(guess.mapping), options)
        recipe.dayFirst = guess.dayFirst
        return ImportPlan(
            path: name, columns: columns(guess.mapping), mapping: guess.mapping,
            notes: notes(options) + guess.notes + guess.offers + [guess.scaleNote].compactMap(\.self),
            doubtfulDate: guess.doubtfulDate, amountsLeftOut: guess.amountsLeftOut,
            guessedScales: guess.scaleNote, offers: guess.offers, recipe: recipe, head: head)
    }

    private func surveyPlan(_ survey: SurveyMap, _ options: ImportOptions, _ head: [UInt8]) throws -> ImportPlan {
        let laid = try survey.laid(over: columns, of: name)
        let dates = laid.at.parts.flatMap { if case .column(let name) = $0 { values(of: name) } else { [String]() } }
        var recipe = recipe(.survey(laid), options)
        let order = options.dayFirst == nil ? TimeReader.dayFirst(in: dates) : nil
        recipe.dayFirst = options.dayFirst ?? order?.dayFirst
        return ImportPlan(
            path: name, columns: columns(laid), mapping: Mapping(), notes: notes(options) + Self.placed(survey), doubtfulDate: order?.doubtful,
            recipe: recipe,
            head: head)
    }

    /// Kinds of the catalogue keep their place on the journey, whatever the map of one file says.
    private static func placed(_ survey: SurveyMap) -> [String] {
        var told: Set<String> = []
        return survey.kinds.compactMap { kind in
            guard let stage = kind.stage, let known = Kind.defaults.first(where: { $0.key == kind.key }), known.stage != stage,
                told.insert(kind.key).inserted
            else { return nil }
            return "“\(kind.key)” is a kind of the catalogue, which keeps it in the stage \(known.stage?.key ?? "–") and not in \(stage.key), as the "
                + "map says: a report on the file follows the map, an import the catalogue; change it there under Settings › Catalogue."
        }
    }

    /// Whether the records say which of Segment's calls they are, and whom they are about.
    private var holdsSegmentCalls: Bool {
        let calls = Set(values(of: "type"))
        let isNamed = columns.contains("userId") || columns.contains("anonymousId")
        return format == .jsonLines && isNamed && !calls.isEmpty && calls.allSatisfy { SegmentCall(rawValue: $0) != nil }
    }

    private func segmentPlan(_ options: ImportOptions, _ head: [UInt8]) -> ImportPlan {
        let meanings: [(Mapping.Meaning, String)] = [
            (.identifier(.userID), "userId"), (.identifier(.anonymousID), "anonymousId"), (.kind, "event"), (.at, "timestamp"), (.key, "messageId"),
        ]
        let entries = meanings.filter { columns.contains($0.1) }.map { Mapping.Entry($0.0, .column($0.1), why: "the form of Segment's calls") }
        let note = "These are calls as Segment's libraries send them; they are read as they would be over HTTP. Say --map to read them otherwise."
        return ImportPlan(
            path: name, columns: columns(Mapping(entries)), mapping: Mapping(entries), notes: notes(options) + [note],
            recipe: recipe(.segmentCalls, options),
            head: head)
    }

    private func checkColumns() throws {
        if columns.isEmpty, let fault { throw Failure.invalid("\(name), line \(fault.line)", "cannot be read: \(fault.reason).") }
        guard !columns.isEmpty else { throw Failure.invalid(name, "holds no rows: there is nothing to import.") }
        guard case .delimited = format else { return }
        if columns.count == 1 {
            throw Failure.invalid(name, "has one column only, “\(columns[0].prefix(80))”; a touchpoint needs a customer and a time.")
        }
        guard count > 0 || fault != nil else { throw Failure.invalid(name, "has no rows below its head: there is nothing to import.") }
    }

    private func notes(_ options: ImportOptions) -> [String] {
        var notes: [String] = []
        if let damage { notes.append("The file is damaged, and what stands behind the damage is lost: \(damage)") }
        if [.windows1250, .windows1251].contains(encoding), options.encoding == nil {
            notes.append(
                "The bytes of the file do not tell its alphabet for certain; it is read as \(encoding.rawValue). Say --encoding windows-1252 if "
                    + "letters come out wrong.")
        }
        if case .delimited = format, !hasHeader {
            notes.append("The first row does not name the columns, so they are called column_1, column_2 and so on.")
        }
        return notes
    }

    private func columns(_ mapping: Mapping) -> [ImportPlan.Column] {
        columns.enumerated().map { number, name in
            let entry = mapping.entries.first { $0.source == .column(name) }
            let trait = mapping.traitPrefixes.first { name.hasPrefix($0) && name.count > $0.count }.map { "trait.\(name.dropFirst($0.count))" }
            return ImportPlan.Column(name: name, meaning: entry?.meaning.name ?? trait, why: entry?.why ?? "", samples: examples(of: number))
        }
    }

    private func columns(_ survey: SurveyMap) -> [ImportPlan.Column] {
        columns.enumerated().map { number, name in
            ImportPlan.Column(name: name, meaning: survey.meaning(of: name), why: "the map of the survey", samples: examples(of: number))
        }
    }
}

extension SurveyMap {
    fileprivate func meaning(of column: String) -> String? {
        if let answer = answers.first(where: { $0.column == column }) { return "score of \(answer.kind.key)" }
        let all = [("customer", respondent), ("at", at), ("channel", channel)] + (weight.map { [("weight", $0)] } ?? [])
        let kept = (properties + answers.flatMap(\.properties)).map { ("property.\($0.name)", $0.value) }
        let named = traits.map { ("trait.\($0.name)", $0.value) } + kept
        return (all + named).first { $0.1.parts.contains(.column(column)) }?.0
    }
}
