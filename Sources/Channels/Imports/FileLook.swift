package import Kernel

/// A first look at a file: its columns and what stands in them, whether or not their meaning is known yet.
package struct FileLook: Sendable {
    package let format: FileFormat
    package let encoding: TextEncoding
    package let hasHeader: Bool
    package let columns: [Column]
    /// Why the file breaks off early, if it does.
    package let damage: String?
    /// How it is going to be read, or why that cannot be said yet.
    package let plan: Result<ImportPlan, Failure>

    package struct Column: Hashable, Sendable {
        package let name: String
        /// Up to three values that differ.
        package let samples: [String]
    }
}

extension FileLook {
    init(_ sample: ImportSample) {
        self.init(
            format: sample.format, encoding: sample.encoding, hasHeader: sample.hasHeader,
            columns: sample.columns.enumerated().map { Column(name: $1, samples: sample.examples(of: $0)) },
            damage: sample.damage.map(\.description), plan: .failure(.missing("A plan")))
    }

    func with(_ plan: Result<ImportPlan, Failure>) -> FileLook {
        FileLook(format: format, encoding: encoding, hasHeader: hasHeader, columns: columns, damage: damage, plan: plan)
    }
}
