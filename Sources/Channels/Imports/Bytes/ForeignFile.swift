import Kernel

/// Files that people try to import and that are no text: told by their first bytes.
enum ForeignFile {
    /// What it is and what to do, as the end of a sentence; `nil` when it may be text.
    static func advice(for head: [UInt8]) -> String? {
        if let known = advice(forMarks: head) { return known }
        let control = head.count { $0 < 0x09 || (0x0E...0x1F).contains($0) }
        return control * 20 > head.count ? "is no text: CSV, JSON Lines or XES is needed, plain or gzipped." : nil
    }

    /// The same by marks alone: for what need not be text.
    static func advice(forMarks head: [UInt8]) -> String? { marks.first { head.starts(with: $0.mark) }?.advice }

    private static let marks: [(mark: [UInt8], advice: String)] = [
        (Array("PK".utf8) + [3, 4], "is a workbook of Excel or another zip archive: save the sheet as CSV, or unpack the archive."),
        ([0xD0, 0xCF, 0x11, 0xE0], "is an old workbook of Excel: save the sheet as CSV."),
        (Array("%PDF".utf8), "is a PDF document: a table is needed, such as CSV."),
        (Array("PAR1".utf8), "is a Parquet file: export it as CSV or JSON Lines."),
        (Array("SQLite format 3".utf8), "is an SQLite database: export the table as CSV."),
        (Array("BZh".utf8), "is packed by bzip2: unpack it, or pack it by gzip."),
        ([0xFD] + Array("7zXZ".utf8), "is packed by xz: unpack it, or pack it by gzip."),
        ([0x28, 0xB5, 0x2F, 0xFD], "is packed by zstd: unpack it, or pack it by gzip."),
        (Array("7z".utf8) + [0xBC, 0xAF], "is a 7-Zip archive: unpack it."),
    ]
}
