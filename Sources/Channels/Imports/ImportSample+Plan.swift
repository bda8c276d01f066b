import Kernel

extension ImportSample {
    func plan(head: [UInt8], isCut: Bool, options: ImportOptions, pipeHead: [UInt8]) throws -> ImportPlan {
        guard columns.count > 1 || format == .jsonLines else { throw Failure.invalid(name, nothingInColumns) }
        let guess = try MappingGuess(self, options)
        var plan = ImportPlan(
            path: name, format: format, encoding: encoding, columns: planned(guess.mapping), mapping: guess.mapping, notes: guess.notes, preview: [],
            rejected: [], hasHeader: options.hasHeader, dayFirst: guess.dayFirst, head: pipeHead)
        let trial = try ImportPipe(ByteSource(name: name, head: head, isCut: isCut), plan: plan, options: options, startingAt: 0).next()
        plan.preview = Array(trial?.touchpoints.prefix(5) ?? [])
        plan.rejected = trial?.rejected ?? []
        return plan
    }

    private var nothingInColumns: String {
        columns.isEmpty
            ? "holds no rows: there is nothing to import."
            : "has one column only (“\(columns[0].prefix(80))”), cut at \(format.name); a touchpoint needs a customer and a time."
    }

    private func planned(_ mapping: Mapping) -> [ImportPlan.Column] {
        columns.enumerated().map { number, name in
            let entry = mapping.entries.first { $0.source == .column(name) }
            let trait = mapping.traitPrefixes.first { name.hasPrefix($0) }.map { Mapping.Meaning.trait(String(name.dropFirst($0.count))) }
            return ImportPlan.Column(name: name, meaning: entry?.meaning ?? trait, why: entry?.why ?? "", samples: examples(of: number))
        }
    }
}
