import Foundation
import Kernel

/// A file – CSV and its kin, JSON Lines or XES, plain or gzipped; `-` is standard input – on its way to becoming touchpoints.
///
///     let file = FileImport(path: "orders.csv.gz")
///     let plan = try file.plan()
///     for try await batch in file.batches(plan) { … }
package struct FileImport: Sendable {
    package let path: String
    package let options: ImportOptions

    package init(path: String, options: ImportOptions = ImportOptions()) {
        (self.path, self.options) = (path, options)
    }

    /// Reads the first mebibyte and decides how to read the whole. Throws a sentence when the file cannot be made sense of.
    package func plan() throws -> ImportPlan {
        let (head, isCut) = try readHead()
        return try plan(ImportSample(of: head, isCut: isCut, name: path, options: options), head, isCut: isCut)
    }

    /// The columns and what stands in them, and beside them the plan, or why there can be none yet. Throws a sentence when it is no file of
    /// records.
    package func look() throws -> FileLook {
        let (head, isCut) = try readHead()
        let sample = try ImportSample(of: head, isCut: isCut, name: path, options: options)
        let look = FileLook(sample)
        // Without columns the plan says what is wrong with the file itself.
        guard !look.columns.isEmpty else { return look.with(.success(try plan(sample, head, isCut: isCut))) }
        do { return look.with(.success(try plan(sample, head, isCut: isCut))) } catch let failure as Failure { return look.with(.failure(failure)) }
    }

    private func plan(_ sample: ImportSample, _ head: [UInt8], isCut: Bool) throws -> ImportPlan {
        var plan = try sample.plan(options, head: path == "-" ? head : [])
        let trial = try ImportPipe(ByteSource(name: path, head: head, isCut: isCut), recipe: plan.recipe, startingAt: 0).next()
        plan.preview = Array(trial?.touchpoints.prefix(10) ?? [])
        plan.rejected = trial?.rejected ?? []
        return plan
    }

    /// About how many touchpoints it holds, rather fewer than more; 0 for a pipe.
    package var expectedTouchpoints: Int64 {
        // A file that cannot be asked is told of when it is read.
        let bytes = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.int64Value ?? 0
        return bytes * (path.hasSuffix(".gz") ? 6 : 1) / 150
    }

    /// The file piece by piece, in the caller's thread.
    package func pipe(_ plan: ImportPlan, startingAt record: Int = 0) throws -> ImportPipe {
        try ImportPipe(ByteSource(path: path, head: plan.head), recipe: plan.recipe, startingAt: record)
    }

    private func readHead() throws -> (head: [UInt8], isCut: Bool) {
        let head = try RawBytes(path: path, head: []).read(upTo: Self.headLength + 1)
        return (head, head.count > Self.headLength)
    }

    private static let headLength = 1 << 20
}
