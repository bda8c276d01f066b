import Foundation
import Kernel
import People
import Testing
import Timeline

@testable import Channels

@Suite struct `A gzipped file` {
    /// `user,event,at` and Ann's row; then Bob's row, packed on its own.
    private let first = Array(Data(base64Encoded: "H4sIAAAAAAACAystTi3SSS1LzSvRSSzhSszL00nUMTIwMtM1MNY1MOQCAHHBqSkfAAAA") ?? Data())
    private let second = Array(Data(base64Encoded: "H4sIAAAAAAACA0vKT9JJ0jEyMDLTNTDWNTDiAgDSSLfLEQAAAA==") ?? Data())

    @Test func `is told by its first bytes, not by its name`() throws {
        #expect(try Imported(TemporaryFile(first, named: "log.csv")).customers == ["ann"])
        #expect(try Imported(TemporaryFile(log("ann,a,2026-03-01"), named: "log.csv.gz")).customers == ["ann"])
    }

    @Test func `may have several members and zeros behind them`() throws {
        #expect(try Imported(TemporaryFile(first + second)).customers == ["ann", "bob"])
        #expect(try Imported(TemporaryFile(first + second + [0, 0, 0])).customers == ["ann", "bob"])
    }

    @Test func `that is cut off hands out what stood before and then says so`() throws {
        let file = try TemporaryFile(first + second.dropLast(20))
        let pipe = try FileImport(path: file.path).pipe(FileImport(path: file.path).plan())
        #expect(try pipe.next()?.touchpoints.count == 1)
        #expect(refusal { _ = try pipe.next() }.contains("ends in the middle of its gzip data"))
    }

    @Test func `that is damaged says so`() throws {
        let damaged = first.enumerated().map { $0 == 20 ? $1 ^ 0xFF : $1 }
        #expect(refusal { _ = try Imported(TemporaryFile(damaged)) }.contains("holds damaged gzip data"))
    }

    @Test func `counts the bytes on disk, for progress`() throws {
        let file = try TemporaryFile(first + second)
        let pipe = try FileImport(path: file.path).pipe(FileImport(path: file.path).plan())
        #expect(pipe.bytesTotal == Int64(first.count + second.count))
        #expect(try pipe.next()?.bytesDone == pipe.bytesTotal)
    }
}
